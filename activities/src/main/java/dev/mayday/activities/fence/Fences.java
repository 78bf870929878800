package dev.mayday.activities.fence;

import dev.mayday.activities.disk.Disk;
import dev.mayday.activities.pulse.Pulse;
import dev.mayday.incident.Names;
import dev.mayday.system.Fence;
import dev.mayday.system.Refused;
import dev.mayday.system.Unavailable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * Keeps the highest fence of every service and target in a file on this host, and holds a lock from
 * the comparison to the end of the effect. So a stalled attempt, of this worker or of another on
 * the same host, cannot act after the undo.
 */
public final class Fences {
  private final Path folder;
  private final Duration wait;

  /**
   * @param folder on this host's own disk; made with mode 0700 when it is not there. All workers of
   *     the host must be given the same
   */
  public Fences(Path folder) {
    this(folder, Duration.ofSeconds(10));
  }

  Fences(Path folder, Duration wait) {
    this.folder = folder;
    this.wait = wait;
  }

  /**
   * Does {@code effect} while nobody else changes {@code target} of the fence's service. The fence
   * is on disk before the effect begins.
   *
   * @param target the thing on this host, for example {@code pm2}
   * @throws Refused when a higher fence was seen; nothing was done
   * @throws Unavailable when another attempt holds the target for long, or the folder cannot be
   *     written; nothing was done
   */
  public <T> T hold(Fence fence, String target, Supplier<T> effect) {
    Path file = file(fence, target);
    try {
      Lock lock = Lock.take(file.resolveSibling(file.getFileName() + ".lock"), wait);
      try {
        raise(file, Mark.of(fence, Pulse.attempt()));
        return effect.get();
      } finally {
        lock.close();
      }
    } catch (IOException e) {
      throw new Unavailable(
          "the fence %s cannot be kept: %s\nHINT: see that the folder is there, writable and has room"
              .formatted(file, e.getClass().getSimpleName()));
    }
  }

  /** As {@link #hold(Fence, String, Supplier)}, for an effect without a result. */
  public void hold(Fence fence, String target, Runnable effect) {
    hold(
        fence,
        target,
        () -> {
          effect.run();
          return null;
        });
  }

  private Path file(Fence fence, String target) {
    String[] service = fence.service().split("/", 2);
    Names.require("environment", service[0]);
    Names.require("service", service.length == 2 ? service[1] : "");
    try {
      Disk.folder(folder);
      // '~' is in no name, so two services never share a file
      return folder
          .toRealPath()
          .resolve(service[0] + "~" + service[1] + "~" + Names.require("target", target));
    } catch (IOException e) {
      throw new Unavailable(
          "the folder %s cannot be made: %s\nHINT: make it, writable for the worker's user"
              .formatted(folder, e.getClass().getSimpleName()));
    }
  }

  private static void raise(Path file, Mark mark) throws IOException {
    if (Files.exists(file)) {
      Mark last = Mark.parse(Files.readString(file), file.toString());
      if (!mark.mayFollow(last)) throw stale(file, mark, last);
      if (mark.equals(last)) return;
    }
    Disk.install(file, mark.toString().getBytes(StandardCharsets.UTF_8));
  }

  private static Refused stale(Path file, Mark mark, Mark last) {
    return new Refused(
        "stale fence on %s: epoch %d attempt %d came after epoch %d attempt %d\nHINT: nothing was done; a newer step or run has the target"
            .formatted(
                file.getFileName(), mark.epoch(), mark.attempt(), last.epoch(), last.attempt()));
  }
}
