package dev.mayday.activities.pm2;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mayday.system.Unavailable;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Timer;
import java.util.TimerTask;

/**
 * Asks a PM2 daemon for its list by the socket that PM2's own program asks. A list takes two
 * milliseconds so; by {@code pm2 jlist}, which starts a Node program, 200 to 400 on an idle machine
 * and seconds on one in trouble (measured with PM2 7.0.4). Only read by: what changes anything goes
 * through the program.
 *
 * <p>The form is that of AMP in version 1: a byte with version and number of parts, then each part
 * behind its length in four bytes; a part is JSON behind {@code j:} or text behind {@code s:}, and
 * the last one is the question's own id.
 *
 * @param socket {@code rpc.sock} in the daemon's home
 */
record Rpc(Path socket) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Timer PATIENCE = new Timer("pm2 patience", true);
  private static final int VERSION = 1;
  private static final int LARGEST = 64 << 20;
  private static final String[] QUESTION = {
    "j:{\"type\":\"call\",\"method\":\"getMonitorData\",\"args\":[{}]}", "s:mayday:0"
  };

  /**
   * The list as PM2 holds it; empty where the daemon speaks in another way, so that its own program
   * has to be asked.
   *
   * @throws Unavailable when it does not answer in time
   */
  Optional<JsonNode> list(Duration within) {
    try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
      TimerTask tooLate = closing(channel);
      PATIENCE.schedule(tooLate, within.toMillis());
      channel.connect(UnixDomainSocketAddress.of(socket));
      channel.write(question());
      Optional<JsonNode> list = answer(new DataInputStream(Channels.newInputStream(channel)));
      tooLate.cancel();
      return list;
    } catch (AsynchronousCloseException silent) {
      throw new Unavailable(
          "the PM2 daemon at %s takes questions and does not answer\nHINT: see pm2.log beside it"
              .formatted(socket));
    } catch (IOException anotherWay) {
      return Optional.empty();
    }
  }

  private static TimerTask closing(SocketChannel channel) {
    return new TimerTask() {
      @Override
      public void run() {
        try {
          channel.close();
        } catch (IOException closed) {
          cancel();
        }
      }
    };
  }

  private static ByteBuffer question() {
    ByteBuffer bytes = ByteBuffer.allocate(256).put((byte) (VERSION << 4 | QUESTION.length));
    for (String part : QUESTION)
      bytes.putInt(part.length()).put(part.getBytes(StandardCharsets.US_ASCII));
    return bytes.flip();
  }

  /** Its first part holds {@code args}, whose first is the list, or an error. */
  private static Optional<JsonNode> answer(DataInputStream from) throws IOException {
    if (from.readUnsignedByte() >> 4 != VERSION) return Optional.empty();
    int length = from.readInt();
    if (length < 2 || length > LARGEST) return Optional.empty();
    byte[] part = from.readNBytes(length);
    if (part.length < length || part[0] != 'j' || part[1] != ':') return Optional.empty();
    JsonNode list = JSON.readTree(part, 2, length - 2).path("args").path(0);
    return list.isArray() ? Optional.of(list) : Optional.empty();
  }
}
