package dev.mayday.sandbox.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.mayday.incident.Outcome;
import dev.mayday.incident.Question;
import dev.mayday.incident.Report;
import dev.mayday.sandbox.Fault;
import dev.mayday.sandbox.Sandbox;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/**
 * Steps that fail with a secret in their hands: what each of them says must not hold it. The search
 * itself comes last, as in every story.
 */
class SecretsIT extends OnGround {
  private final Bot bot = new Bot();
  private final String botToken = Chat.number() + ":" + plain();
  private final String deployToken = plain();

  SecretsIT() {
    super(1, 100, "FallBackToFiles: { coolDown: 5s }");
  }

  private static String plain() {
    return UUID.randomUUID().toString().replace("-", "");
  }

  /** Secrets in the environment, in the configuration, in a remote of the checkout. */
  @Override
  Setting before(Sandbox sandbox) {
    write(sandbox.secret("bot"), botToken);
    write(sandbox.secret("night"), plain());
    append(
        sandbox.checkout().resolve(".git/config"),
        "[remote \"origin\"]\n\turl = https://deploy:" + deployToken + "@git.invalid/app.git\n");
    return new Setting(
        Map.of("SEND_AUTHORIZATION", "Bearer " + sandbox.apiToken()),
        Map.of("bot", botToken, "deploy", deployToken),
        text -> configured(text, sandbox));
  }

  /** The night's person comes first, and is reached by nothing but the bot. */
  private String configured(String text, Sandbox sandbox) {
    String night =
        "night: { token: \"file:%s\", channels: [telegram], telegram: { bot: \"file:%s\", chat: \"4711\", api: \"%s\" } }"
            .formatted(sandbox.secret("night"), sandbox.secret("bot"), bot.url());
    return text.replace("file:" + sandbox.secret("api"), "env:SEND_AUTHORIZATION")
        .replaceFirst("(\n +)on-call: ", "$1" + night + "$0")
        .replaceFirst(
            "(\n +- )\\{ after: 0s, people: \\[on-call] }",
            "$1{ after: 0s, people: [night] }$1{ after: 10s, people: [on-call] }");
  }

  @AfterAll
  void noBot() {
    bot.close();
  }

  @Test
  @Order(1)
  void aWrongPasswordIsSaidWithoutIt() {
    ground.sandbox.breakIt(Fault.WRONG_PASSWORD);
    ground.says(0, List.of("rehearse", "FallBackToFiles", "--by", "lead", "--wait"));
    assertThat(ground.says(0, List.of("report"))).contains("AUTHENTICATION", "REHEARSED");
    assertThat(ground.copyRefused("password authentication failed")).contains("HINT: ");
    ground.sandbox.heal();
  }

  /** Somebody writes a password with a % and a slash in it into the URL as it is. */
  @Test
  @Order(2)
  void aUrlThatCannotBeReadIsSaidWithoutIt() throws IOException {
    Path file = ground.sandbox.secret("database");
    String good = Files.readString(file);
    String password = ground.secrets().values().get("password");
    Files.writeString(file, "postgresql://gen_user:" + password + "@localhost:1/default_db");
    assertThat(ground.copyRefused("the database url")).contains("percent-encoded");
    Files.writeString(file, good);
  }

  /** The database hangs; the settings, full of secrets, cannot be written, and then they can. */
  @Test
  @Order(3)
  void settingsThatCannotBeWrittenAreTriedAgain() throws IOException {
    ground.sandbox.breakIt(Fault.POSTGRES_FROZEN);
    Path inTheWay = ground.sandbox.checkout().resolve(".env.mayday-next");
    Files.createDirectories(inTheWay.resolve("somebody's"));
    String run = ground.begin("FallBackToFiles", "the database hangs");
    ground.answers(0, ground.asked(run), "yes", "on-call");
    ground.seen(
        run, "another question", report -> report.open() != null && report.open().number() > 1);
    Question blocked = ground.asked(run);
    assertThat(blocked.text()).contains(".env cannot be written");
    Files.delete(inTheWay.resolve("somebody's"));
    Files.delete(inTheWay);
    ground.answers(0, blocked, "retry", "on-call");
    Report end = ground.end(run);
    assertThat(end.outcome()).as(end.why()).isEqualTo(Outcome.RECOVERED);
    ground.sandbox.heal();
  }

  /** The return has a customer's keys in its hands, and the database does not take one of them. */
  @Test
  @Order(4)
  void aRowThatTheDatabaseDoesNotTakeIsRolledBack() throws Exception {
    String key = "company_1/lid-mapping-" + Secrets.CUSTOMER + ".json";
    Files.writeString(ground.sandbox.sessionsFolder().resolve(key), "\"31\"");
    assertThat(ground.secrets().in(theDatabaseDoesNotTakeIt())).contains(Secrets.NUMBER);
    String run = ground.begin("ReturnToPostgres", "the database is back");
    ground.answers(0, ground.asked(run), "yes", "on-call");
    Report end = ground.end(run);
    assertThat(end.outcome()).as(end.why()).isEqualTo(Outcome.ROLLED_BACK);
    assertThat(end.why()).contains("bring the sessions", "no_news", "SQLSTATE 23514");
  }

  /** From now on; and, as a control, what the driver says of it by itself: all of the row. */
  private String theDatabaseDoesNotTakeIt() throws SQLException {
    String these = "key_type = 'lid-mapping' AND key_id = '" + Secrets.CUSTOMER + "'";
    try (Connection connection = DriverManager.getConnection(ground.sandbox.adminJdbcUrl());
        Statement statement = connection.createStatement()) {
      statement.execute(
          "ALTER TABLE whatsapp_keys ADD CONSTRAINT no_news CHECK (NOT (" + these + ")) NOT VALID");
      String update = "UPDATE whatsapp_keys SET key_data = '\"31\"' WHERE " + these;
      return assertThrows(SQLException.class, () -> statement.executeUpdate(update)).getMessage();
    }
  }

  /** Who is reached by nothing else was not: the token stands in the bot's URLs and answers. */
  @Test
  @Order(5)
  void theBotWasCalledWithItsToken() {
    assertThat(bot.calledWith(botToken)).isTrue();
    assertThat(ground.heard()).anyMatch(page -> page.contains("nobody was reached"));
  }

  private static void write(Path file, String text) {
    try {
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void append(Path file, String text) {
    try {
      Files.writeString(file, text, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
