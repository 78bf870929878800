package dev.mayday.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mayday.sandbox.demo.Census;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The independent check is green on a right recovery, and red on each wrong one. */
class WrongRecoveryIT {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  @TempDir private Path temp;
  private Sandbox sandbox;
  private Drill drill;

  @BeforeEach
  void up() {
    sandbox = Raised.up(temp.resolve("box"), 2, 100);
    drill = new Drill(sandbox);
  }

  @AfterEach
  void down() {
    if (sandbox != null) sandbox.down();
  }

  @Test
  void filesExportedAfterTheStopAreRight() throws Exception {
    try (Census census = new Census(sandbox)) {
      drill.stop();
      drill.export();
      drill.startOnFiles();
      Status status = sandbox.awaitGreen(PATIENCE);
      assertThat(status.green()).as(status.table()).isTrue();
      assertThat(status.mode()).isEqualTo("files");
      assertThat(status.dropped()).isZero();
      counted(census, 1);
      assertThat(census.changes(Census.Sight::sessions)).isEqualTo(1);
      assertThat(census.changes(Census.Sight::head)).isEqualTo(1);
      assertThat(census.changes(Census.Sight::saved)).as("nobody has saved").isZero();
      drill.save();
      drill.save();
      Await.until(
          "what PM2 saved is seen", PATIENCE, () -> census.changes(Census.Sight::saved) > 0);
      assertThat(census.changes(Census.Sight::saved)).isEqualTo(1);
      drill.settings("USE_REPOSITORY_PATTERN=false", "USE_REPOSITORY_PATTERN=false");
      sandbox.restartService();
      counted(census, 2);
    }
  }

  /** What looks from outside how often a recovery starts the service and writes .env can count. */
  private static void counted(Census census, int times) {
    Await.until("starts are seen", PATIENCE, () -> census.starts() >= times);
    Await.until(".env is seen", PATIENCE, () -> census.changes(Census.Sight::env) >= times);
    assertThat(census.starts()).isEqualTo(times);
    assertThat(census.changes(Census.Sight::env)).isEqualTo(times);
    assertThat(census.most()).isEqualTo(1);
  }

  @Test
  void missingFilesAreANewIdentity() throws Exception {
    drill.stop();
    Files.createDirectories(sandbox.sessionsFolder());
    drill.startOnFiles();
    Await.until(
        "the service becomes a new device",
        PATIENCE,
        () ->
            Stream.of(
                    "identities are those of birth",
                    "WhatsApp has refused nothing",
                    "every company is connected")
                .allMatch(this::red));
  }

  @Test
  void tornCredentialsAreANewIdentityOfThatCompany() throws Exception {
    drill.stop();
    drill.export();
    Path creds = sandbox.sessionsFolder().resolve("company_2/creds.json");
    Files.writeString(creds, Files.readString(creds).substring(0, 500));
    drill.startOnFiles();
    Await.until(
        "the service becomes a new device", PATIENCE, () -> red("WhatsApp has refused nothing"));
    assertThat(sandbox.status().table())
        .contains("new-identity of company 2")
        .doesNotContain("new-identity of company 1");
  }

  @Test
  void sessionsFromBeforeTheLastMessagesAreRefused() throws Exception {
    drill.export();
    long sent = drill.acknowledged();
    Await.until("messages move the sessions on", PATIENCE, () -> drill.acknowledged() > sent + 5);
    drill.stop();
    drill.startOnFiles();
    Await.until(
        "a stale session is used",
        PATIENCE,
        () -> red("no acknowledged message is missing in the store"));
  }

  @Test
  void aSecondProcessIsSeen() throws Exception {
    Process second = drill.secondProcess();
    try (Census census = new Census(sandbox)) {
      Await.until(
          "the second process connects", PATIENCE, () -> red("WhatsApp has refused nothing"));
      assertThat(sandbox.status().broken()).contains("one service process");
      assertThat(sandbox.status().table()).contains("two-devices");
      assertThat(census.most()).isEqualTo(2);
    } finally {
      second.destroyForcibly().waitFor();
    }
  }

  @Test
  void aVariableThatSaysAnotherModeIsSeen() throws Exception {
    Path env = sandbox.envFile();
    Files.writeString(
        env,
        Files.readString(env)
            .replace("USE_REPOSITORY_PATTERN=true", "USE_REPOSITORY_PATTERN=false"));
    assertThat(sandbox.status().broken()).containsExactly(".env, checkout and mode agree");
    sandbox.restartService();
    Await.until("the code refuses the mode", PATIENCE, () -> red("every company is connected"));
  }

  private boolean red(String check) {
    return sandbox.status().broken().contains(check);
  }
}
