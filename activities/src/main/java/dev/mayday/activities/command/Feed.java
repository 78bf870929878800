package dev.mayday.activities.command;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** Writes a program's input beside the reading, since either side may block the other. */
final class Feed {
  private Feed() {}

  static void to(OutputStream stream, String input) {
    if (input.isEmpty()) {
      write(stream, input);
      return;
    }
    Thread writer = new Thread(() -> write(stream, input), "feed");
    writer.setDaemon(true);
    writer.start();
  }

  private static void write(OutputStream stream, String input) {
    try (stream) {
      stream.write(input.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      // a program may end without reading all of it (grep -q does); its exit code tells whether
      // that was a failure
    }
  }
}
