package dev.mayday.worker.byhand;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whom the pages take for alive: a fallback that nobody needs costs messages, too. */
class KnockTest {
  private static final String NO_TLS = "N";
  private static final String PASSWORD_PLEASE = "R\0\0\0\b\0\0\0\003";
  private static final String STARTING_UP = "E\0\0\0\030SFATAL\0C57P03\0Mlater\0\0";

  /** The block of the other page that looks whether the database is back. */
  private static final int LOOK = 2;

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
        .contains("a proxy before a dead database, or", "go on with step 3");
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

  /** Whatever Mayday reads, both pages read: several hosts, and passwords that no URL may hold. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "postgresql://me:hu#sh@127.0.0.1:PORT/db",
        "postgresql://me:hu@sh@127.0.0.1:PORT",
        "postgresql://me:hush@127.0.0.1:1,127.0.0.1:PORT/db",
        "postgresql:///db?host=127.0.0.1&port=PORT&user=me",
        "jdbc:postgresql://127.0.0.1:PORT/db?user=me&password=hu#sh"
      })
  void theDatabaseIsFoundWhereMaydayFindsIt(String url) throws IOException {
    try (Door door = new Door(Map.of(Door.TLS, NO_TLS, Door.START, PASSWORD_PLEASE))) {
      Box box = box(url.replace("PORT", String.valueOf(door.port())));
      assertThat(box.said("hand gone").text())
          .contains("it answers\nSTOP: there is nothing to fall back from")
          .doesNotContain("hu");
      Box.Said look = box.atHome(LOOK);
      assertThat(look.code()).as(look.text()).isZero();
      assertThat(look.text()).contains("its port answers").doesNotContain("hu");
    }
  }

  /** Half of a password must not pass for a host or a port, and is not printed. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "postgresql://me:hush/x@127.0.0.1:1/db",
        "postgresql://me:99999?hush@127.0.0.1:1/db",
        "postgresql://me:hush?x@127.0.0.1:1/db",
        "mysql://me:hush@127.0.0.1:1/db"
      })
  void whatMaydayRefusesIsRefusedHere(String url) throws IOException {
    Box box = box(url);
    for (Box.Said said : List.of(box.said("hand gone"), box.atHome(LOOK))) {
      assertThat(said.code()).isNotZero();
      assertThat(said.text()).contains("STOP: ").doesNotContain("hush", "99999");
    }
  }

  /** Negative control: where nobody listens on any of them, it is gone. */
  @Test
  void ofSeveralDeadHostsEachIsToldAndNoneLives() throws IOException {
    Box box = box("postgresql://me:hu#sh@127.0.0.1:1,127.0.0.1:2/db");
    Box.Said said = box.said("hand gone");
    assertThat(said.code()).as(said.text()).isZero();
    assertThat(said.text()).contains("host 1 of 2: ECONNREFUSED", "host 2 of 2: ECONNREFUSED");
    assertThat(box.atHome(LOOK).text()).contains("host 2: STOP: ECONNREFUSED");
    assertThat(box.atHome(LOOK).code()).isNotZero();
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
