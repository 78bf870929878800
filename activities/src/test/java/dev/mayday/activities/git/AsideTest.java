package dev.mayday.activities.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mayday.system.Refused;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A tag's tree beside the working tree, which stays as it is. */
class AsideTest {
  @TempDir Path folder;
  private GitBed bed;

  @BeforeEach
  void aCloneWithATag() throws IOException {
    bed = new GitBed(folder);
  }

  @Test
  void holdsTheTagsFilesAndWhatGitIgnoresAndTouchesNothing() throws IOException {
    bed.write(".gitignore", "*.log\nnode_modules\nbaileys_sessions\n");
    bed.write("node_modules/pg/index.js", "installed");
    bed.write("baileys_sessions/company_1/creds.json", "a secret");
    bed.write("app.js", "changed and not committed");
    String before = state();
    List<String> seen = look("emergency-v1", tree -> names(tree));
    assertThat(seen)
        .contains("app.js", "tag.js", "node_modules/pg/index.js")
        .noneMatch(name -> name.contains("creds"));
    assertThat(look("emergency-v1", tree -> List.of(text(tree.resolve("app.js")))))
        .containsExactly("files");
    assertThat(state()).isEqualTo(before);
    assertThat(bed.read("node_modules/pg/index.js")).contains("installed");
    assertThat(left()).isEmpty();
  }

  @Test
  void nothingStaysOfALookThatFailsNorOfOneThatDiedLongAgo() throws IOException {
    assertThatThrownBy(
            () ->
                look(
                    "emergency-v1",
                    tree -> {
                      throw new Refused("it is not well");
                    }))
        .hasMessage("it is not well");
    assertThat(left()).isEmpty();
    Path dead = Files.createDirectory(bed.tree.resolve(".git/mayday-release-1-a"));
    Path young = Files.createDirectory(bed.tree.resolve(".git/mayday-release-2-b"));
    Instant longAgo = Instant.now().minus(Duration.ofHours(2));
    Files.setLastModifiedTime(dead, FileTime.from(longAgo));
    look("main", tree -> List.of());
    assertThat(left()).containsExactly(young);
  }

  private List<String> look(String name, java.util.function.Function<Path, List<String>> look) {
    return Aside.look("git", bed.checkout(), name, aside -> look.apply(aside.tree()));
  }

  private String state() throws IOException {
    byte[] index = Files.readAllBytes(bed.tree.resolve(".git/index"));
    return bed.git("status", "--porcelain") + bed.git("rev-parse", "HEAD") + Arrays.hashCode(index);
  }

  private List<Path> left() throws IOException {
    try (Stream<Path> all = Files.list(bed.tree.resolve(".git"))) {
      return all.filter(path -> path.getFileName().toString().startsWith("mayday-")).toList();
    }
  }

  private static List<String> names(Path tree) {
    try (Stream<Path> all = Files.walk(tree, java.nio.file.FileVisitOption.FOLLOW_LINKS)) {
      return all.map(path -> tree.relativize(path).toString()).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
