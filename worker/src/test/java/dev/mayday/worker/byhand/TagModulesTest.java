package dev.mayday.worker.byhand;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mayday.activities.command.Command;
import dev.mayday.activities.command.Commands;
import dev.mayday.incident.Checkout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page's own words, run by bash: which release's packages are in place afterwards. */
class TagModulesTest {
  @TempDir Path folder;
  private Path tree;
  private Checkout checkout;

  @BeforeEach
  void bothAreInstalled() throws IOException {
    tree = Files.createDirectory(folder.resolve("it's an app"));
    Path tagged = folder.resolve("tag/node_modules");
    install(tree.resolve("node_modules"), "branch");
    install(tagged, "tag");
    checkout = new Checkout(tree.toString(), "main", "tag", List.of(), tagged + "/");
  }

  @Test
  void theTagsComeInPlaceAndTheBranchsBackAlsoTwice() throws IOException {
    for (int time = 0; time < 2; time++) {
      run(TagModules.place(checkout), true);
      assertThat(found()).isEqualTo("tag");
    }
    for (int time = 0; time < 2; time++) {
      run(TagModules.putBack(checkout), true);
      assertThat(found()).isEqualTo("branch");
    }
    assertThat(Files.isSymbolicLink(tree.resolve("node_modules"))).isFalse();
  }

  @Test
  void onePasteThatWasCutOffIsGoneOnWith() throws IOException {
    Files.move(tree.resolve("node_modules"), tree.resolve("node_modules.mayday-branch"));
    run(TagModules.place(checkout), true);
    assertThat(found()).isEqualTo("tag");
    Files.delete(tree.resolve("node_modules"));
    run(TagModules.putBack(checkout), true);
    assertThat(found()).isEqualTo("branch");
  }

  /** The line ends there: nothing is checked out after it. */
  @Test
  void whereTheTagsAreNotInstalledNothingIsTouched() throws IOException {
    Files.delete(folder.resolve("tag/node_modules/of"));
    Files.delete(folder.resolve("tag/node_modules"));
    run(TagModules.place(checkout), false);
    assertThat(found()).isEqualTo("branch");
  }

  @Test
  void nothingIsSaidWhereBothShareThem() {
    Checkout shared = new Checkout(tree.toString(), "main", "tag", List.of());
    assertThat(TagModules.place(shared) + TagModules.putBack(shared)).isEmpty();
  }

  private static void run(String words, boolean well) {
    String line = "as() { \"$@\"; }; true" + words;
    assertThat(Commands.run(Command.of("bash", "-c", line)).ok()).as(line).isEqualTo(well);
  }

  private String found() throws IOException {
    return Files.readString(tree.resolve("node_modules/of"));
  }

  private static void install(Path modules, String of) throws IOException {
    Files.createDirectories(modules);
    Files.writeString(modules.resolve("of"), of);
  }
}
