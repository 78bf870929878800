package dev.mayday.worker.byhand;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whom the page takes for alive: a fallback that nobody needs costs messages, too. */
class KnockTest {
  private static final String NO_TLS = "N";
  private static final String PASSWORD_PLEASE = "R\0\0\0\b\0\0\0\003";
  private static final String STARTING_UP = "E\0\0\0\030SFATAL\0C57P03\0Mlater\0\0";

  @TempDir Path folder;

  /** A proxy may hang up on whoever comes without TLS, and on whoever is none of its users. */
  @ParameterizedTest
  @ValueSource(strings = {"S", "N"})
  void whoSpeaksPostgresqlIsLookedAtMoreClosely(String letter) throws IOException {
    Box.Said said = gone(Map.of(Door.TLS, letter));
    assertThat(said.code()).isNotZero();
    assertThat(said.text())
        .contains("the database: it speaks PostgreSQL, and then ")
        .contains("STOP: it lives: look closer")
        .contains("a proxy before a dead database, go on with step 3");
  }

  @Test
  void fromWhoAsksForAPasswordThereIsNothingToFallBack() throws IOException {
    Box.Said said = gone(Map.of(Door.TLS, NO_TLS, Door.START, PASSWORD_PLEASE));
    assertThat(said.code()).isNotZero();
    assertThat(said.text()).contains("STOP: there is nothing to fall back from");
  }

  /** Behind a port that lives: as dead as without one. */
  @Test
  void aDatabaseThatNeverComesUpIsGone() throws IOException {
    Box.Said said = gone(Map.of(Door.TLS, NO_TLS, Door.START, STARTING_UP));
    assertThat(said.text()).contains("it refuses, 57P03").doesNotContain("STOP");
    assertThat(said.code()).isZero();
  }

  /** Negative control: a relay that hangs up on everybody, with nothing behind it. */
  @Test
  void aPortAtWhichNobodySpeaksPostgresqlIsGone() throws IOException {
    Box.Said said = gone(Map.of());
    assertThat(said.text()).contains("it hangs up").doesNotContain("STOP");
    assertThat(said.code()).isZero();
    assertThat(gone(Map.of(Door.TLS, "SSH-2.0\n")).text()).contains("it speaks something else");
  }

  private Box.Said gone(Map<Integer, String> answers) throws IOException {
    try (Door door = new Door(answers)) {
      return box("postgresql://me:hush@127.0.0.1:" + door.port() + "/db").said("hand gone");
    }
  }

  private Box box(String url) throws IOException {
    Path place = Files.createTempDirectory(folder, "box");
    Box box = new Box(place);
    Files.writeString(place.resolve("database"), url + "\n");
    return box;
  }
}
