package dev.mayday.starter.alert;

import static java.io.OutputStream.nullOutputStream;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mayday.incident.Alert;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Senders that cut off, send without end, or send what is huge inside: a clear answer each. */
@Timeout(120)
class HostileSenderTest {
  private static final Map<String, String> BEARER = Map.of("Authorization", "Bearer tok-am");
  private static final int MOST = 1 << 20;

  /** Far more than any message may have, and than the sockets hold in between. */
  private static final long SOON = 64L << 20;

  @TempDir private Path state;
  private DeskWorld world;
  private Caller caller;

  @BeforeEach
  void begin() {
    world = new DeskWorld(state);
    caller = new Caller(world.port());
  }

  @AfterEach
  void end() throws IOException {
    caller.close();
    world.close();
  }

  @Test
  void everyBeginningOfAGoodMessageIsRefused() throws Exception {
    for (Message message : List.of(Message.alertmanager(1, 1), Message.standard(2, 1))) {
      byte[] whole = message.text().strip().getBytes(StandardCharsets.UTF_8);
      for (int length = 0; length < whole.length; length++) {
        byte[] cut = Arrays.copyOf(whole, length);
        Caller.Answer answer = caller.post(message.source(), message.signed(cut, world.now), cut);
        Judge.clear(answer);
        assertThat(answer.status()).as("of %d bytes", length).isEqualTo(400);
      }
      assertThat(world.batches).isEmpty();
      Map<String, String> headers = message.signed(whole, world.now);
      assertThat(caller.post(message.source(), headers, whole).status())
          .as("the whole is taken")
          .isEqualTo(202);
      world.batches.clear();
    }
  }

  @Test
  void aMessageWithoutEndIsCutOffSoon() throws IOException {
    assertThat(poured(caller)).as("the desk did not listen to all of it").isLessThan(SOON);
    stillTakes();
  }

  /** What a listener took of a message without end until it hung up. */
  private static long poured(Caller caller) throws IOException {
    caller.send(head("Transfer-Encoding: chunked"));
    byte[] chunk = ("10000\r\n" + " ".repeat(0x10000) + "\r\n").getBytes(StandardCharsets.UTF_8);
    long sent = 0;
    try {
      for (; sent < 2 * SOON; sent += chunk.length) caller.send(chunk);
    } catch (IOException hungUp) {
      assertThat(hungUp).isNotNull();
    }
    return sent;
  }

  /** Negative control: a desk that listens to everything, and one that is gone. */
  @Test
  void aDeskThatListensForEverOrNotAtAllWouldBeSeen() throws Exception {
    ExecutorService other = Executors.newSingleThreadExecutor();
    try (ServerSocket listens = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        Caller to = new Caller(listens.getLocalPort())) {
      Future<Long> heard =
          other.submit(() -> listens.accept().getInputStream().transferTo(nullOutputStream()));
      assertThat(poured(to)).isGreaterThanOrEqualTo(SOON);
      to.end();
      assertThat(heard.get()).isGreaterThanOrEqualTo(SOON);
    } finally {
      other.shutdownNow();
    }
    world.close();
    assertThatThrownBy(this::stillTakes).isInstanceOf(IOException.class);
  }

  /** Negative control: what the desk may answer to no sender, and may hand on to no workflow. */
  @Test
  void anAnswerOrAnAlertThatIsBadWouldBeSeen() {
    for (Caller.Answer bad :
        List.of(
            new Caller.Answer(0, "", ""),
            new Caller.Answer(500, "", "{\"error\":\"broken\",\"hint\":\"none\"}"),
            new Caller.Answer(413, "", "{\"error\":\"too large\"}"),
            new Caller.Answer(400, "", "{\"error\":\"a StreamException\",\"hint\":\"none\"}")))
      assertThatThrownBy(() -> Judge.clear(bad)).as("%s", bad).isInstanceOf(Throwable.class);
    String huge = "9".repeat(MOST);
    Judge.fit(alert("one line", Map.of("instance", "a")));
    for (Alert bad :
        List.of(
            alert(huge, Map.of()),
            alert("one line", Map.of("instance", huge)),
            alert("one line", Map.of("a", "not named by the configuration"))))
      assertThatThrownBy(() -> Judge.fit(bad)).isInstanceOf(AssertionError.class);
  }

  private Alert alert(String summary, Map<String, String> labels) {
    return new Alert("prometheus", "f", true, world.now, world.now, "page", summary, labels);
  }

  @Test
  void aLengthThatIsALieIsNotBelieved() throws IOException {
    caller.send(head("Content-Length: 10000000000"));
    caller.send(new byte[MOST]);
    caller.send(new byte[] {' '});
    Caller.Answer answer = caller.answer();
    Judge.clear(answer);
    assertThat(answer.status()).isEqualTo(413);
    caller.close();
    stillTakes();
  }

  @Test
  void aSenderThatHangsUpInTheMiddleStartsNothing() throws Exception {
    byte[] whole = Message.alertmanager(1, 1).body();
    caller.send(head("Content-Length: " + whole.length));
    caller.send(Arrays.copyOf(whole, whole.length - 1));
    caller.end();
    caller.close();
    assertThat(world.batches).isEmpty();
    stillTakes();
  }

  @Test
  void whatIsHugeInsideIsRefusedOrTakenAndNeverBreaksTheDesk() throws IOException {
    String alert = "{\"alerts\":[{\"status\":\"firing\",\"labels\":%s,\"fingerprint\":\"f\"}]}";
    String huge = "9".repeat(MOST - 200);
    for (String labels :
        List.of(
            "{\"service\":" + huge + "}",
            "{\"service\":\"" + huge + "\"}",
            "{\"" + huge + "\":\"whatsapp\"}",
            "{\"service\":\"whatsapp\",\"a\":\"" + huge + "\"}",
            "{\"service\":\"whatsapp\",\"a\":1e" + huge + "}",
            "{\"service\":\"whatsapp\",\"a\":" + nested(huge.length() / 2) + "}",
            "{\"service\":\"whatsapp\"" + fields(40_000) + "}")) {
      byte[] body = alert.formatted(labels).getBytes(StandardCharsets.UTF_8);
      Judge.clear(caller.post("prometheus", BEARER, body));
      world.alerts().forEach(Judge::fit);
    }
    stillTakes();
  }

  /** It would be refused for ever if the desk took no message with more alerts than may wait. */
  @Test
  void oneMessageWithMoreAlertsThanMayWaitIsTakenAsAWhole() throws IOException {
    Caller.Answer answer = caller.post("prometheus", BEARER, alerts(12_000, "whatsapp"));
    assertThat(answer.body()).contains("\"accepted\":12000");
    assertThat(world.alerts()).hasSize(12_000);
  }

  /** Each has its line, and all of them are one write. */
  @Test
  void thousandsOfStraysInOneMessageAreRecordedInTime() throws IOException {
    Caller.Answer answer = caller.post("prometheus", BEARER, alerts(12_000, "billing"));
    assertThat(answer.body()).contains("\"unmatched\":12000");
    assertThat(Files.readAllLines(state.resolve("unmatched-alerts.jsonl"))).hasSize(12_000);
    assertThat(world.batches).isEmpty();
  }

  private static byte[] alerts(int many, String service) {
    StringBuilder all = new StringBuilder("{\"alerts\":[");
    for (int n = 0; n < many; n++)
      all.append(n == 0 ? "" : ",")
          .append("{\"status\":\"firing\",\"labels\":{\"service\":\"")
          .append(service)
          .append("\"},\"fingerprint\":\"f")
          .append(n)
          .append("\"}");
    return all.append("]}").toString().getBytes(StandardCharsets.UTF_8);
  }

  private static String nested(int deep) {
    return "[".repeat(deep) + "]".repeat(deep);
  }

  private static String fields(int many) {
    StringBuilder fields = new StringBuilder();
    for (int n = 0; n < many; n++) fields.append(",\"f").append(n).append("\":\"x\"");
    return fields.toString();
  }

  private static byte[] head(String length) {
    String head = "POST /alerts/prometheus HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer tok-am\r\n";
    return (head + length + "\r\n\r\n").getBytes(StandardCharsets.ISO_8859_1);
  }

  /** Whatever came before, the next sender is heard. */
  private void stillTakes() throws IOException {
    try (Caller next = new Caller(world.port())) {
      byte[] good = alerts(1, "whatsapp");
      assertThat(next.post("prometheus", BEARER, good).status()).isEqualTo(202);
    }
  }
}
