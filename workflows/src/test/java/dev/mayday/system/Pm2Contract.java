package dev.mayday.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mayday.incident.NodeProcess;
import dev.mayday.incident.Settings;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What every {@link Pm2} promises. At first the process runs in mode {@code database}. */
public abstract class Pm2Contract {
  /** The port under test. */
  protected abstract Pm2 pm2();

  /** The process. */
  protected abstract NodeProcess process();

  /** Its settings. */
  protected abstract Settings settings();

  /** A person stops it. */
  protected abstract void stopByHand();

  /** A person starts it in a mode. */
  protected abstract void startByHand(String mode);

  /** Its settings are written: the mode, and which companies are left out. */
  protected abstract void write(String mode, String leftOut);

  /** The boot of its host starts it from stopped, with no mode of PM2's own. */
  protected abstract void boot();

  /** A person has PM2 save it as it runs now. */
  protected abstract void saveByHand();

  /** From now on it dies soon after every start; PM2 starts it again. */
  protected abstract void crash();

  /** It writes a line to its error log. */
  protected abstract void logError(String line);

  @Test
  void saysWhatRuns() {
    ProcessState state = state();
    assertThat(state.status()).isEqualTo("online");
    assertThat(state.running()).isTrue();
    assertThat(state.mode()).isEqualTo("database");
    assertThat(state.leftOut()).isEmpty();
    assertThat(state.stamp()).isEmpty();
  }

  @Test
  void stopsIt() {
    stop(1);
    assertThat(state().status()).isEqualTo("stopped");
    assertThat(state().running()).isFalse();
  }

  @Test
  void stoppedAlreadyIsAdopted() {
    stopByHand();
    stop(1);
    stop(1);
    assertThat(state().status()).isEqualTo("stopped");
  }

  @Test
  void startsItInAnotherMode() {
    stop(1);
    ProcessState started = start("files", 2);
    assertThat(started.running()).isTrue();
    assertThat(started.mode()).isEqualTo("files");
    assertThat(started.leftOut()).isEqualTo("7,9");
    assertThat(started.stamp()).isEqualTo("run-1/2/2");
    assertThat(state()).isEqualTo(started);
  }

  @Test
  void afterACrashBeforeTheResultWasRecordedTheSecondAttemptAdopts() {
    stop(1);
    ProcessState first = start("files", 2);
    assertThat(start("files", 2).pid()).isEqualTo(first.pid());
    assertThat(start("files", 3).pid()).isEqualTo(first.pid());
  }

  @Test
  void aSecondWriterIsNeverStarted() {
    int pid = state().pid();
    assertThatThrownBy(() -> start("files", 1)).isInstanceOf(Unsafe.class);
    assertThat(state().pid()).isEqualTo(pid);
    assertThat(state().mode()).isEqualTo("database");
  }

  @Test
  void itsOwnStartInAnotherModeIsNotAdopted() {
    stop(1);
    start("files", 2);
    assertThatThrownBy(() -> start("database", 3)).isInstanceOf(Unsafe.class);
    assertThat(state().mode()).isEqualTo("files");
  }

  @Test
  void restartsItInAnotherMode() {
    int before = state().pid();
    ProcessState again = restart("files", 1);
    assertThat(again.pid()).isNotEqualTo(before);
    assertThat(again.mode()).isEqualTo("files");
    assertThat(again.stamp()).isEqualTo("run-1/1/1");
    assertThat(restart("files", 2).pid()).as("adopted").isEqualTo(again.pid());
  }

  @Test
  void aRestartStartsWhatStandsStill() {
    stopByHand();
    assertThat(restart("database", 1).running()).isTrue();
  }

  @Test
  void aStalledRestartCannotActAfterALaterStep() {
    restart("files", 2);
    assertThatThrownBy(() -> restart("database", 1)).isInstanceOf(Refused.class);
    assertThat(state().mode()).isEqualTo("files");
  }

  @Test
  void whatTheBootBeganOnTheSettingsIsAdopted() {
    stop(1);
    write("files", "7,9");
    assertThat(begun("files")).as("nobody began it").isFalse();
    boot();
    int pid = state().pid();
    assertThat(begun("files")).isTrue();
    assertThat(begun("database")).isFalse();
    assertThat(start("files", 2).pid()).isEqualTo(pid);
    assertThat(start("files", 3).stamp()).as("it is not this run's").isEmpty();
    stop(4);
    assertThat(start("files", 5).stamp()).isEqualTo("run-1/5/5");
  }

  @Test
  void whatTheBootBeganOnOtherSettingsIsNot() {
    stop(1);
    write("files", "7");
    boot();
    assertThat(begun("files")).isFalse();
    assertThatThrownBy(() -> start("files", 2)).isInstanceOf(Unsafe.class);
    assertThat(state().running()).isTrue();
  }

  @Test
  void whatTheBootBeganBeforeTheSettingsWereWrittenIsNot() {
    stop(1);
    write("database", "");
    boot();
    write("files", "7,9");
    assertThat(begun("files")).isFalse();
    assertThatThrownBy(() -> start("files", 2)).isInstanceOf(Unsafe.class);
  }

  @Test
  void whatSomebodyStartedInAnotherModeThanTheSettingsSayIsNot() {
    stop(1);
    write("files", "7,9");
    startByHand("database");
    assertThatThrownBy(() -> start("files", 2)).isInstanceOf(Unsafe.class);
  }

  /** Whatever was saved before, and whoever saved it. */
  @Test
  void aBootStartsWhatWasSavedForItAndTheUndoPutsThatBack() {
    saveByHand();
    SavedProcess was = saved();
    assertThat(was.changeable()).isTrue();
    assertThat(was.own()).containsEntry(settings().mode(), "database");
    SavedProcess then = was.with(Map.of(settings().mode(), "files", settings().leaveOut(), "7,9"));
    save(was, then, 1);
    assertThat(saved()).isEqualTo(then);
    save(was, then, 2);
    assertThat(saved()).as("a second attempt adopts").isEqualTo(then);
    assertThat(state().mode()).as("what runs is not touched").isEqualTo("database");
    save(then, was, 3);
    assertThat(saved()).isEqualTo(was);
    assertThatThrownBy(() -> save(was, then, 1)).as("a stalled one").isInstanceOf(Refused.class);
  }

  @Test
  void whatSomebodySavedMeanwhileIsNotOverwritten() {
    saveByHand();
    SavedProcess was = saved();
    SavedProcess other = was.with(Map.of(settings().mode(), "something else"));
    assertThatThrownBy(() -> save(other, was.with(Map.of(settings().mode(), "files")), 1))
        .isInstanceOf(Unsafe.class);
    assertThat(saved()).isEqualTo(was);
  }

  private SavedProcess saved() {
    return pm2().saved(process(), settings());
  }

  private void save(SavedProcess from, SavedProcess to, int epoch) {
    pm2().save(process(), settings(), from, to, new Fence("test/whatsapp", "run-1", 1, 1, epoch));
  }

  @Test
  void putBackStartsWhatRan() {
    ProcessState was = state();
    stop(1);
    putBack(was, 2);
    assertThat(state().running()).isTrue();
    assertThat(state().mode()).isEqualTo("database");
    int pid = state().pid();
    putBack(was, 2);
    assertThat(state().pid()).isEqualTo(pid);
  }

  @Test
  void putBackLeavesWhatStillRuns() {
    ProcessState was = state();
    putBack(was, 1);
    assertThat(state().pid()).isEqualTo(was.pid());
  }

  /** What it was started on may be put back by now. */
  @Test
  void putBackStartsAnewWhatSomebodyStartedInBetween() {
    ProcessState was = state();
    stop(1);
    startByHand("database");
    int theirs = state().pid();
    putBack(was, 2);
    assertThat(state().running()).isTrue();
    assertThat(state().mode()).isEqualTo("database");
    assertThat(state().pid()).isNotEqualTo(theirs);
  }

  @Test
  void putBackBringsTheOldModeBack() {
    ProcessState was = state();
    stop(1);
    start("files", 2);
    putBack(was, 3);
    assertThat(state().running()).isTrue();
    assertThat(state().mode()).isEqualTo("database");
    assertThat(state().leftOut()).isEmpty();
  }

  @Test
  void putBackStopsWhatWasStopped() {
    stopByHand();
    ProcessState was = state();
    start("files", 1);
    putBack(was, 2);
    assertThat(state().running()).isFalse();
    assertThat(state().status()).isEqualTo("stopped");
  }

  @Test
  void aStalledStartCannotActAfterTheUndo() {
    stopByHand();
    ProcessState was = state();
    start("files", 1);
    putBack(was, 2);
    assertThatThrownBy(() -> start("files", 1))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("stale");
    assertThatThrownBy(() -> stop(1)).isInstanceOf(Refused.class);
    assertThat(state().running()).isFalse();
  }

  @Test
  void aStalledStopCannotActAfterTheUndo() {
    ProcessState was = state();
    stop(1);
    putBack(was, 2);
    int pid = state().pid();
    assertThatThrownBy(() -> stop(1)).isInstanceOf(Refused.class);
    assertThat(state().pid()).isEqualTo(pid);
  }

  @Test
  void steadyMeansUpAllTheWhile() {
    assertThat(pm2().steady(process(), settings()).pid()).isEqualTo(state().pid());
  }

  @Test
  void aLoopIsNotSteady() {
    stopByHand();
    crash();
    startByHand("database");
    assertThatThrownBy(() -> pm2().steady(process(), settings()))
        .isInstanceOf(Unavailable.class)
        .hasMessageContaining("HINT: ");
  }

  @Test
  void stoppedIsNotSteady() {
    stopByHand();
    assertThatThrownBy(() -> pm2().steady(process(), settings())).isInstanceOf(Unavailable.class);
  }

  @Test
  void errorsSinceTheMarkAreNamedByPatternAndNoLineIsTold() {
    logError("Error: before, hunter2");
    LogMark mark = pm2().mark(process());
    assertThat(errors(mark).errors()).isEmpty();
    logError("Error: after, hunter2");
    LogFindings found = errors(mark);
    assertThat(found.errors()).containsExactly("Error");
    assertThat(found.toString()).doesNotContain("hunter2");
  }

  @Test
  void linesThatTellTheirTimeAreHeardSinceTheMarkOrOfAllTheLog() {
    String handled = "^(?<time>\\S+) handled";
    logError("2026-03-14T02:17:31Z handled one, hunter2");
    LogMark mark = pm2().mark(process());
    logError("2026-03-14T02:20:00Z handled another");
    logError("2026-03-14T02:21:00Z handled a third");
    logError("2026-03-14T02:30:00Z is no such line");
    List<LogTimes> since = pm2().times(process(), mark, List.of(handled));
    assertThat(since)
        .containsExactly(
            new LogTimes(
                handled,
                "",
                Instant.parse("2026-03-14T02:20:00Z"),
                Instant.parse("2026-03-14T02:21:00Z")));
    assertThat(pm2().times(process(), null, List.of(handled)).get(0).first())
        .isEqualTo(Instant.parse("2026-03-14T02:17:31Z"));
    assertThat(since.toString()).doesNotContain("hunter2");
  }

  /**
   * What the service wrote of the failure until it was stopped is not held against its next life.
   */
  @Test
  void aStopSaysWhereTheLogsEnd() {
    logError("Error: before the stop");
    LogMark mark = pm2().stop(process(), fence(1));
    assertThat(errors(mark).errors()).isEmpty();
    assertThat(pm2().stop(process(), fence(2))).as("adopted").isEqualTo(mark);
    logError("Error: after the stop");
    assertThat(errors(mark).errors()).containsExactly("Error");
  }

  private LogFindings errors(LogMark mark) {
    return pm2().log(process(), mark, List.of(), List.of("Error", "Fatal"));
  }

  /** What it is now. */
  protected final ProcessState state() {
    return pm2().state(process(), settings());
  }

  /** Stops it. */
  protected final void stop(int epoch) {
    pm2().stop(process(), fence(epoch));
  }

  /** Starts it; two companies are left out. */
  protected final ProcessState start(String mode, int epoch) {
    return pm2().start(process(), settings(), values(mode), fence(epoch));
  }

  private boolean begun(String mode) {
    return pm2().begun(process(), settings(), values(mode));
  }

  private Map<String, String> values(String mode) {
    return Map.of(settings().mode(), mode, settings().leaveOut(), "7,9");
  }

  private ProcessState restart(String mode, int epoch) {
    return pm2().restart(process(), settings(), Map.of(settings().mode(), mode), fence(epoch));
  }

  /** Puts it back. */
  protected final void putBack(ProcessState was, int epoch) {
    pm2().putBack(process(), settings(), was, fence(epoch));
  }

  private static Fence fence(int epoch) {
    return new Fence("test/whatsapp", "run-1", 1, epoch, epoch);
  }
}
