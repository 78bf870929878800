package dev.mayday.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mayday.incident.Checkout;
import java.util.List;
import java.util.Map;
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

  /** Somebody has begun a merge and not finished it. */
  protected abstract void unfinished();

  /** An ignored file lies where the tag has its own {@code tag.js}. */
  protected abstract void obstruct();

  /** Somebody has committed this file on main. */
  protected abstract void track(String path);

  /** Whether this content became a git object, or whatever git keeps. */
  protected abstract boolean knows(String content);

  /** What {@link #checkout} must name as none of git's business; nothing of it is ignored. */
  protected static List<String> handsOff(String tree) {
    return List.of(tree + "/baileys_sessions", tree + "/.env", tree + "/.state");
  }

  @Test
  void sessionsAndWhatMaydayMakesBesideThemAreNotGits() {
    Map<String, String> files = theirs();
    files.forEach(this::write);
    CheckoutState clean = state();
    assertThat(clean.changed()).isZero();
    write("app.js", "hot fix");
    CheckoutState was = state();
    toTag(1);
    assertThat(read("app.js")).contains("files");
    files.forEach((path, content) -> assertThat(read(path)).contains(content));
    write("baileys_sessions.mayday-run-1/company_11/later.json", "written at the tag");
    putBack(was, 2);
    assertThat(state()).isEqualTo(was);
    assertThat(read("app.js")).contains("hot fix");
    files.forEach((path, content) -> assertThat(read(path)).contains(content));
    assertThat(read("baileys_sessions.mayday-run-1/company_11/later.json")).isPresent();
    assertThat(files.values()).noneMatch(this::knows);
  }

  @Test
  void anOrdinaryChangeIsKnownToGitOnceItWasKept() {
    write("app.js", "hot fix");
    assertThat(knows("hot fix")).isFalse();
    toTag(1);
    assertThat(knows("hot fix")).isTrue();
  }

  @Test
  void saysWhichChangesAreKeptAndNotInTheTree() {
    CheckoutState clean = state();
    toTag(1);
    assertThat(state().kept()).as("nothing was changed").isEmpty();
    putBack(clean, 2);
    write("app.js", "hot fix");
    CheckoutState was = state();
    git().checkout(checkout(), tag(), "", "run-2", fence(3));
    assertThat(state().kept()).containsExactly("refs/mayday/run-2");
    git().checkout(checkout(), main(), "main", "run-3", fence(4));
    assertThat(state().kept()).containsExactly("refs/mayday/run-2");
    git().putBack(checkout(), was, "run-2", fence(5));
    assertThat(state()).isEqualTo(was);
    assertThat(state().kept()).isEmpty();
  }

  @Test
  void readyWhenTheCheckoutWouldGo() {
    write("app.js", "hot fix");
    theirs().forEach(this::write);
    CheckoutState was = state();
    assertThat(git().ready(checkout(), TAG, "")).isEqualTo(tag());
    assertThat(git().ready(checkout(), "main", "main")).isEqualTo(main());
    assertThat(git().ready(checkout(), tag(), "")).isEqualTo(tag());
    assertThat(state()).isEqualTo(was);
    assertThat(knows("hot fix")).isFalse();
    toTag(1);
    tear();
    git().ready(checkout(), main(), "main");
    assertThat(state().torn()).as("a stale lock is left to the checkout").isNotEmpty();
  }

  @Test
  void anUnfinishedMergeIsSaidInAdvance() {
    unfinished();
    notReady(Unsafe.class, "MERGE_HEAD");
  }

  @Test
  void aFileInTheWayIsSaidInAdvance() {
    obstruct();
    notReady(Unsafe.class, "tag.js");
  }

  @Test
  void trackedSessionsAreRefusedInAdvance() {
    track("baileys_sessions/creds.json");
    notReady(Refused.class, "baileys_sessions/creds.json");
  }

  @Test
  void trackedSettingsAreRefusedInAdvance() {
    track(".env");
    notReady(Refused.class, ".env");
  }

  @Test
  void aCommitOrBranchThatIsElsewhereIsSaidInAdvance() {
    String none = "0".repeat(40);
    assertThatThrownBy(() -> git().ready(checkout(), none, "")).isInstanceOf(Refused.class);
    assertThatThrownBy(() -> git().ready(checkout(), "no-such-name", ""))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("no-such-name");
    assertThatThrownBy(() -> git().ready(checkout(), tag(), "main")).isInstanceOf(Refused.class);
  }

  /** Both say the same, and nothing is touched. */
  protected final void notReady(Class<? extends RuntimeException> failure, String word) {
    CheckoutState was = state();
    assertThatThrownBy(() -> git().ready(checkout(), tag(), ""))
        .isInstanceOf(failure)
        .hasMessageContaining(word)
        .hasMessageContaining("HINT: ");
    assertThatThrownBy(() -> toTag(1)).isInstanceOf(failure).hasMessageContaining(word);
    assertThat(state()).isEqualTo(was);
  }

  /** Sessions, settings and what Mayday makes, by path. */
  private static Map<String, String> theirs() {
    return Map.of(
        "baileys_sessions/company_11/creds.json", "key in place",
        "baileys_sessions.mayday-run-1/company_11/creds.json", "key staged",
        "baileys_sessions.mayday-run-1.book/manifest.json", "key in the book",
        "baileys_sessions.mayday-run-0.was/company_11/creds.json", "key of before",
        "deep/x.mayday-next", "key deep down",
        ".env", "SECRET=in place",
        ".env.mayday-next", "SECRET=next",
        ".state/sealed", "SECRET=sealed");
  }

  @Test
  void saysWhereTheTreeStands() {
    CheckoutState state = state();
    assertThat(state).isEqualTo(clean(main(), "main"));
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
    assertThat(state()).isEqualTo(clean(tag(), ""));
    assertThat(read("app.js")).contains("files");
    assertThat(read("tag.js")).contains("only at the tag");
  }

  @Test
  void comesBackToABranch() {
    toTag(1);
    git().checkout(checkout(), main(), "main", "run-1-back", fence(2));
    assertThat(state()).isEqualTo(clean(main(), "main"));
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
    assertThat(state()).isEqualTo(keeping(tag()));
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
    assertThat(state()).isEqualTo(keeping(tag()));
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

  private static CheckoutState clean(String commit, String branch) {
    return new CheckoutState(commit, branch, 0, "", List.of());
  }

  private static CheckoutState keeping(String commit) {
    return new CheckoutState(commit, "", 0, "", List.of("refs/mayday/run-1"));
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
