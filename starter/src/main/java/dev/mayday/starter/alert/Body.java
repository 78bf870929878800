package dev.mayday.starter.alert;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;

/**
 * A message's bytes, as far as they are wanted: a sender that sends without end, or drips one byte
 * at a time, holds neither memory nor a thread for long.
 *
 * @param bytes all of them, when there is no trouble
 * @param trouble why it was not read to its end, or null
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Body(byte[] bytes, Reply trouble) {
  private static final int CHUNK = 8192;

  static Body read(InputStream in, long most, Duration within) throws IOException {
    long end = System.nanoTime() + within.toNanos();
    ByteArrayOutputStream read = new ByteArrayOutputStream();
    byte[] chunk = new byte[CHUNK];
    for (int count = in.read(chunk); count >= 0; count = in.read(chunk)) {
      read.write(chunk, 0, count);
      if (read.size() > most) return not(tooLarge(most));
      if (System.nanoTime() > end) return not(tooSlow());
    }
    return new Body(read.toByteArray(), null);
  }

  private static Body not(Reply trouble) {
    return new Body(new byte[0], trouble);
  }

  private static Reply tooLarge(long most) {
    return Reply.no(
        413, "too large", "the message is larger than " + most + " bytes", "send fewer alerts");
  }

  private static Reply tooSlow() {
    return Reply.no(408, "too slow", "the message did not end in time", "send it again");
  }
}
