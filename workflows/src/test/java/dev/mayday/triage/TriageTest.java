package dev.mayday.triage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mayday.incident.Service;
import dev.mayday.system.EnvState;
import dev.mayday.system.ProcessState;
import dev.mayday.system.Reachability;
import dev.mayday.system.Reachability.State;
import dev.mayday.system.Source;
import dev.mayday.world.Services;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The runbook's decision tree, leaf by leaf. */
class TriageTest {
  private final Service service = Services.whatsapp();
  private List<Source> sources = List.of();

  @ParameterizedTest
  @EnumSource(
      value = State.class,
      mode = EnumSource.Mode.EXCLUDE,
      names = {"READY", "NETWORK_DOWN"})
  void aDatabaseThatDoesNotServeIsFallenBackFrom(State state) {
    Verdict verdict = judge(state, "true");
    assertThat(verdict.scenario()).isEqualTo("FallBackToFiles");
    assertThat(verdict.why()).startsWith("the database answers " + state);
  }

  @ParameterizedTest
  @EnumSource(
      value = State.class,
      mode = EnumSource.Mode.EXCLUDE,
      names = {"READY", "NETWORK_DOWN"})
  void aServiceOnFilesAlreadyHasNothingToFallBackFrom(State state) {
    assertThat(judge(state, "false").scenario()).isEmpty();
  }

  @Test
  void aNetworkThatIsDownIsNeverTakenForTheDatabase() {
    assertThat(judge(State.NETWORK_DOWN, "true").scenario()).isEqualTo("MendNetwork");
    assertThat(judge(State.NETWORK_DOWN, "false").scenario()).isEqualTo("MendNetwork");
  }

  @ParameterizedTest
  @CsvSource({
    "unexpected token in JSON at position 12,RepairSessions",
    "Bad MAC,RepairSessions",
    "failed to decrypt message,RepairSessions",
    "no credentials found,RestoreDeletedRows",
    "row count dropped to 0,RestoreDeletedRows",
    "the sun shines,''",
  })
  void anAlertsWordsHelpWhereTheDatabaseAnswers(String symptom, String scenario) {
    assertThat(judge(State.READY, "true", symptom).scenario()).isEqualTo(scenario);
    assertThat(judge(State.REFUSED, "true", symptom).scenario())
        .as("what was probed decides")
        .isEqualTo("FallBackToFiles");
  }

  @ParameterizedTest
  @CsvSource({
    "1313,1313,''",
    "0,0,''",
    "657,1313,''",
    "656,1313,RestoreDeletedRows",
    "1,1313,RestoreDeletedRows",
    "0,1313,RebuildDatabase",
  })
  void whatIsMissingIsCountedAgainstTheCopy(long live, long copied, String scenario) {
    sources = List.of(source(Source.Kind.LIVE, live), source(Source.Kind.WARM_COPY, copied));
    Verdict verdict = judge(State.READY, "true");
    assertThat(verdict.scenario()).isEqualTo(scenario);
    assertThat(verdict.well()).isEqualTo(scenario.isEmpty());
  }

  @Test
  void aDatabaseThatIsGoneIsFallenBackFromAndTheRebuildIsNamed() {
    for (Verdict verdict :
        List.of(
            judge(State.NO_SUCH_DATABASE, "true"),
            judge(State.TIMEOUT, "true", "Entire database gone"))) {
      assertThat(verdict.scenario()).isEqualTo("FallBackToFiles");
      assertThat(verdict.why()).contains("RebuildDatabase");
    }
  }

  private static Source source(Source.Kind kind, long keys) {
    return new Source(kind, "", Instant.EPOCH, List.of("1"), keys);
  }

  @Test
  void aReturnWaitsForAPerson() {
    Verdict verdict = judge(State.READY, "false", "Bad MAC");
    assertThat(verdict.scenario()).isEmpty();
    assertThat(verdict.why()).contains("ReturnToPostgres waits for a person to start it");
  }

  @ParameterizedTest
  @EnumSource(
      value = State.class,
      names = {"READY", "REFUSED"})
  void aServiceThatIsSetToFilesAndStoppedIsNotSaidToWork(State state) {
    Verdict verdict = judge(state, 0, "false");
    assertThat(verdict.scenario()).as("an older copy must not take their place").isEmpty();
    assertThat(verdict.why())
        .contains(
            "is set to files and does not run", "baileys-whatsapp-service stopped, then start")
        .doesNotContain("on files already", "waits for a person");
  }

  /** Nobody need remember who fell back. */
  @Test
  void aServiceThatWorksOnFilesIsSaidToWorkThereAndNothingIsBegun() {
    Verdict verdict = judge(State.REFUSED, "false");
    assertThat(verdict.scenario()).isEmpty();
    assertThat(verdict.why()).contains("on files already, runs and is connected");
  }

  @Test
  void settingsThatNobodyStartedWithAreNotTakenForTheMode() {
    Reachability seen = new Reachability(State.REFUSED, "", Instant.EPOCH, Duration.ZERO);
    EnvState env = new EnvState("hash", Map.of("USE_REPOSITORY_PATTERN", "false"));
    ProcessState process = new ProcessState("online", 1, 0, Instant.EPOCH, "true", "", "", null);
    Findings found = new Findings(seen, env, process, sources, List.of(), "");
    assertThat(Triage.judge(found, service).why())
        .contains("still runs in its old mode")
        .doesNotContain("on files already");
  }

  @Test
  void onlyAServiceThatRunsOnItsDatabaseIsWell() {
    assertThat(judge(State.READY, "true").well()).isTrue();
    assertThat(judge(State.READY, 0, "true").well()).isFalse();
    assertThat(judge(State.READY, "false").well()).isFalse();
    assertThat(judge(State.REFUSED, "false").well()).isFalse();
  }

  private Verdict judge(State state, String mode, String... symptoms) {
    return judge(state, 1, mode, symptoms);
  }

  private Verdict judge(State state, int pid, String mode, String... symptoms) {
    Reachability seen = new Reachability(state, "", Instant.EPOCH, Duration.ZERO);
    EnvState env = new EnvState("hash", Map.of("USE_REPOSITORY_PATTERN", mode));
    ProcessState process =
        new ProcessState(pid > 0 ? "online" : "stopped", pid, 0, Instant.EPOCH, mode, "", "", null);
    return Triage.judge(
        new Findings(seen, env, process, sources, List.of(symptoms), ", runs and is connected"),
        service);
  }
}
