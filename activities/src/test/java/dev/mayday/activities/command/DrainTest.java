package dev.mayday.activities.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.SequenceInputStream;
import org.junit.jupiter.api.Test;

/** Half an answer is not taken for a whole one. */
class DrainTest {
  private static final InputStream BROKEN =
      new InputStream() {
        @Override
        public int read() throws IOException {
          throw new IOException("input/output error");
        }

        @Override
        public int read(byte[] into, int at, int length) throws IOException {
          return read();
        }
      };

  @Test
  void aStreamThatFailsBeforeItsEndIsSeen() throws InterruptedException {
    InputStream half = new SequenceInputStream(new ByteArrayInputStream(new byte[] {'a'}), BROKEN);
    try (Drain drain = Drain.of(half, 10)) {
      assertThat(drain.text()).isEqualTo("a");
      assertThat(drain.broken()).isTrue();
    }
  }

  @Test
  void aStreamThatEndsIsWhole() throws InterruptedException {
    try (Drain drain = Drain.of(new ByteArrayInputStream(new byte[] {'a', 'b'}), 1)) {
      assertThat(drain.text()).isEqualTo("a");
      assertThat(drain.broken()).isFalse();
      assertThat(drain.cut()).isTrue();
    }
  }

  @Test
  void whoClosesItWantsNoMore() throws IOException, InterruptedException {
    try (PipedOutputStream open = new PipedOutputStream()) {
      Drain drain = Drain.of(new PipedInputStream(open), 10);
      drain.close();
      drain.text();
      assertThat(drain.broken()).isFalse();
    }
  }
}
