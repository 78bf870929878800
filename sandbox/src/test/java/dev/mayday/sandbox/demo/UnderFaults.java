package dev.mayday.sandbox.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mayday.incident.Entry;
import dev.mayday.sandbox.Status;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Whatever breaks, and whenever: every recovery ends whole. How each did is printed. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class UnderFaults {
  private static final String HEAD =
      "| scenario | fault | when | outcome | set to | check, the fault there | check, it gone"
          + " | why that is right | seconds |\n|---|---|---|---|---|---|---|---|---|";
  private final boolean smallDisk;
  FaultStage stage;

  /**
   * @param smallDisk whether the checkout stands on a small disk that can be filled
   */
  UnderFaults(boolean smallDisk) {
    this.smallDisk = smallDisk;
  }

  /** What is played. */
  abstract List<FaultCell> cells();

  /** During which faults a warm copy is taken, and of which an alert tells. */
  abstract List<OtherCell> others();

  @BeforeAll
  void up(@TempDir Path temp) {
    stage = new FaultStage(temp, smallDisk);
    say(HEAD);
  }

  @AfterAll
  void down() {
    if (stage != null) stage.close();
  }

  @TestFactory
  Stream<DynamicTest> everyRecoveryEndsWhole() {
    return cells().stream()
        .map(cell -> DynamicTest.dynamicTest(cell.toString(), () -> endsWhole(cell)));
  }

  /** A copy is whole, or the one before stays and the run says why; then it goes on. */
  @TestFactory
  Stream<DynamicTest> theWarmCopyIsNeverHalf() {
    return each(OtherCell.COPY, this::copies);
  }

  /** What is told of by an alert is judged by what is seen; only what a scenario mends begins. */
  @TestFactory
  Stream<DynamicTest> anAlertIsAnsweredByWhatIsSeen() {
    return each(OtherCell.INCIDENT, this::alert);
  }

  private Stream<DynamicTest> each(String workflow, Consumer<OtherCell> play) {
    return others().stream()
        .filter(cell -> cell.workflow().equals(workflow))
        .map(cell -> DynamicTest.dynamicTest(cell.toString(), () -> play.accept(cell)));
  }

  private void copies(OtherCell cell) {
    CopyUnderFault seen = stage.copyUnder(cell);
    say(seen.toString());
    assertThat(seen.complaints()).as(seen.toString()).isEmpty();
  }

  private void alert(OtherCell cell) {
    IncidentUnderFault seen = stage.alerted(cell);
    say(seen.toString());
    assertThat(seen.complaints()).as(seen.toString()).isEmpty();
  }

  private void endsWhole(FaultCell cell) {
    long begin = System.nanoTime();
    FaultEnd end = stage.play(cell);
    say(row(end, (System.nanoTime() - begin) / 1_000_000_000L));
    if (!System.getProperty("mayday.cells", "").isEmpty()) tell(end);
    assertThat(end.complaints()).as(cell + ": " + end.report()).isEmpty();
    canFail(end);
  }

  /** Negative control: the same end, half in one way or another, is complained about. */
  private static void canFail(FaultEnd good) {
    Picture was = good.after();
    String other =
        was.env().contains("PATTERN=true")
            ? was.env().replace("PATTERN=true", "PATTERN=false")
            : was.env().replace("PATTERN=false", "PATTERN=true");
    FaultEnd half = good.with(was.withEnv(other));
    assertThat(half.mode()).isEqualTo("half");
    assertThat(half.complaints()).isNotEmpty();
    String atBoot = was.saved().mode().equals("false") ? "true" : "false";
    Saved wrong = new Saved(atBoot, "", List.of(atBoot, ""));
    assertThat(good.with(was.withSaved(wrong)).complaints()).isNotEmpty();
    FaultEnd two = good.with(spoilt(good.healed(), "one service process", "2 running (1, 2)"));
    assertThat(two.complaints().toString()).contains("two writers");
    String kept = "no acknowledged message is missing in the store";
    assertThat(good.with(spoilt(good.healed(), kept, "one")).complaints()).isNotEmpty();
  }

  private static Status spoilt(Status good, String check, String saw) {
    List<Status.Check> checks =
        good.checks().stream()
            .map(one -> one.name().equals(check) ? new Status.Check(check, false, saw) : one)
            .toList();
    return new Status(
        false, good.mode(), good.connected(), good.companies(), good.dropped(), checks);
  }

  /** A line of the table, at once: a run that is broken off has told what it saw. */
  static void say(String row) {
    System.out.println(row);
  }

  /** Whoever looks at a few cells wants to know what happened in them. */
  private static void tell(FaultEnd end) {
    for (Entry one : end.report().journal())
      say(
          "    %s %-8s %-8s %s: %s"
              .formatted(
                  one.at().toString().substring(11, 19),
                  one.phase(),
                  one.kind(),
                  one.what(),
                  one.result().lines().findFirst().orElse("")));
    end.report().leftToDo().forEach(left -> say("    left to do: " + left));
    say("    why: " + end.report().why());
  }

  private static String row(FaultEnd end, long seconds) {
    return "| %s | %s | %s | %s | %s | %s | %s | %s | %d |"
        .formatted(
            end.cell().scenario(),
            end.cell().mishap().name(),
            end.cell().phase(),
            end.report().outcome(),
            end.mode(),
            said(end.during()),
            said(end.healed()),
            Expected.of(end.cell()).why(),
            seconds);
  }

  private static String said(Status status) {
    return status.green() ? "green" : "red: " + String.join(", ", status.broken());
  }
}
