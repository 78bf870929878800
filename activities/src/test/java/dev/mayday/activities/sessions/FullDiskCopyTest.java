package dev.mayday.activities.sessions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mayday.activities.command.Command;
import dev.mayday.activities.command.Commands;
import dev.mayday.activities.command.Output;
import dev.mayday.activities.sessions.disk.Disk;
import dev.mayday.system.Copy;
import dev.mayday.system.Unavailable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The disk of the copies has room for half of one, and is full in the middle of the export. */
class FullDiskCopyTest {
  private static final int KEYS = 4000;

  /** What each file takes at least. */
  private static final long PAGE = 4096;

  private static final String HALF = "8m";

  private static final String WHOLE = "64m";

  @TempDir Path folder;
  private Path copies;
  private Fallen world;

  @BeforeEach
  void aSmallDisk() throws IOException {
    copies = Files.createDirectory(folder.resolve("copies"));
    Output mounted = mount("size=" + HALF);
    Assumptions.assumeTrue(
        mounted.ok(), () -> "the kernel lets root alone mount a small disk: " + mounted.err());
    world = new Fallen(folder);
    world.company(1, 10);
    world.row("1", "lid-mapping", "a", "\"one\"");
  }

  private Output mount(String options) {
    return Commands.run(
        Command.of("mount", "-t", "tmpfs", "-o", options, "tmpfs", copies.toString()));
  }

  @AfterEach
  void unmount() {
    Commands.run(Command.of("umount", copies.toString()));
  }

  @Test
  void aDiskThatIsFullInTheMiddleKeepsTheOldCopyAndNothingElseAndThenGoesOn() throws IOException {
    refresh();
    List<String> before = generations();
    world.row("1", "lid-mapping", "a", "\"two\"");
    world.sql(
        "INSERT INTO bot.whatsapp_keys (company_id, key_type, key_id, key_data) SELECT 1,"
            + " 'lid-mapping', 'n' || n, '\"x\"' FROM generate_series(1, "
            + KEYS
            + ") n");
    long room = free();
    try (Ebb ebb = new Ebb(copies)) {
      assertThatThrownBy(this::refresh)
          .isInstanceOf(Unavailable.class)
          .hasMessageContaining("HINT: ");
      assertThat(room).as("room at its begin").isGreaterThan(KEYS / 4 * PAGE);
      assertThat(ebb.least()).as("room in its middle").isLessThan(KEYS / 8 * PAGE);
    }
    assertThat(generations()).isEqualTo(before);
    assertThat(free()).as("the unfinished one takes no room").isEqualTo(room);
    assertThat(current("a")).isEqualTo("\"one\"");

    assertThat(mount("remount,size=" + WHOLE).ok()).isTrue();
    assertThat(refresh().keys()).isEqualTo(KEYS + 1);
    assertThat(current("a")).isEqualTo("\"two\"");
    assertThat(current("n" + KEYS)).isEqualTo("\"x\"");
  }

  private Copy refresh() {
    return new WarmCopyAdapter(world.connections).refresh(world.database, world.store);
  }

  private List<String> generations() throws IOException {
    return Disk.names(copies).stream().filter(name -> name.startsWith("copy-")).toList();
  }

  private String current(String id) throws IOException {
    Path file = copies.resolve("current/sessions/company_1/lid-mapping-" + id + ".json");
    return Files.readString(file);
  }

  private long free() {
    return copies.toFile().getUsableSpace();
  }

  /** Looks all the while how much room there is. */
  private static final class Ebb implements AutoCloseable {
    private final AtomicLong least = new AtomicLong(Long.MAX_VALUE);
    private final AtomicBoolean over = new AtomicBoolean();
    private final Thread thread;

    Ebb(Path disk) {
      thread =
          new Thread(
              () -> {
                while (!over.get()) {
                  least.accumulateAndGet(disk.toFile().getUsableSpace(), Math::min);
                  LockSupport.parkNanos(100_000);
                }
              });
      thread.start();
    }

    long least() {
      return least.get();
    }

    @Override
    public void close() {
      over.set(true);
    }
  }
}
