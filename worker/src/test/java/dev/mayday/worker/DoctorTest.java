package dev.mayday.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mayday.activities.estate.EstateFile;
import dev.mayday.activities.secret.Secrets;
import dev.mayday.system.Unavailable;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the doctor says where no Temporal service answers, and about the people. */
class DoctorTest {
  private static final String APPROVAL = "production/whatsapp: approval of FallBackToFiles";
  private static final String ONE = "one-token-of-some-length";
  private static final String OTHER = "other-token-of-some-length";
  @TempDir Path folder;
  private EstateFile two;

  @BeforeEach
  void estate() {
    two = Estates.two(folder);
  }

  @Test
  void whereTemporalIsGoneThatIsOneLineAndTheRestIsLookedAt() {
    List<Finding> findings = examine(Map.of("ON_CALL_TOKEN", ONE, "LEAD_TOKEN", OTHER), "app-1");
    assertThat(findings)
        .filteredOn(one -> one.what().startsWith("temporal"))
        .containsExactly(new Finding("temporal", false, "it is gone", "start it"));
    assertThat(findings)
        .extracting(Finding::what)
        .contains("token of lead", APPROVAL, "folder of reports", "host app-1")
        .contains("production/whatsapp: database", "production/whatsapp: test message");
  }

  @Test
  void twoPeopleWithTokensOfTheirOwnAreAQuorumOfTwo() {
    assertThat(found(APPROVAL, Map.of("ON_CALL_TOKEN", ONE, "LEAD_TOKEN", OTHER)))
        .matches(Finding::ok)
        .satisfies(
            one -> assertThat(one.detail()).contains("2 with a token", "none of them can start"));
  }

  @Test
  void onePersonWithoutATokenLeavesTheLadderShort() {
    assertThat(found(APPROVAL, Map.of("ON_CALL_TOKEN", ONE)))
        .isEqualTo(
            new Finding(
                APPROVAL,
                false,
                "2 must agree, but the ladder has only 1 with a token of their own",
                "put more people on the ladder, see to their tokens, or lower the quorum"));
  }

  @Test
  void twoPeopleWithOneTokenAreOneVoice() {
    assertThat(found(APPROVAL, Map.of("ON_CALL_TOKEN", ONE, "LEAD_TOKEN", ONE)).ok()).isFalse();
  }

  /** The second scenario counts claims in this estate: names are enough for it. */
  @Test
  void whereClaimsCountTokensAreNotNeeded() {
    assertThat(found("production/whatsapp: approval of ReturnToPostgres", Map.of()).ok()).isTrue();
  }

  @Test
  void aTokenThatCouldBeGuessedFromACodeIsRedAndNeverShown() {
    Finding found = found("token of lead", Map.of("LEAD_TOKEN", "s3cr3t"));
    assertThat(found.ok()).isFalse();
    assertThat(found.hint()).contains("env:LEAD_TOKEN").doesNotContain("s3cr3t");
    assertThat(found.detail()).doesNotContain("s3cr3t");
  }

  @Test
  void onAnotherMachineItsServicesAreNotLookedAt() {
    EstateFile other = Estates.with(folder, "0".repeat(64));
    List<Finding> findings =
        Doctor.examine(DoctorTest::gone, other, new Secrets(Map.of()), List.of("app-1"));
    assertThat(findings).filteredOn(one -> one.what().equals("host app-1")).noneMatch(Finding::ok);
    assertThat(findings).noneMatch(one -> one.what().endsWith(": checkout"));
  }

  private Finding found(String what, Map<String, String> tokens) {
    return examine(tokens).stream()
        .filter(finding -> finding.what().equals(what))
        .findFirst()
        .orElseThrow();
  }

  private List<Finding> examine(Map<String, String> tokens, String... hosts) {
    return Doctor.examine(DoctorTest::gone, two, new Secrets(tokens), List.of(hosts));
  }

  private static Temporal gone() {
    throw new Unavailable("it is gone\nHINT: start it");
  }
}
