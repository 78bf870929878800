package dev.mayday.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mayday.activities.estate.EstateFile;
import dev.mayday.activities.secret.Secrets;
import dev.mayday.system.Unavailable;
import java.io.IOException;
import java.nio.file.Files;
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
        .containsExactly(
            new Finding(
                    "temporal",
                    false,
                    "it is gone",
                    "start it; if the service is down meanwhile, `mayday runbook SCENARIO` needs no"
                        + " Temporal and prints the steps by hand; written pages are in "
                        + folder.resolve("state/runbooks"))
                .in("", "", "", List.of("FallBackToFiles", "ReturnToPostgres", "KeepWarmCopy")));
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
                    "put more people on the ladder, see to their tokens, or lower the quorum")
                .in("production", "whatsapp", "", List.of("FallBackToFiles")));
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

  /** Whatever is red for a service on its host says so, and what it would stop. */
  @Test
  void everyRedFindingOfAServiceSaysWhereItIsAndWhatItStops() {
    assertThat(examine(Map.of(), "app-1"))
        .filteredOn(one -> one.what().startsWith("production/whatsapp: ") && !one.ok())
        .hasSizeGreaterThan(10)
        .allSatisfy(
            one -> {
              assertThat(one.environment()).isEqualTo("production");
              assertThat(one.service()).isEqualTo("whatsapp");
              if (!one.what().contains(": channels of rung "))
                assertThat(one.stops()).as(one.what()).isNotEmpty();
            });
  }

  /** The longest negative control: on a server without anything, what can be red is red. */
  @Test
  void onAnEmptyServerEverythingOfTheServiceIsRedWithWhatItStops() {
    Map<String, List<String>> reds = new Findings(examine(Map.of(), "app-1")).reds();
    List<String> both = List.of("FallBackToFiles", "ReturnToPostgres");
    for (String what : List.of("checkout", ".env", "process", "log", "test message", "pm2 home"))
      assertThat(reds).containsEntry("production/whatsapp: " + what, both);
    for (String what : List.of("git", "pm2"))
      assertThat(reds).containsEntry("production/whatsapp: " + what, both);
    for (String what : List.of("way to the tag", "sessions folder", "warm copy"))
      assertThat(reds).containsEntry("production/whatsapp: " + what, both.subList(0, 1));
    assertThat(reds).containsEntry("production/whatsapp: way to the branch", both.subList(1, 2));
    for (String what : List.of("database", "session tables"))
      assertThat(reds)
          .containsEntry(
              "production/whatsapp: " + what, List.of("KeepWarmCopy", "ReturnToPostgres"));
  }

  @Test
  void aStateFolderThatCannotBeWrittenStopsEverything() {
    EstateFile lost = Estates.changed(folder, text -> text.replace("FOLDER/state", "/proc/mayday"));
    Findings found =
        new Findings(Doctor.examine(DoctorTest::gone, lost, new Secrets(Map.of()), List.of()));
    String[] all = {"FallBackToFiles", "ReturnToPostgres", "KeepWarmCopy"};
    found.red("state folder", "/proc cannot be written to", all);
    for (String kept : List.of("fences", "sealed copies", "reports", "notices"))
      found.red("folder of " + kept, "cannot be written to", all);
  }

  /** As root, a file in the place of the folder is what no page can be written to. */
  @Test
  void runbooksThatCannotBeWrittenAreRed() throws IOException {
    Files.createDirectories(folder.resolve("state"));
    Files.writeString(folder.resolve("state/runbooks"), "no folder");
    assertThat(new Findings(examine(Map.of(), "app-1")).of("runbooks by hand").ok()).isFalse();
  }

  /** Also what nobody thought of, such as an address that cannot be read. */
  @Test
  void aConnectionThatBreaksOffIsAFindingAndTheClockIsLookedAtAllTheSame() {
    Findings found =
        new Findings(
            Doctor.examine(
                () -> {
                  throw new IllegalArgumentException("a port of 99999");
                },
                two,
                new Secrets(Map.of()),
                List.of()));
    assertThat(found.of("temporal").detail()).contains("a port of 99999");
    assertThat(found.of("temporal").stops()).hasSize(3);
    found.well("clock");
    assertThat(found.of("token of lead").ok()).isFalse();
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
