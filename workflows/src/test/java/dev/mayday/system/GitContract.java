package dev.mayday.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mayday.incident.Checkout;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * What every {@link Git} promises. The clone stands on {@code main}, where {@code app.js} is {@code
 * database}; at the tag it is {@code files}, and there is {@code tag.js} with {@code only at the
 * tag}. {@code *.log} is ignored.
 */
public abstract class GitContract {
  private static final String TAG = "emergency-v1";

  /** The port under test. */
  protected abstract Git git();

  /** The working tree. */
  protected abstract Checkout checkout();

  /** Somebody writes a file of the working tree. */
  protected abstract void write(String path, String content);

  /** Somebody removes a file of the working tree. */
  protected abstract void remove(String path);

  /** What a file holds now; empty when it is not there. */
  protected abstract Optional<String> read(String path);

  /** An interrupted git leaves its lock behind. */
  protected abstract void tear();

  @Test
  void saysWhereTheTreeStands() {
    CheckoutState state = state();
    assertThat(state).isEqualTo(new CheckoutState(main(), "main", 0, ""));
    write("app.js", "changed");
    write("new.js", "new");
    write("noise.log", "ignored");
    assertThat(state().changed()).isEqualTo(2);
  }

  @Test
  void resolvesTagsAndBranches() {
    assertThat(tag()).isNotEmpty().isNotEqualTo(main());
    assertThatThrownBy(() -> git().resolve(checkout(), "no-such-name"))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("no-such-name")
        .hasMessageContaining("HINT: ");
  }

  @Test
  void checksACommitOutInPlace() {
    toTag(1);
    assertThat(state()).isEqualTo(new CheckoutState(tag(), "", 0, ""));
    assertThat(read("app.js")).contains("files");
    assertThat(read("tag.js")).contains("only at the tag");
  }

  @Test
  void comesBackToABranch() {
    toTag(1);
    git().checkout(checkout(), main(), "main", "run-1-back", fence(2));
    assertThat(state()).isEqualTo(new CheckoutState(main(), "main", 0, ""));
    assertThat(read("app.js")).contains("database");
    assertThat(read("tag.js")).isEmpty();
  }

  @Test
  void localChangesAreKeptAndPutBack() {
    write("app.js", "hot fix");
    write("deep/new.js", "new");
    remove("shared.js");
    CheckoutState was = state();
    toTag(1);
    assertThat(read("app.js")).contains("files");
    assertThat(read("deep/new.js")).isEmpty();
    assertThat(state().changed()).isZero();
    putBack(was, 2);
    assertThat(state()).isEqualTo(was);
    assertThat(read("app.js")).contains("hot fix");
    assertThat(read("deep/new.js")).contains("new");
    assertThat(read("shared.js")).isEmpty();
    assertThat(read("tag.js")).isEmpty();
  }

  @Test
  void ignoredFilesStayAsTheyAre() {
    write("noise.log", "ignored");
    CheckoutState was = state();
    toTag(1);
    assertThat(read("noise.log")).contains("ignored");
    putBack(was, 2);
    assertThat(read("noise.log")).contains("ignored");
  }

  @Test
  void afterACrashBeforeTheResultWasRecordedTheSecondAttemptAdopts() {
    write("app.js", "hot fix");
    CheckoutState was = state();
    toTag(1);
    toTag(1);
    assertThat(state()).isEqualTo(new CheckoutState(tag(), "", 0, ""));
    putBack(was, 2);
    assertThat(read("app.js")).contains("hot fix");
  }

  @Test
  void aTornCheckoutIsFinished() {
    write("app.js", "hot fix");
    CheckoutState was = state();
    toTag(1);
    tear();
    assertThat(state().torn()).isNotEmpty();
    toTag(1);
    assertThat(state()).isEqualTo(new CheckoutState(tag(), "", 0, ""));
    tear();
    putBack(was, 2);
    assertThat(state()).isEqualTo(was);
    assertThat(read("app.js")).contains("hot fix");
  }

  @Test
  void putBackTwiceAndWithoutACheckoutIsHarmless() {
    write("app.js", "hot fix");
    CheckoutState was = state();
    putBack(was, 1);
    assertThat(read("app.js")).contains("hot fix");
    toTag(2);
    putBack(was, 3);
    write("app.js", "a later fix");
    putBack(was, 3);
    assertThat(read("app.js")).contains("a later fix");
  }

  @Test
  void aStalledCheckoutCannotActAfterTheUndo() {
    CheckoutState was = state();
    toTag(1);
    putBack(was, 2);
    assertThatThrownBy(() -> toTag(1)).isInstanceOf(Refused.class).hasMessageContaining("stale");
    assertThat(state()).isEqualTo(was);
  }

  @Test
  void afterTheUndoAPersonMayTryAgain() {
    CheckoutState was = state();
    toTag(1);
    putBack(was, 2);
    write("app.js", "meanwhile");
    CheckoutState then = state();
    toTag(3);
    putBack(then, 4);
    assertThat(read("app.js")).contains("meanwhile");
  }

  @Test
  void aCommitThatIsNotThereIsRefused() {
    assertThatThrownBy(() -> git().checkout(checkout(), "0".repeat(40), "", "run-1", fence(1)))
        .isInstanceOf(Refused.class);
    assertThat(state().branch()).isEqualTo("main");
  }

  /** Where the tree stands. */
  protected final CheckoutState state() {
    return git().state(checkout());
  }

  /** The commit at the tip of main. */
  protected final String main() {
    return git().resolve(checkout(), "main");
  }

  /** The commit at the tag. */
  protected final String tag() {
    return git().resolve(checkout(), TAG);
  }

  /** Checks the tag out. */
  protected final void toTag(int epoch) {
    git().checkout(checkout(), tag(), "", "run-1", fence(epoch));
  }

  /** Puts back what was. */
  protected final void putBack(CheckoutState was, int epoch) {
    git().putBack(checkout(), was, "run-1", fence(epoch));
  }

  private static Fence fence(int epoch) {
    return new Fence("test/whatsapp", "run-1", 1, 1, epoch);
  }
}
