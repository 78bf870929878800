package dev.mayday.sandbox.sabotage;

import io.temporal.activity.ActivityInfo;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.function.Supplier;

/** Every attempt that was over, one line each; workers write to it side by side. */
final class Ledger {
  private final Path file;

  Ledger(Path file) {
    this.file = file;
  }

  List<Done> all() {
    try {
      if (!Files.exists(file)) return List.of();
      String text = Files.readString(file);
      return text.substring(0, text.lastIndexOf('\n') + 1).lines().map(Done::of).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The how-many-th activity of its run this one is. */
  int position(ActivityInfo info) {
    List<String> before =
        all().stream()
            .filter(done -> done.run().equals(info.getWorkflowRunId()))
            .map(Done::activityId)
            .distinct()
            .toList();
    int known = before.indexOf(info.getActivityId());
    return known < 0 ? before.size() + 1 : known + 1;
  }

  /**
   * Does this while no other attempt of any worker notes anything. A file lock is the process's,
   * not the thread's.
   */
  <T> T alone(Supplier<T> act) {
    synchronized (Ledger.class) {
      try (FileChannel channel =
              FileChannel.open(
                  file.resolveSibling("lock"),
                  StandardOpenOption.CREATE,
                  StandardOpenOption.WRITE);
          FileLock alone = channel.lock()) {
        assert alone.isValid();
        return act.get();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** Notes that an attempt was over; to be done {@link #alone}. */
  void add(ActivityInfo info, String end) {
    try {
      String line = Done.of(all().size() + 1, info, end).line() + "\n";
      Files.writeString(file, line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
