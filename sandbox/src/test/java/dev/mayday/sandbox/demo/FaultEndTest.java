package dev.mayday.sandbox.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mayday.incident.Entry;
import dev.mayday.incident.Outcome;
import dev.mayday.incident.Report;
import dev.mayday.sandbox.Fault;
import dev.mayday.sandbox.Status;
import dev.mayday.world.Records;
import dev.mayday.world.Reported;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The judge of the fault matrix finds every half-state that is made on purpose, and no other. */
class FaultEndTest {
  private static final String TAG = "b2c4";
  private static final String MAIN = "ref: refs/heads/main";
  private static final Picture ON_POSTGRES = picture("true", MAIN, "app.js");
  private static final Picture ON_FILES = picture("false", TAG, "app.js", "baileys_sessions");
  private static final Status WELL = status("postgres");
  private static final Status WELL_ON_FILES = status("files");

  private static final FaultEnd RECOVERED =
      end(Fault.POSTGRES_FROZEN, FaultPhase.RECOVER, Outcome.RECOVERED, true);
  private static final FaultEnd ROLLED_BACK =
      end(Fault.CHECKOUT_DISK_FULL, FaultPhase.SETTINGS, Outcome.ROLLED_BACK, false);
  private static final FaultEnd HANDED_OVER =
      end(Fault.PM2_KILLED, FaultPhase.RECOVER, Outcome.HANDED_OVER, true, "start it");

  @Test
  void whatIsWholeIsNotComplainedAbout() {
    assertThat(RECOVERED.complaints()).isEmpty();
    assertThat(ROLLED_BACK.complaints()).isEmpty();
    assertThat(HANDED_OVER.complaints()).isEmpty();
  }

  @Test
  void settingsAndCodeOfTwoModesAreHalf() {
    half(RECOVERED, picture("true", TAG, "app.js", "baileys_sessions"));
    half(RECOVERED, picture("false", MAIN, "app.js", "baileys_sessions"));
    half(ROLLED_BACK, picture("false", MAIN, "app.js"));
    half(ROLLED_BACK, picture("true", TAG, "app.js"));
    half(HANDED_OVER, picture("true", TAG, "app.js", "baileys_sessions"));
  }

  private static void half(FaultEnd good, Picture now) {
    FaultEnd half = good.with(now);
    assertThat(half.mode()).isEqualTo("half");
    assertThat(half.complaints()).isNotEmpty();
  }

  @Test
  void aFileThatARollBackLeftOrLostIsSeen() {
    assertThat(ROLLED_BACK.with(picture("true", MAIN, "app.js", "tag.js")).complaints())
        .anyMatch(said -> said.startsWith("the world is not as before"));
    assertThat(ROLLED_BACK.with(picture("true", MAIN)).complaints()).isNotEmpty();
  }

  /** By it the host's boot starts the service: in the mode that was put back everywhere else. */
  @Test
  void whatARollBackLeftInPm2sSavedListIsSeen() {
    Saved companyLeftOut = new Saved("true", "3", List.of("true", "3"));
    Saved halfPutBack = new Saved("true", "", List.of("false", ""));
    for (Saved left : List.of(saved("false"), saved(""), companyLeftOut, halfPutBack))
      assertThat(ROLLED_BACK.with(ON_POSTGRES.withSaved(left)).complaints())
          .as(left.toString())
          .singleElement()
          .asString()
          .startsWith("the world is not as before");
  }

  @Test
  void theOldModeInPm2sSavedListAfterTheSealIsSeen() {
    for (FaultEnd good : List.of(RECOVERED, HANDED_OVER))
      assertThat(good.with(ON_FILES.withSaved(saved("true"))).complaints())
          .containsExactly("after the seal a boot would start it on postgres");
  }

  @Test
  void theOldModeAfterTheSealAndTheNewOneWithoutItAreSeen() {
    assertThat(RECOVERED.with(ON_POSTGRES).complaints())
        .contains("after the seal it is set to postgres");
    assertThat(ROLLED_BACK.with(ON_FILES).complaints()).isNotEmpty();
  }

  @Test
  void twoWritersALostMessageAndARefusalAreSeen() {
    for (FaultEnd good : List.of(RECOVERED, ROLLED_BACK, HANDED_OVER)) {
      Status healed = good.healed();
      assertThat(good.with(2).complaints())
          .containsExactly("two writers: 2 service processes lived at one time");
      assertThat(good.with(spoilt(healed, "one service process", "2 running (1, 2)")).complaints())
          .anyMatch(said -> said.startsWith("two writers"));
      for (String never :
          List.of(
              "no acknowledged message is missing in the store", "WhatsApp has refused nothing"))
        assertThat(good.with(spoilt(healed, never, "one")).complaints())
            .contains("not so: " + never);
    }
  }

  @Test
  void whatIsLostOrRefusedWhileTheFaultIsThereIsSeenWhereTheFaultItselfDoesNotDoIt() {
    for (FaultEnd good : List.of(RECOVERED, ROLLED_BACK, HANDED_OVER))
      for (String never : Refusals.NEVER)
        assertThat(good.under(spoilt(good.during(), never, "one")).complaints())
            .containsExactly("not so while the fault was there: " + never);
  }

  /** Where the fault does it that one alone is let pass, and every other cell is judged. */
  @Test
  void theCellsInWhichTheFaultDoesItAreCellsOfTheMatrix() {
    List<String> cells = FaultCells.all().map(FaultCell::toString).toList();
    assertThat(Refusals.BY_THE_FAULT).hasSize(9).allMatch(cells::contains);
    FaultEnd swapped =
        end(Fault.CREDENTIALS_SWAPPED, FaultPhase.CONFIRM, Outcome.FALSE_ALARM, false);
    assertThat(swapped.under(spoilt(WELL, Refusals.REFUSED, "one")).complaints()).isEmpty();
    assertThat(swapped.under(spoilt(WELL, Refusals.LOST, "one")).complaints()).hasSize(1);
  }

  @Test
  void aServiceThatDoesNotComeBackOnceTheFaultIsGoneIsSeen() {
    for (FaultEnd good : List.of(RECOVERED, ROLLED_BACK, HANDED_OVER))
      assertThat(good.with(spoilt(good.healed(), "one service process", "0 running")).complaints())
          .anyMatch(said -> said.startsWith("not green"));
  }

  @Test
  void aServiceThatWorksInTheOtherModeIsSeen() {
    assertThat(RECOVERED.with(WELL).complaints()).contains("it works on postgres");
    assertThat(ROLLED_BACK.with(WELL_ON_FILES).complaints())
        .anyMatch(said -> said.startsWith("not green on postgres"));
  }

  @Test
  void anOutcomeThatIsNotTheCellsIsSeen() {
    for (Outcome other : Outcome.values())
      if (other != Outcome.RECOVERED)
        assertThat(end(Fault.POSTGRES_FROZEN, FaultPhase.RECOVER, other, true, "x").complaints())
            .as(other.name())
            .anyMatch(said -> said.startsWith("it ended " + other));
  }

  @Test
  void anOutcomeOfTheOtherSideOfTheSealIsSeen() {
    assertThat(
            end(Fault.POSTGRES_FROZEN, FaultPhase.RECOVER, Outcome.RECOVERED, false).complaints())
        .contains("RECOVERED without a seal");
    assertThat(
            end(Fault.CHECKOUT_DISK_FULL, FaultPhase.SETTINGS, Outcome.ROLLED_BACK, true)
                .complaints())
        .contains("ROLLED_BACK after the seal");
  }

  @Test
  void whoIsHandedSomethingWithoutAWordIsSeen() {
    assertThat(end(Fault.PM2_KILLED, FaultPhase.RECOVER, Outcome.HANDED_OVER, true).complaints())
        .contains("handed over, and nobody is told what is left to do");
  }

  @Test
  void whatWasRenamedOutOfTheWayWithoutAWordIsSeen() {
    Picture renamed = picture("true", MAIN, "app.js", ".mayday-r1-1");
    assertThat(ROLLED_BACK.with(renamed).complaints())
        .containsExactly("files were renamed out of the way, and nobody is told where they are");
    FaultEnd told =
        end(
            Fault.CHECKOUT_DISK_FULL,
            FaultPhase.SETTINGS,
            Outcome.ROLLED_BACK,
            false,
            "renamed to .mayday-r1-1/");
    assertThat(told.with(renamed).complaints()).isEmpty();
  }

  private static FaultEnd end(
      Fault fault, FaultPhase phase, Outcome outcome, boolean sealed, String... left) {
    FaultCell cell = new FaultCell(FaultCell.FALL_BACK, Mishap.of(fault), phase);
    Status healed = sealed ? WELL_ON_FILES : WELL;
    Picture after = sealed ? ON_FILES : ON_POSTGRES;
    return new FaultEnd(
        cell, report(outcome, sealed, List.of(left)), ON_POSTGRES, after, healed, healed, 1);
  }

  private static Report report(Outcome outcome, boolean sealed, List<String> left) {
    List<Entry> journal =
        sealed ? List.of(new Entry(Instant.EPOCH, "recover", "seal", "start", "")) : List.of();
    return Records.with(
        Reported.begun(Scene.TARGET),
        Map.of(
            "outcome",
            outcome,
            "why",
            "so it was",
            "phase",
            "aftercare",
            "journal",
            journal,
            "leftToDo",
            left));
  }

  private static Picture picture(String pattern, String head, String... files) {
    String env = "USE_REPOSITORY_PATTERN=" + pattern + "\n";
    return new Picture(env, head, Set.of(files), saved(pattern), 1, "");
  }

  private static Saved saved(String pattern) {
    return new Saved(pattern, "", List.of(pattern, ""));
  }

  private static Status status(String mode) {
    List<Status.Check> checks =
        Stream.of(
                "one service process",
                "no acknowledged message is missing in the store",
                "WhatsApp has refused nothing",
                "every company is connected")
            .map(name -> new Status.Check(name, true, "1"))
            .toList();
    return new Status(true, mode, 2, 2, 0, checks);
  }

  private static Status spoilt(Status good, String check, String saw) {
    List<Status.Check> checks =
        good.checks().stream()
            .map(one -> one.name().equals(check) ? new Status.Check(check, false, saw) : one)
            .toList();
    return new Status(
        false, good.mode(), good.connected(), good.companies(), good.dropped(), checks);
  }
}
