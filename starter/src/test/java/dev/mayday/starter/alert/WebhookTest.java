package dev.mayday.starter.alert;

import static dev.mayday.starter.alert.DeskWorld.SIGNED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mayday.incident.Alert;
import dev.mayday.incident.Clocks;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The desk over real HTTP: who is believed, what is kept, and what a sender may rely on. */
class WebhookTest {
  private static final Map<String, String> BEARER = Map.of("Authorization", "Bearer tok-am");
  private static final String STANDARD = "standardwebhooks-generic.json";
  @TempDir private Path state;
  private DeskWorld world;

  @BeforeEach
  void begin() {
    world = new DeskWorld(state);
  }

  @AfterEach
  void end() {
    world.close();
  }

  private HttpResponse<String> firing(Map<String, String> headers) throws Exception {
    return world.post("prometheus", Vectors.file("alertmanager-firing.json"), headers);
  }

  private HttpResponse<String> posted(String body) throws Exception {
    return world.post("prometheus", body.getBytes(StandardCharsets.UTF_8), BEARER);
  }

  private HttpResponse<String> standard() throws Exception {
    return world.post("standard", Vectors.file(STANDARD), Vectors.headers(STANDARD));
  }

  private static String alert(String labels, String startsAt) {
    return "{\"alerts\":[{\"status\":\"firing\",\"labels\":"
        + labels
        + ",\"startsAt\":\""
        + startsAt
        + "\",\"fingerprint\":\"f1\"}]}";
  }

  @Test
  void eachAlertOfAGroupHasItsOwnStatusAndOnlyNamedLabels() throws Exception {
    HttpResponse<String> answer = firing(Vectors.headers("alertmanager-firing.json"));
    assertThat(answer.statusCode()).isEqualTo(202);
    assertThat(answer.body()).contains("\"accepted\":2");
    assertThat(world.alerts())
        .containsExactly(
            new Alert(
                "prometheus",
                "1a30ba71cca2921f",
                true,
                Instant.parse("2026-03-14T02:17:31.482Z"),
                SIGNED,
                "critical",
                "PostgreSQL is down",
                Map.of("alertname", "PostgresDown", "instance", "db-1:9187")),
            new Alert(
                "prometheus",
                "9c0f1b7d5e2a6644",
                false,
                Instant.parse("2026-03-14T02:17:31.482Z"),
                SIGNED,
                "critical",
                "PostgreSQL is down",
                Map.of("alertname", "PostgresDown", "instance", "db-2:9187")));
    assertThat(world.counted("prometheus", "accepted")).isEqualTo(1);
  }

  @Test
  void aPasswordOfBasicAuthenticationIsAsGoodAsABearerToken() throws Exception {
    String basic =
        Base64.getEncoder().encodeToString("mayday:tok-am".getBytes(StandardCharsets.UTF_8));
    assertThat(firing(Map.of("Authorization", "Basic " + basic)).statusCode()).isEqualTo(202);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "Bearer",
        "Bearer ",
        "Bearer tok-a",
        "Bearer tok-am2",
        "Bearer TOK-AM",
        "tok-am",
        "Basic tok-am",
        "Basic !!!",
        "Basic bWF5ZGF5Ond Jvbmc=",
        "Digest tok-am"
      })
  void whoeverHasNotTheTokenIsNotBelieved(String authorization) throws Exception {
    HttpResponse<String> answer =
        firing(authorization.isEmpty() ? Map.of() : Map.of("Authorization", authorization));
    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(world.batches).isEmpty();
    assertThat(world.counted("prometheus", "unauthorised")).isEqualTo(1);
  }

  @Test
  void aSignedMessageIsBelieved() throws Exception {
    assertThat(standard().statusCode()).isEqualTo(202);
    assertThat(world.alerts()).singleElement().satisfies(WebhookTest::isTheVector);
  }

  private static void isTheVector(Alert alert) {
    assertThat(alert.key()).isEqualTo("whatsapp/postgres-down");
    assertThat(alert.firing()).isTrue();
    assertThat(alert.summary()).isEqualTo("PostgreSQL is down");
    assertThat(alert.startedAt()).isEqualTo(Instant.parse("2026-03-14T02:17:31.482Z"));
  }

  /** Somebody else's implementation of the same standard signs, ours believes. */
  @Test
  void whatTheReferenceLibrarySignsIsBelieved() throws Exception {
    String body = "{\"type\":\"alert.resolved\",\"data\":{\"id\":\"\u043f\u0438\u043d\u0433\"}}";
    long time = SIGNED.getEpochSecond();
    String signature =
        new com.standardwebhooks.Webhook(DeskWorld.SIGNING).sign("msg_1", time, body);
    Map<String, String> headers =
        Map.of(
            "webhook-id",
            "msg_1",
            "webhook-timestamp",
            String.valueOf(time),
            "webhook-signature",
            signature);
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    assertThat(world.post("standard", bytes, headers).statusCode()).isEqualTo(202);
    assertThat(world.alerts().get(0).firing()).isFalse();
  }

  @Test
  void oneChangedByteBreaksTheSignature() throws Exception {
    byte[] body = Vectors.file(STANDARD);
    body[body.length - 2] ^= 1;
    assertThat(world.post("standard", body, Vectors.headers(STANDARD)).statusCode()).isEqualTo(401);
    assertThat(world.batches).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(longs = {-301, 301, -86_400, 86_400})
  void aMessageOutsideOfTheWindowIsNotBelievedInEitherDirection(long seconds) throws Exception {
    world.now = SIGNED.plusSeconds(seconds);
    assertThat(standard().statusCode()).isEqualTo(401);
  }

  @ParameterizedTest
  @ValueSource(longs = {-300, 300})
  void aMessageAtTheWindowsEdgeIsBelieved(long seconds) throws Exception {
    world.now = SIGNED.plusSeconds(seconds);
    assertThat(standard().statusCode()).isEqualTo(202);
  }

  @Test
  void oneOfSeveralSignaturesIsEnough() throws Exception {
    Map<String, String> headers = new HashMap<>(Vectors.headers(STANDARD));
    headers.merge("webhook-signature", "v1,b2xk v1a,AAAA ", (right, old) -> old + right);
    assertThat(world.post("standard", Vectors.file(STANDARD), headers).statusCode()).isEqualTo(202);
  }

  @Test
  void aReplayedDeliveryIsAnsweredAndStartsNothing() throws Exception {
    assertThat(standard().statusCode()).isEqualTo(202);
    HttpResponse<String> again = standard();
    assertThat(again.statusCode()).isEqualTo(202);
    assertThat(again.body()).contains("\"repeated\":true");
    assertThat(world.batches).hasSize(1);
    assertThat(world.counted("standard", "repeated")).isEqualTo(1);
  }

  @Test
  void aDeliveryThatFailedIsTakenWhenItComesAgain() throws Exception {
    world.down = true;
    HttpResponse<String> failed = standard();
    assertThat(failed.statusCode()).isEqualTo(503);
    assertThat(failed.headers().firstValue("Retry-After")).contains("5");
    world.down = false;
    assertThat(standard().statusCode()).isEqualTo(202);
    assertThat(world.alerts()).hasSize(1);
  }

  @Test
  void anErrorIsSaidToTheSenderAndTheNextAlertIsTaken() throws Exception {
    world.error = new StackOverflowError("a defect");
    assertThat(firing(BEARER).statusCode()).isEqualTo(503);
    world.error = null;
    assertThat(firing(BEARER).statusCode()).isEqualTo(202);
  }

  @Test
  void aServerThatIsDownIsNeverAnswered202() throws Exception {
    world.down = true;
    assertThat(firing(BEARER).statusCode()).isEqualTo(503);
    assertThat(world.get("/health").statusCode()).isEqualTo(200);
    assertThat(world.get("/ready").statusCode()).isEqualTo(503);
    world.down = false;
    assertThat(world.get("/ready").statusCode()).isEqualTo(200);
    assertThat(world.counted("prometheus", "unavailable")).isEqualTo(1);
  }

  @Test
  void anAlertThatMatchesNoServiceIsRecordedAndToldOnce() throws Exception {
    String stray = alert("{\"service\":\"billing\",\"password\":\"hunter2\"}", SIGNED.toString());
    HttpResponse<String> answer = posted(stray);
    assertThat(answer.statusCode()).isEqualTo(202);
    assertThat(answer.body()).contains("\"unmatched\":1");
    assertThat(posted(stray).statusCode()).isEqualTo(202);
    Await.until("somebody is told", () -> !world.notices.isEmpty());
    assertThat(world.notices).singleElement().satisfies(WebhookTest::namesTheSource);
    assertThat(Files.readString(state.resolve("unmatched-alerts.jsonl")))
        .contains("\"key\":\"f1\"")
        .doesNotContain("hunter2");
    assertThat(world.batches).isEmpty();
    assertThat(world.counted("prometheus", "unmatched")).isEqualTo(2);
  }

  private static void namesTheSource(dev.mayday.system.Notice notice) {
    assertThat(notice.text()).contains("prometheus").contains("f1");
    assertThat(notice.target()).isNull();
  }

  @Test
  void deafPeopleKeepNoAlertOut() throws Exception {
    world.deaf = true;
    String stray = alert("{\"service\":\"billing\"}", SIGNED.toString());
    assertThat(posted(stray).statusCode()).isEqualTo(202);
    Await.until(
        "it is counted", () -> world.metrics.find("mayday.alerts.untold").counter() != null);
  }

  @Test
  void whatCannotBeRecordedIsNotTaken() throws Exception {
    Files.createDirectory(state.resolve("unmatched-alerts.jsonl"));
    assertThat(posted(alert("{\"service\":\"billing\"}", "")).statusCode()).isEqualTo(503);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026-03-14T02:22:32Z",
        "2026-03-13T02:17:30Z",
        "0001-01-01T00:00:00Z",
        "yesterday",
        ""
      })
  void anImpossibleStartBecomesTheTimeOfReceipt(String startsAt) throws Exception {
    assertThat(posted(alert("{\"service\":\"whatsapp\"}", startsAt)).statusCode()).isEqualTo(202);
    assertThat(world.alerts().get(0).startedAt()).isEqualTo(SIGNED);
    assertThat(world.alerts().get(0).said()).isEqualTo(startsAt.isEmpty() ? null : startsAt);
  }

  @ParameterizedTest
  @ValueSource(strings = {"2026-03-14T02:22:30Z", "2026-03-13T05:17:32+03:00"})
  void aPossibleStartIsKept(String startsAt) throws Exception {
    assertThat(posted(alert("{\"service\":\"whatsapp\"}", startsAt)).statusCode()).isEqualTo(202);
    assertThat(world.alerts().get(0).startedAt())
        .isEqualTo(java.time.OffsetDateTime.parse(startsAt).toInstant());
    assertThat(world.alerts().get(0).said()).as("nothing else was said").isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"2026-03-14 05:17:31.482", "2026-03-14T05:17:31.482"})
  void aStartWithoutAZoneIsReadInTheZoneOfItsSource(String startsAt) throws Exception {
    assertThat(posted(alert("{\"service\":\"whatsapp\"}", startsAt)).statusCode()).isEqualTo(202);
    Alert alert = world.alerts().get(0);
    assertThat(alert.startedAt()).isEqualTo(Instant.parse("2026-03-14T02:17:31.482Z"));
    assertThat(alert.began(Clocks.of("Europe/Moscow")))
        .isEqualTo(
            "2026-03-14T02:17:31Z (05:17:31 Europe/Moscow) (its source says \""
                + startsAt
                + "\", read as Europe/Moscow)");
  }

  /** The same words of a source in UTC lie three hours ahead. */
  @Test
  void aStartWithoutAZoneThatLiesAheadIsReplacedAndKept() throws Exception {
    posted(alert("{\"service\":\"whatsapp\"}", "2026-03-14 08:17:31"));
    Alert alert = world.alerts().get(0);
    assertThat(alert.startedAt()).isEqualTo(SIGNED);
    assertThat(alert.began(Clocks.of("UTC")))
        .isEqualTo(
            "2026-03-14T02:17:31Z (the time of receipt; its source says \"2026-03-14 08:17:31\","
                + " read as Europe/Moscow)");
  }

  @Test
  void wordsAreCutToOneLineOfBoundedLength() throws Exception {
    String long1 = "\\u001b[31m" + "\\ud83d\\ude80".repeat(2000) + "\\n\\u0000";
    posted(alert("{\"service\":\"whatsapp\",\"alertname\":\"" + long1 + "\"}", ""));
    String kept = world.alerts().get(0).labels().get("alertname");
    assertThat(kept.length()).isBetween(190, 200);
    assertThat(kept).doesNotContain("\u001b").endsWith("…");
    assertThat(kept.getBytes(StandardCharsets.UTF_8)).doesNotContain((byte) '?');
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "null",
        "{",
        "{}",
        "{\"alerts\":1}",
        "{\"alerts\":[1]}",
        "{\"alerts\":[]} {}",
        "{\"alerts\":[],\"alerts\":[]}",
        "{\"alerts\":[{\"status\":\"x\"}]}",
        "{\"alerts\":[{\"status\":\"firing\",\"labels\":[]}]}"
      })
  void whatIsNotTheSourcesFormIsRefusedWithoutBeingRepeated(String body) throws Exception {
    HttpResponse<String> answer = posted(body);
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.headers().firstValue("Content-Type")).contains("application/json");
    assertThat(answer.body()).contains("\"error\"").contains("\"hint\"").doesNotContain("at ");
    assertThat(world.batches).isEmpty();
  }

  @Test
  void bytesThatAreNoUtf8AndDepthWithoutEndAreRefused() throws Exception {
    byte[] latin = "{\"alerts\":[],\"x\":\"\u00e9\"}".getBytes(StandardCharsets.ISO_8859_1);
    assertThat(world.post("prometheus", latin, BEARER).statusCode()).isEqualTo(400);
    assertThat(posted("{\"alerts\":" + "[".repeat(100_000)).statusCode()).isEqualTo(400);
  }

  @Test
  void aMessageOfOneByteTooManyIsRefused() throws Exception {
    String most = "{\"alerts\":[]" + " ".repeat((1 << 20) - 13) + "}";
    assertThat(posted(most).statusCode()).isEqualTo(202);
    assertThat(posted(most + " ").statusCode()).isEqualTo(413);
    assertThat(world.counted("prometheus", "too large")).isEqualTo(1);
  }

  @Test
  void unknownPlacesAreSaidSoAndCountedUnderOneName() throws Exception {
    HttpResponse<String> answer = world.post("nobody", new byte[0], Map.of());
    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(answer.body()).contains("webhook.sources");
    assertThat(world.get("/alerts/prometheus").statusCode()).isEqualTo(404);
    assertThat(world.get("/").body()).contains("\"error\"");
    assertThat(world.counted("unknown", "unknown")).isEqualTo(1);
  }

  /** What is no HTTP at all is answered by Jetty itself; it may not show its inside either. */
  @Test
  void nonsenseOnTheWireShowsNoStackTrace() throws IOException {
    for (String nonsense :
        List.of(
            "nonsense\r\n\r\n",
            "GET /%zz HTTP/1.1\r\nHost: x\r\n\r\n",
            "POST /alerts/prometheus HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n",
            "GET / HTTP/1.1\r\nHost: x\r\nX: " + "a".repeat(20_000) + "\r\n\r\n"))
      assertThat(raw(nonsense)).startsWith("HTTP/1.1 4").doesNotContain("\tat ", ".java:", "Jetty");
  }

  private String raw(String request) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), world.port())) {
      socket.setSoTimeout((int) Duration.ofSeconds(10).toMillis());
      socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
      socket.shutdownOutput();
      ByteArrayOutputStream answer = new ByteArrayOutputStream();
      socket.getInputStream().transferTo(answer);
      return answer.toString(StandardCharsets.ISO_8859_1);
    }
  }
}
