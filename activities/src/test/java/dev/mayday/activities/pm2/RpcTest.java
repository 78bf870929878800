package dev.mayday.activities.pm2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mayday.system.Unavailable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A daemon that is not as we know it: nothing is guessed from what it says. */
class RpcTest {
  @TempDir private Path folder;
  private ServerSocketChannel server;

  @BeforeEach
  void listen() throws IOException {
    server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    server.bind(UnixDomainSocketAddress.of(socket()));
  }

  @AfterEach
  void close() throws IOException {
    server.close();
  }

  @Test
  void aListIsRead() {
    answering(framed("j:{\"args\":[[{\"name\":\"svc\"}]]}"));
    assertThat(rpc().list(Duration.ofSeconds(5)).orElseThrow().get(0).get("name").asText())
        .isEqualTo("svc");
  }

  @Test
  void anErrorIsNoList() {
    answering(framed("j:{\"error\":\"no such method\"}"));
    assertThat(rpc().list(Duration.ofSeconds(5))).isEmpty();
  }

  @Test
  void anotherVersionIsNoList() {
    answering(ByteBuffer.wrap(new byte[] {0x22, 0, 0, 0, 2, 'j', ':'}));
    assertThat(rpc().list(Duration.ofSeconds(5))).isEmpty();
  }

  @Test
  void aLengthThatCannotBeIsNoList() {
    answering(ByteBuffer.wrap(new byte[] {0x12, 0x7f, 0, 0, 0}));
    assertThat(rpc().list(Duration.ofSeconds(5))).isEmpty();
  }

  @Test
  void aTornAnswerIsNoList() {
    answering(ByteBuffer.wrap(new byte[] {0x12, 0, 0, 0, 20, 'j', ':', '{'}));
    assertThat(rpc().list(Duration.ofSeconds(5))).isEmpty();
  }

  @Test
  void silenceHasAnEnd() throws IOException {
    assertThatThrownBy(() -> rpc().list(Duration.ofMillis(200)))
        .isInstanceOf(Unavailable.class)
        .hasMessageContaining("does not answer")
        .hasMessageContaining("HINT: ");
  }

  private Rpc rpc() {
    return new Rpc(socket());
  }

  private Path socket() {
    return folder.resolve("rpc.sock");
  }

  private void answering(ByteBuffer answer) {
    new Thread(() -> answer(answer), "daemon").start();
  }

  private void answer(ByteBuffer answer) {
    try (SocketChannel asked = server.accept()) {
      asked.read(ByteBuffer.allocate(512));
      asked.write(answer);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ByteBuffer framed(String part) {
    byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
    return ByteBuffer.allocate(5 + bytes.length)
        .put((byte) 0x12)
        .putInt(bytes.length)
        .put(bytes)
        .flip();
  }
}
