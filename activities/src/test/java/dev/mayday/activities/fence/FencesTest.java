package dev.mayday.activities.fence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mayday.system.Fence;
import dev.mayday.system.Refused;
import dev.mayday.system.Unavailable;
import dev.mayday.system.Unsafe;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FencesTest {
  @TempDir Path folder;

  private final List<String> done = new ArrayList<>();

  @Test
  void anOlderChangeCannotActAfterANewerOne() {
    change(fence(1, 1));
    change(fence(1, 3));
    assertThatThrownBy(() -> change(fence(1, 2)))
        .isInstanceOf(Refused.class)
        .hasMessageStartingWith("stale fence")
        .hasMessageContaining("HINT: ");
    assertThat(done).containsExactly("1/1", "1/3");
  }

  @Test
  void aLaterRunGoesBeforeEveryEpochOfAnEarlierOne() {
    change(fence(1, 9));
    change(fence(2, 1));
    assertThatThrownBy(() -> change(fence(1, 10))).isInstanceOf(Refused.class);
  }

  @Test
  void theFenceOutlivesTheWorker() {
    change(fence(5, 5));
    assertThatThrownBy(() -> new Fences(folder).hold(fence(5, 4), "git", () -> done.add("never")))
        .isInstanceOf(Refused.class);
    assertThat(done).doesNotContain("never");
  }

  @Test
  void aFailedEffectKeepsTheFenceAndGivesTheLockBack() {
    assertThatThrownBy(
            () ->
                fences()
                    .hold(
                        fence(1, 2),
                        "git",
                        () -> {
                          throw new Unsafe("x");
                        }))
        .isInstanceOf(Unsafe.class);
    change(fence(1, 2));
    assertThatThrownBy(() -> change(fence(1, 1))).isInstanceOf(Refused.class);
  }

  @Test
  void targetsAndServicesDoNotHinderEachOther() {
    change(fence(1, 3));
    fences().hold(fence(1, 1), "pm2", () -> done.add("pm2"));
    fences().hold(new Fence("test/a", "run1", 1, 1, 1), "git", () -> done.add("a"));
    assertThat(done).containsExactly("1/3", "pm2", "a");
  }

  @Test
  void whileOneAttemptActsAnotherWaitsAndThenSaysSo() throws InterruptedException {
    CountDownLatch inside = new CountDownLatch(1);
    CountDownLatch leave = new CountDownLatch(1);
    Thread first =
        new Thread(
            () ->
                fences()
                    .hold(
                        fence(1, 1),
                        "git",
                        () -> {
                          inside.countDown();
                          awaitQuietly(leave);
                        }));
    first.start();
    inside.await();
    assertThatThrownBy(() -> change(fence(1, 2))).isInstanceOf(Unavailable.class);
    leave.countDown();
    first.join();
    change(fence(1, 2));
    assertThat(done).containsExactly("1/2");
  }

  @Test
  void anotherProcessesLockIsRespected() throws IOException, InterruptedException {
    change(fence(1, 1));
    Path lock = folder.resolve("production~whatsapp~git.lock");
    Process other =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Holder.class.getName(),
                lock.toString())
            .start();
    try {
      assertThat(other.inputReader().readLine()).isEqualTo("held");
      assertThatThrownBy(() -> change(fence(1, 2))).isInstanceOf(Unavailable.class);
    } finally {
      other.destroyForcibly().waitFor();
    }
    change(fence(1, 2));
  }

  @Test
  void aFileThatHoldsNoFenceStopsEverything() throws IOException {
    change(fence(1, 1));
    Files.writeString(folder.resolve("production~whatsapp~git"), "");
    assertThatThrownBy(() -> change(fence(1, 2))).isInstanceOf(Unsafe.class);
    assertThat(done).containsExactly("1/1");
  }

  @Test
  void aFolderThatCannotBeMadeIsSaid() {
    Fences fences = new Fences(Path.of("/proc/nowhere"));
    assertThatThrownBy(() -> fences.hold(fence(1, 1), "git", () -> done.add("never")))
        .isInstanceOf(Unavailable.class)
        .hasMessageContaining("/proc/nowhere");
  }

  /** Another worker's process that holds a lock until its input ends or it is killed. */
  static final class Holder {
    private Holder() {}

    public static void main(String[] args) throws IOException {
      try (FileChannel channel = FileChannel.open(Path.of(args[0]), StandardOpenOption.WRITE);
          FileLock lock = channel.lock()) {
        System.out.println(lock.isValid() ? "held" : "not held");
        assertThat(System.in.read()).isEqualTo(-1);
      }
    }
  }

  private void change(Fence fence) {
    fences().hold(fence, "git", () -> done.add(fence.term() + "/" + fence.epoch()));
  }

  private Fences fences() {
    return new Fences(folder, Duration.ofMillis(200));
  }

  private static Fence fence(long term, int epoch) {
    return new Fence("production/whatsapp", "run" + term, term, epoch, epoch);
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
