package dev.mayday.activities.git;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A tree that nobody has described yet is described, and is as before. */
class SurveyTest {
  @TempDir Path folder;
  private GitBed bed;

  @BeforeEach
  void aTree() throws IOException {
    bed = new GitBed(folder.toRealPath());
    bed.git("remote", "add", "origin", "https://deploy:s3cret@git.example.net/app.git");
  }

  @Test
  void aTreeIsFoundFromAFolderInIt() throws IOException {
    Path within = Files.createDirectories(bed.tree.resolve("dist/jobs"));
    Survey survey = Survey.of(within).orElseThrow();
    assertThat(survey.top()).isEqualTo(bed.tree);
    assertThat(survey.branch()).contains("main");
    assertThat(survey.branches()).containsExactly("main");
    assertThat(survey.tags()).containsExactly("emergency-v1");
    assertThat(survey.isHead("main")).isTrue();
    assertThat(survey.isHead("emergency-v1")).isFalse();
    assertThat(Survey.of(folder)).isEmpty();
  }

  @Test
  void remotesAreToldWithoutTheirPasswords() {
    assertThat(survey().remotes()).containsExactly("https://git.example.net/app.git");
  }

  @Test
  void codeIsReadFromATreeThatIsNotCheckedOutWithoutWhatIsInstalled() {
    bed.write("src/a.js", "env.ONE; env.TWO;\nenv.THREE");
    bed.write("node_modules/x/index.js", "env.FOUR");
    bed.commit("code");
    bed.git("tag", "coded");
    bed.git("rm", "-q", "-r", ".");
    bed.commit("empty");
    assertThat(survey().pieces("coded", "env\\.[A-Z]+"))
        .isEqualTo(Map.of("src/a.js", List.of("env.ONE", "env.TWO", "env.THREE")));
    assertThat(survey().pieces("HEAD", "env")).isEmpty();
    assertThat(survey().files("coded"))
        .contains("src/a.js")
        .doesNotContain("node_modules/x/index.js");
  }

  @Test
  void nothingIsTouched() throws IOException {
    bed.write("app.js", "a change that git has not looked at yet");
    Path index = bed.tree.resolve(".git/index");
    byte[] before = Files.readAllBytes(index);
    long entries = entries();
    Survey survey = survey();
    survey.pieces("HEAD", "data");
    survey.tags();
    survey.files("HEAD");
    assertThat(Files.readAllBytes(index)).isEqualTo(before);
    assertThat(entries()).isEqualTo(entries);
  }

  private long entries() throws IOException {
    try (var all = Files.walk(bed.tree)) {
      return all.count();
    }
  }

  private Survey survey() {
    return Survey.of(bed.tree).orElseThrow();
  }
}
