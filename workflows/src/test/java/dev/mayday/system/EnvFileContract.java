package dev.mayday.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mayday.incident.Settings;
import dev.mayday.incident.Target;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What every {@link EnvFile} promises. */
public abstract class EnvFileContract {
  private static final String BEFORE =
      "DATABASE_URL=postgresql://app:hunter2@db/app\nLEAVE_OUT=\nMODE=database\n";

  /** The port under test. */
  protected abstract EnvFile envFile();

  /** The file that it works on; mode {@code MODE}, leave-out {@code LEAVE_OUT}. */
  protected abstract Settings settings();

  /** Somebody writes the file. */
  protected abstract void write(String content);

  /** Somebody removes the file. */
  protected abstract void remove();

  /** What the file holds now. */
  protected abstract String content();

  @Test
  void readsTheTwoVariablesAndNoOther() {
    write(BEFORE);
    EnvState state = envFile().read(settings());
    assertThat(state.values()).isEqualTo(Map.of("MODE", "database", "LEAVE_OUT", ""));
    assertThat(state.toString()).doesNotContain("hunter2");
  }

  @Test
  void aVariableThatIsNotSetIsMissing() {
    write("OTHER=1\n");
    assertThat(envFile().read(settings()).values()).isEmpty();
  }

  @Test
  void theHashChangesWithAnyByte() {
    write(BEFORE);
    String hash = envFile().read(settings()).hash();
    assertThat(envFile().read(settings()).hash()).isEqualTo(hash);
    write(BEFORE + "NEW=1\n");
    assertThat(envFile().read(settings()).hash()).isNotEqualTo(hash);
  }

  @Test
  void aFileThatIsNotThereIsRefused() {
    remove();
    assertThatThrownBy(() -> envFile().read(settings()))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("HINT: ");
  }

  @Test
  void setChangesWhatWasToldAndKeepsAllElse() {
    write(BEFORE);
    EnvState after = set("files", 1);
    assertThat(after.values()).containsEntry("MODE", "files");
    assertThat(after.hash()).isEqualTo(envFile().read(settings()).hash());
    assertThat(content()).isEqualTo(BEFORE.replace("MODE=database", "MODE=files"));
  }

  @Test
  void aVariableThatIsNotThereIsAdded() {
    write("OTHER=1\n");
    assertThat(set("files", 1).values()).containsEntry("MODE", "files");
    assertThat(content()).contains("OTHER=1\n").contains("MODE=files\n");
  }

  @Test
  void afterACrashBeforeTheResultWasRecordedTheSecondAttemptAdopts() {
    write(BEFORE);
    String expected = hash();
    EnvState first = set(expected, "files", 1);
    String content = content();
    assertThat(set(expected, "files", 1)).isEqualTo(first);
    assertThat(content()).isEqualTo(content);
    putBack(2);
    assertThat(content()).isEqualTo(BEFORE);
  }

  @Test
  void aFileThatSomebodyChangedIsNotOverwritten() {
    write(BEFORE);
    String expected = hash();
    write(BEFORE + "NEW=1\n");
    String theirs = content();
    assertThatThrownBy(() -> set(expected, "files", 1)).isInstanceOf(Unsafe.class);
    assertThat(content()).isEqualTo(theirs);
  }

  @Test
  void valuesThatSomebodyElseSetAreNotTakenForOurs() {
    write(BEFORE);
    String expected = hash();
    write(BEFORE.replace("MODE=database", "MODE=files"));
    String theirs = content();
    assertThatThrownBy(() -> set(expected, "files", 1)).isInstanceOf(Unsafe.class);
    putBack(2);
    assertThat(content()).isEqualTo(theirs);
  }

  @Test
  void putBackRestoresEveryByteAndTwiceIsHarmless() {
    write(BEFORE);
    set("files", 1);
    putBack(2);
    assertThat(content()).isEqualTo(BEFORE);
    putBack(2);
    assertThat(content()).isEqualTo(BEFORE);
  }

  @Test
  void putBackWithoutASetTouchesNothing() {
    write(BEFORE);
    putBack(1);
    assertThat(content()).isEqualTo(BEFORE);
  }

  @Test
  void putBackDoesNotOverwriteWhatSomebodyWroteSince() {
    write(BEFORE);
    set("files", 1);
    write("MODE=files\nMINE=1\n");
    String theirs = content();
    assertThatThrownBy(() -> putBack(2)).isInstanceOf(Unsafe.class);
    assertThat(content()).isEqualTo(theirs);
  }

  @Test
  void aStalledSetCannotActAfterTheUndo() {
    write(BEFORE);
    String expected = hash();
    set(expected, "files", 1);
    putBack(2);
    assertThatThrownBy(() -> set(expected, "files", 1))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("stale");
    assertThat(content()).isEqualTo(BEFORE);
  }

  @Test
  void afterTheUndoAPersonMayTryAgain() {
    write(BEFORE);
    set("files", 1);
    putBack(2);
    assertThat(set("files", 3).values()).containsEntry("MODE", "files");
    putBack(4);
    assertThat(content()).isEqualTo(BEFORE);
  }

  @Test
  void sealedCopiesAreForgottenOnceTheyAreOldAndNotBefore() {
    write(BEFORE);
    set("files", 1);
    Target target = new Target("test", "whatsapp");
    Instant now = Instant.now();
    assertThat(envFile().sweep(target, now.minus(Duration.ofDays(1))).removed()).isZero();
    putBack(2);
    assertThat(content()).isEqualTo(BEFORE);
    set("files", 3);
    String set = content();
    assertThat(envFile().sweep(target, now.plus(Duration.ofDays(1))))
        .isEqualTo(new Swept(1, List.of()));
    assertThat(envFile().sweep(target, now.plus(Duration.ofDays(1))).removed()).isZero();
    putBack(4);
    assertThat(content()).isEqualTo(set);
  }

  /** Sets the mode from the file as it is. */
  protected final EnvState set(String mode, int epoch) {
    return set(hash(), mode, epoch);
  }

  /** Sets the mode from the file as it was. */
  protected final EnvState set(String expected, String mode, int epoch) {
    return envFile().set(settings(), expected, Map.of("MODE", mode), "run-1", fence(epoch));
  }

  /** Puts the file back. */
  protected final void putBack(int epoch) {
    envFile().putBack(settings(), "run-1", fence(epoch));
  }

  private String hash() {
    return envFile().read(settings()).hash();
  }

  private static Fence fence(int epoch) {
    return new Fence("test/whatsapp", "run-1", 1, 1, epoch);
  }
}
