package dev.mayday.activities.notifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mayday.activities.secret.Secrets;
import dev.mayday.activities.web.OneAttempt;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import mockwebserver3.SocketEffect;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The bot API over a real socket: what counts as delivered, and what never shows the token. */
class TelegramChannelTest {
  private static final String TOKEN = "7000000001:AAF-not-a-real-token";
  private static final String SENT = "{\"ok\":true,\"result\":{\"message_id\":812}}";
  private static final String SLOW_DOWN =
      "{\"ok\":false,\"error_code\":429,\"description\":\"Too Many Requests: retry after 14\","
          + "\"parameters\":{\"retry_after\":14}}";
  private final MockWebServer api = new MockWebServer();
  private final List<Duration> waits = new ArrayList<>();

  @BeforeEach
  void begin() throws IOException {
    api.start();
  }

  @AfterEach
  void end() {
    api.close();
  }

  private TelegramChannel channel(boolean patient) {
    Patience patience = wait -> waits.add(wait) && patient;
    OneAttempt http = new OneAttempt(Duration.ofMillis(500), Duration.ofMillis(700));
    return new TelegramChannel(new Secrets(Map.of("BOT", TOKEN)), http, patience);
  }

  private void deliver(boolean patient, String text) throws NotDelivered {
    String base = api.url("/").toString();
    channel(patient)
        .deliver(
            People.chatting("on-call", base.substring(0, base.length() - 1)),
            new Message("notice", "production/whatsapp", "it <begins>", text, "k"));
  }

  private void answer(int code, String body) {
    api.enqueue(new MockResponse.Builder().code(code).body(body).build());
  }

  private JsonNode body(RecordedRequest request) throws IOException {
    return new ObjectMapper().readTree(request.getBody().utf8());
  }

  @Test
  void theChatGetsPlainText() throws Exception {
    answer(200, SENT);
    deliver(true, "PostgreSQL is *down*");
    RecordedRequest request = api.takeRequest();
    assertThat(request.getTarget()).isEqualTo("/bot" + TOKEN + "/sendMessage");
    assertThat(body(request).path("chat_id").asText()).isEqualTo("-1001234567890");
    assertThat(body(request).path("text").asText())
        .isEqualTo("it <begins>\n\nPostgreSQL is *down*");
    assertThat(body(request).has("parse_mode")).isFalse();
  }

  @Test
  void aLongTextIsCutToWhatTelegramTakesAndStaysWholeCharacters() throws Exception {
    answer(200, SENT);
    deliver(true, "x" + "\uD83D\uDE80".repeat(5000));
    String text = body(api.takeRequest()).path("text").asText();
    assertThat(text.length()).isBetween(4090, 4096);
    assertThat(text).endsWith("\n…");
    assertThat(text.codePoints().noneMatch(point -> point == '?')).isTrue();
  }

  @Test
  void tooManyRequestsIsWaitedOutOnce() {
    answer(429, SLOW_DOWN);
    answer(200, SENT);
    assertThatCode(() -> deliver(true, "text")).doesNotThrowAnyException();
    assertThat(waits).containsExactly(Duration.ofSeconds(14));
    assertThat(api.getRequestCount()).isEqualTo(2);
  }

  @Test
  void tooLongAWaitIsNotDelivered() {
    answer(429, SLOW_DOWN);
    assertThatThrownBy(() -> deliver(false, "text"))
        .isInstanceOf(NotDelivered.class)
        .hasMessageContaining("429")
        .hasMessageContaining("retry after 14");
    assertThat(api.getRequestCount()).isEqualTo(1);
  }

  @Test
  void okFalseIsNotDeliveredAlsoWithStatus200() {
    answer(200, "{\"ok\":false,\"description\":\"Bad Request: chat not found\"}");
    assertThatThrownBy(() -> deliver(true, "text"))
        .isInstanceOf(NotDelivered.class)
        .hasMessageContaining("chat not found");
  }

  @Test
  void anAnswerThatIsNoJsonIsNotDelivered() {
    answer(200, "<html>welcome to the hotel's network</html>");
    assertThatThrownBy(() -> deliver(true, "text")).isInstanceOf(NotDelivered.class);
  }

  @Test
  void theTokenIsNeverShownWhateverTheServerRepeats() {
    answer(404, "{\"ok\":false,\"description\":\"Not Found: /bot" + TOKEN + "/sendMessage\"}");
    assertThatThrownBy(() -> deliver(true, "text"))
        .hasMessageContaining("Not Found")
        .hasMessageNotContaining("AAF-not-a-real-token");
  }

  @Test
  void aCutConnectionIsNotDeliveredAndShowsNoToken() {
    api.enqueue(new MockResponse.Builder().onResponseStart(new SocketEffect.CloseSocket()).build());
    assertThatThrownBy(() -> deliver(true, "text"))
        .isInstanceOf(NotDelivered.class)
        .hasMessageNotContaining("AAF-not-a-real-token")
        .hasMessageNotContaining("bot7");
  }

  @Test
  void aMissingTokenNamesItsReference() {
    TelegramChannel channel =
        new TelegramChannel(
            new Secrets(Map.of()),
            new OneAttempt(Duration.ofSeconds(1), Duration.ofSeconds(1)),
            wait -> false);
    assertThatThrownBy(
            () ->
                channel.deliver(
                    People.chatting("on-call", api.url("/").toString()),
                    new Message("notice", "", "subject", "text", "k")))
        .isInstanceOf(NotDelivered.class)
        .hasMessageContaining("env:BOT");
  }
}
