package dev.mayday.activities.whatsapp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mayday.activities.secret.Secrets;
import dev.mayday.incident.Messaging;
import dev.mayday.system.Refused;
import dev.mayday.system.Unsafe;
import dev.mayday.world.Records;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import mockwebserver3.MockResponse;
import mockwebserver3.SocketEffect;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** At most once, and an honest word about it, in every way that HTTP can go wrong. */
class TestMessageTest {
  private ServiceApi api;

  @BeforeEach
  void begin() throws IOException {
    api = new ServiceApi();
  }

  @AfterEach
  void end() {
    api.close();
  }

  private String send() {
    return send(WhatsAppAdapterTest.messaging("", "open", api.url("/send")));
  }

  private static String send(Messaging messaging) {
    return new TestMessage(messaging, WhatsAppAdapterTest.secrets(), WhatsAppAdapterTest.quick())
        .send("recovery test");
  }

  private static MockResponse status(int code, String header, String value) {
    return ServiceApi.json(code, "{}").newBuilder().addHeader(header, value).build();
  }

  @Test
  void theServiceGetsWhatTheReferencesName() {
    assertThat(send()).isEqualTo("3EB0C1");
    assertThat(api.posts).hasSize(1);
    assertThat(api.posts.get(0).getHeaders().get("Authorization")).isEqualTo("Bearer key-9d81");
    assertThat(api.posts.get(0).getBody().utf8())
        .contains("\"number\":\"79001112233\"")
        .contains("\"message\":\"recovery test\"");
  }

  @Test
  void aServerThatAsksForAnImmediateRepeatGetsNone() {
    api.answer = status(503, "Retry-After", "0");
    assertThatThrownBy(this::send).isInstanceOf(Unsafe.class).hasMessageContaining("503");
    assertThat(api.posts).hasSize(1);
  }

  /** The negative control: OkHttp as it comes would have sent the message twice. */
  @Test
  void okHttpAsItComesWouldHaveRepeated() throws IOException {
    api.answer = status(503, "Retry-After", "0");
    RequestBody body = RequestBody.create("{}", MediaType.get("application/json"));
    Request request = new Request.Builder().url(api.url("/send")).post(body).build();
    try (Response response = new OkHttpClient().newCall(request).execute()) {
      assertThat(response.code()).isEqualTo(503);
    }
    assertThat(api.posts).hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(ints = {301, 307, 308, 408, 500, 502, 504})
  void anAnswerThatLeavesItOpenIsUnsafeAndFinal(int code) {
    api.answer = status(code, "Location", api.url("/elsewhere"));
    assertThatThrownBy(this::send).isInstanceOf(Unsafe.class).hasMessageContaining("HINT: ");
    assertThat(api.posts).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 401, 404, 422, 429})
  void anAnswerThatSaysNoIsRefused(int code) {
    api.answer = ServiceApi.json(code, "{\"token\":\"leaked\"}");
    assertThatThrownBy(this::send)
        .isInstanceOf(Refused.class)
        .hasMessageContaining(String.valueOf(code))
        .hasMessageNotContaining("leaked");
    assertThat(api.posts).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "sent", "{}", "{\"success\":\"maybe\"}", "[true]"})
  void anAnswerWithoutTheFieldIsUnsafe(String body) {
    api.answer = ServiceApi.json(200, body);
    assertThatThrownBy(this::send).isInstanceOf(Unsafe.class).hasMessageContaining("/success");
    assertThat(api.posts).hasSize(1);
  }

  @Test
  void aConnectionThatIsCutAfterTheRequestIsUnsafeAndNotOpenedAgain() {
    api.answer = api.answer.newBuilder().onResponseStart(new SocketEffect.CloseSocket()).build();
    assertThatThrownBy(this::send)
        .isInstanceOf(Unsafe.class)
        .hasMessageContaining("receiving chat");
    assertThat(api.posts).hasSize(1);
  }

  @Test
  void anAnswerThatIsCutInTheMiddleIsUnsafe() {
    api.answer = api.answer.newBuilder().onResponseBody(new SocketEffect.CloseSocket()).build();
    assertThatThrownBy(this::send).isInstanceOf(Unsafe.class);
    assertThat(api.posts).hasSize(1);
  }

  @Test
  void noAnswerInTimeIsUnsafe() {
    api.answer = ServiceApi.late(Duration.ofSeconds(30));
    assertThatThrownBy(this::send).isInstanceOf(Unsafe.class).hasMessageContaining("in time");
    assertThat(api.posts).hasSize(1);
  }

  @Test
  void aRefusedConnectionIsKnownNotSent() throws IOException {
    int port = freePort();
    String url = "http://127.0.0.1:" + port + "/send?key=secret";
    assertThatThrownBy(() -> send(WhatsAppAdapterTest.messaging("", "open", url)))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("127.0.0.1:" + port)
        .hasMessageContaining("refused")
        .hasMessageContaining("safe to repeat")
        .hasMessageNotContaining("secret");
  }

  /** Accepting and closing before the request was read: bytes may have arrived, so nobody knows. */
  @Test
  void aServerThatHangsUpWithoutReadingIsUnsafe() throws IOException, InterruptedException {
    AtomicInteger met = new AtomicInteger();
    ServerSocket listener = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
    Thread server = new Thread(() -> hangUp(listener, met));
    server.start();
    String url = "http://127.0.0.1:" + listener.getLocalPort() + "/send";
    try {
      assertThatThrownBy(() -> send(WhatsAppAdapterTest.messaging("", "open", url)))
          .isInstanceOf(Unsafe.class);
    } finally {
      listener.close();
      server.join();
    }
    assertThat(met).hasValue(1);
  }

  private static void hangUp(ServerSocket listener, AtomicInteger met) {
    try {
      while (true) {
        listener.accept().close();
        met.incrementAndGet();
      }
    } catch (IOException closed) {
      return;
    }
  }

  @Test
  void aBadPointerIsFoundBeforeAnythingIsSent() {
    Messaging good = WhatsAppAdapterTest.messaging("", "open", api.url("/send"));
    assertThatThrownBy(() -> send(with(good, "success", Map.of())))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("messaging.sentField")
        .hasMessageContaining("HINT: ");
    assertThat(api.posts).isEmpty();
  }

  @Test
  void aMissingSecretIsFoundBeforeAnythingIsSent() {
    Messaging good = WhatsAppAdapterTest.messaging("", "open", api.url("/send"));
    assertThatThrownBy(() -> send(with(good, "/success", Map.of("X-Key", "env:NOT_THERE"))))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("NOT_THERE");
    assertThat(api.posts).isEmpty();
  }

  @Test
  void aSecretThatIsNoHeaderIsRefusedWithoutBeingShown() {
    Secrets secrets = new Secrets(Map.of("TWO_LINES", "first-line\nsecond-line"));
    Messaging two =
        with(
            WhatsAppAdapterTest.messaging("", "open", api.url("/send")),
            "/success",
            Map.of("X-Key", "env:TWO_LINES"));
    assertThatThrownBy(
            () -> new TestMessage(two, secrets, WhatsAppAdapterTest.quick()).send("text"))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("X-Key")
        .hasMessageNotContaining("first-line")
        .hasMessageNotContaining("second-line");
    assertThat(api.posts).isEmpty();
  }

  private static Messaging with(Messaging was, String sentField, Map<String, String> headers) {
    Map<String, String> body = Map.of("message", "{text}");
    return Records.with(
        was, Map.of("sentField", sentField, "sendHeaders", headers, "sendBody", body));
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
