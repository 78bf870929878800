package dev.mayday.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mayday.activities.estate.EstateFile;
import dev.mayday.activities.notifier.SmtpServer;
import dev.mayday.activities.secret.Secrets;
import dev.mayday.activities.telegram.TelegramServer;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whether people can be reached is asked of the servers that would reach them. */
class PeopleTest {
  private static final String TOKEN = "7:token-of-the-bot-4f0a";
  @TempDir Path folder;
  private final TelegramServer telegram = new TelegramServer(TOKEN, "4711");
  private final SmtpServer smtp = SmtpServer.plain();
  private final Map<String, String> variables = new HashMap<>();
  private String chat = "4711";
  private String security = "none";

  @BeforeEach
  void everythingIsThere() {
    variables.put("ON_CALL_TOKEN", "token-of-the-on-call");
    variables.put("BOT", TOKEN);
    variables.put("CODES", "a-key-for-codes-of-some-length");
    variables.put("PING", "https://ping.example.net/0d9f");
    variables.put("ALERTS", "secret-of-the-alerts");
  }

  @AfterEach
  void end() {
    telegram.close();
    smtp.close();
  }

  @Test
  void whereAllAnswerAllIsWellAndNobodyWasWrittenTo() {
    Findings found = look();
    assertThat(found.reds()).isEmpty();
    assertThat(found.of("telegram of on-call").detail()).contains("sees the chat");
    assertThat(found.of("buttons of env:BOT").detail()).contains("no webhook");
    assertThat(found.of("mail server").detail()).contains("takes mail");
    assertThat(telegram.in("4711")).isEmpty();
    assertThat(smtp.taken()).isEmpty();
  }

  @Test
  void aChatThatTheBotDoesNotSeeIsRed() {
    chat = "4799";
    look().red("telegram of on-call", "400: Bad Request: chat not found");
    assertThat(look().of("telegram of on-call").hint()).contains("4799");
  }

  @Test
  void aTokenThatTheBotApiDoesNotKnowIsRedAndNeverShown() {
    variables.put("BOT", "7:another-token-4f0b");
    look().red("telegram of on-call", "401: Unauthorized");
    look().red("buttons of env:BOT", "401: Unauthorized");
    assertThat(look().all().toString()).doesNotContain("another-token");
    variables.remove("BOT");
    look().red("telegram of on-call", "env:BOT is not set");
    look().red("buttons of env:BOT", "env:BOT is not set");
  }

  /** It says nothing of the token, which may well be right. */
  @Test
  void aBotApiThatAsksToWaitIsAskedAgainLater() {
    telegram.slowDown(1);
    look().red("telegram of on-call", "429");
    telegram.slowDown(1);
    assertThat(look().of("telegram of on-call").hint()).contains("again in 1 s");
    assertThat(look().reds()).isEmpty();
  }

  @Test
  void aBotApiThatDoesNotAnswerIsRed() {
    telegram.close();
    look().red("telegram of on-call", "the bot API: ");
    look().red("buttons of env:BOT", "the bot API: ");
  }

  @Test
  void aWebhookThatTakesThePressesAwayIsRed() {
    telegram.webhook("https://elsewhere.example.net");
    look().red("buttons of env:BOT", "presses go there");
    look().well("telegram of on-call");
  }

  /** That a login is refused is seen where there is TLS: by the test of the channel. */
  @Test
  void aMailServerThatSendsMaydayAwayOrIsGoneIsRed() {
    smtp.answer("CONNECT", "554 not you");
    look().red("mail server", "554");
    smtp.close();
    look().red("mail server", "takes no connection");
  }

  @Test
  void aMailServerWithoutTheTlsThatIsDemandedIsRed() {
    security = "starttls";
    look().red("mail server", "the mail server: ");
    assertThat(look().of("mail server").hint()).contains("smtp.security");
  }

  @Test
  void whatIsMissingOrCouldBeGuessedIsRed() {
    variables.put("CODES", "guess-me");
    variables.put("ON_CALL_TOKEN", "guess-me-too");
    look().red("key of the one-time codes", "shorter than 16");
    look().red("token of on-call", "shorter than 16");
    variables.keySet().removeIf(name -> !name.equals("BOT"));
    look().red("key of the one-time codes", "env:CODES is not set");
    look().red("token of on-call", "env:ON_CALL_TOKEN is not set");
    look().red("secret of alert source monitor", "env:ALERTS is not set");
    look().red("address of the dead-man ping", "env:PING is not set");
    look().red("approval of FallBackToFiles", "only 0 with a token", "FallBackToFiles");
    look().red("approval of ReturnToPostgres", "only 0 with a token", "ReturnToPostgres");
  }

  @Test
  void aDeadManPingWithoutAnAddressIsRed() {
    variables.put("PING", "0d9f");
    look().red("address of the dead-man ping", "no http or https address");
  }

  private Findings look() {
    EstateFile estate = estate();
    Secrets secrets = new Secrets(variables);
    return Findings.of(secrets, looks -> new People(estate, secrets, looks).visit());
  }

  private EstateFile estate() {
    String onCall = "on-call: {token: \"env:ON_CALL_TOKEN\"";
    String reached =
        ", telegram: {bot: \"env:BOT\", chat: \"%s\", user: \"4711\", api: \"%s\"}, email: {to: \"a@example.net\"}"
            .formatted(chat, telegram.url());
    String shared =
        """
        codes: {key: "env:CODES"}
        smtp: {server: "%s", security: %s, from: "mayday@example.net"}
        deadMan: {url: "env:PING"}
        webhook:
          sources:
            - {name: monitor, kind: standard-webhooks, secret: "env:ALERTS", service: {is: whatsapp}, environment: {is: production}}
        """
            .formatted(smtp.address(), security);
    return Estates.changed(folder, text -> shared + text.replace(onCall, onCall + reached));
  }
}
