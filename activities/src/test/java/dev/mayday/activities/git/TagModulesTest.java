package dev.mayday.activities.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mayday.activities.fence.Fences;
import dev.mayday.incident.Checkout;
import dev.mayday.system.CheckoutState;
import dev.mayday.system.Fence;
import dev.mayday.system.Refused;
import dev.mayday.system.Unsafe;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On a real git: two releases with different lock files, and which packages each one finds. */
class TagModulesTest {
  private static final String TAG = "emergency-v1";
  private static final String BRANCHS = "node_modules.mayday-branch";

  @TempDir Path folder;
  private GitBed bed;
  private GitAdapter git;
  private Path tagged;
  private Checkout checkout;

  @BeforeEach
  void twoReleasesWithDifferentLockFiles() throws IOException {
    bed = new GitBed(folder);
    git = new GitAdapter(new Fences(folder.resolve("fences")));
    tagged = folder.resolve("tag/node_modules");
    checkout = bed.checkout(tagged);
    bed.git("checkout", "-q", TAG);
    demands("7.0.0");
    bed.git("tag", "-f", TAG);
    bed.git("checkout", "-q", "main");
    demands("8.0.0");
    install(bed.tree.resolve("node_modules"), "8.0.0");
    install(tagged, "7.0.0");
  }

  @Test
  void theTagFindsItsOwnAndTheWayBackPutsTheBranchsBack() {
    CheckoutState was = git.state(checkout);
    assertThat(git.ready(checkout, TAG, "")).isEqualTo(commit(TAG));
    toTag(1);
    assertThat(found()).isEqualTo("7.0.0");
    assertThat(git.state(checkout).changed()).as("a link is no local change").isZero();
    git.putBack(checkout, was, "run-1", fence("run-1", 2));
    theBranchsAreBack();
    assertThat(git.state(checkout)).isEqualTo(was);
  }

  /** Negative control: without the key both share what is installed. */
  @Test
  void withoutPackagesOfItsOwnTheTagFindsTheBranchs() {
    checkout = bed.checkout();
    toTag(1);
    assertThat(found()).isEqualTo("8.0.0");
  }

  @Test
  void theReturnPutsTheBranchsBackAndItsUndoTheTags() {
    toTag(1);
    CheckoutState onFiles = git.state(checkout);
    git.ready(checkout, "main", "main");
    git.checkout(checkout, commit("main"), "main", "run-2", fence("run-2", 2));
    theBranchsAreBack();
    git.putBack(checkout, onFiles, "run-2", fence("run-2", 3));
    assertThat(found()).isEqualTo("7.0.0");
    assertThat(git.state(checkout)).isEqualTo(onFiles);
  }

  @Test
  void whatAKilledAttemptLeftIsGoneOnWith() throws IOException {
    CheckoutState was = git.state(checkout);
    Files.createSymbolicLink(bed.tree.resolve(BRANCHS), tagged);
    toTag(1);
    assertThat(found()).isEqualTo("7.0.0");
    toTag(1);
    assertThat(found()).as("a second time").isEqualTo("7.0.0");
    git.putBack(checkout, was, "run-1", fence("run-1", 2));
    theBranchsAreBack();
  }

  @Test
  void packagesOfAnotherTagAreSaidInAdvanceAndNothingIsTouched() throws IOException {
    install(tagged, "6.0.0");
    String amiss = "pg is installed as 6.0.0, and its lock file demands 7.0.0";
    assertThatThrownBy(() -> git.ready(checkout, TAG, ""))
        .isInstanceOf(Refused.class)
        .hasMessageContaining(amiss)
        .hasMessageContaining("HINT: ");
    assertThatThrownBy(() -> toTag(1)).isInstanceOf(Refused.class).hasMessageContaining(amiss);
    theBranchsAreBack();
    assertThat(git.state(checkout).branch()).isEqualTo("main");
  }

  @Test
  void packagesThatAreNotThereAreSaidInAdvance() throws IOException {
    Files.delete(tagged.resolve("pg/package.json"));
    assertThatThrownBy(() -> git.ready(checkout, TAG, "")).hasMessageContaining("pg is not inst");
    git.ready(bed.checkout(), TAG, "");
    Files.delete(bed.tree.resolve("node_modules/pg/package.json"));
    assertThatThrownBy(() -> git.ready(bed.checkout(), TAG, ""))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("pg is not installed");
    install(folder.resolve("node_modules"), "8.0.0");
    git.ready(bed.checkout(), TAG, ""); // Node finds it in a folder above, too
  }

  @Test
  void whatSomebodyInstalledMeanwhileIsNotTakenForAnybodys() throws IOException {
    toTag(1);
    Files.delete(bed.tree.resolve("node_modules"));
    install(bed.tree.resolve("node_modules"), "9.0.0");
    assertThatThrownBy(() -> git.ready(checkout, "main", "main"))
        .isInstanceOf(Unsafe.class)
        .hasMessageContaining(BRANCHS);
    assertThat(found()).isEqualTo("9.0.0");
    assertThat(bed.read(BRANCHS + "/pg/package.json").orElseThrow()).contains("8.0.0");
  }

  private void theBranchsAreBack() {
    assertThat(found()).isEqualTo("8.0.0");
    assertThat(bed.tree.resolve("node_modules")).isDirectory();
    assertThat(Files.isSymbolicLink(bed.tree.resolve("node_modules"))).isFalse();
    assertThat(Files.isSymbolicLink(bed.tree.resolve(BRANCHS))).isFalse();
    assertThat(bed.tree.resolve(BRANCHS)).doesNotExist();
  }

  private String found() {
    String manifest = bed.read("node_modules/pg/package.json").orElseThrow();
    return manifest.replaceAll(".*\"version\":\"([^\"]*)\".*", "$1");
  }

  private void toTag(int epoch) {
    git.checkout(checkout, commit(TAG), "", "run-1", fence("run-1", epoch));
  }

  private String commit(String name) {
    return git.resolve(checkout, name);
  }

  /** As most do it: the folder is ignored, and a link of that name is not. */
  private void demands(String version) {
    bed.write(".gitignore", "*.log\nnode_modules/\n");
    bed.write("package.json", "{\"dependencies\":{\"pg\":\"*\"}}");
    bed.write(
        "package-lock.json",
        "{\"lockfileVersion\":3,\"packages\":{\"node_modules/pg\":{\"version\":\""
            + version
            + "\"}}}");
    bed.commit("wants " + version);
  }

  private static void install(Path modules, String version) throws IOException {
    Path manifest = modules.resolve("pg/package.json");
    Files.createDirectories(manifest.getParent());
    Files.writeString(manifest, "{\"name\":\"pg\",\"version\":\"" + version + "\"}");
  }

  /** A later run has a higher term. */
  private static Fence fence(String run, int epoch) {
    return new Fence("test/whatsapp", run, "run-1".equals(run) ? 1 : 2, 1, epoch);
  }
}
