package dev.mayday.sandbox.sabotage;

import io.temporal.activity.ActivityInfo;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/**
 * The folder by which a test and its workers talk: orders in it are carried out by whichever worker
 * comes to the activity, and every attempt that was over stands in its log.
 *
 * @param folder the folder; it is made
 */
public record Sabotage(Path folder) {
  static final String FOLDER = "MAYDAY_TEST_SABOTAGE";
  private static final Duration PAUSE = Duration.ofMillis(20);

  /** Makes the folder where it is missing. */
  public Sabotage {
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What makes a worker look into this folder. */
  public Map<String, String> environment() {
    return Map.of(FOLDER, folder.toString());
  }

  /** Gives an order under a name of its own. */
  public void order(String name, Order order) {
    Path aside = folder.resolve(name + ".part");
    try (Writer to = Files.newBufferedWriter(aside)) {
      order.written().store(to, null);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    move(aside, file(name, "order"));
  }

  /** Withdraws an order that stands, and lets go what it holds. */
  public void withdraw(String name) {
    delete(file(name, "order"));
    carried(name).forEach(Carried::release);
  }

  /** Whether an order was carried out and not withdrawn: somebody died of it, or is held by it. */
  public boolean carriedOut(String name) {
    return !carried(name).isEmpty();
  }

  /** Where an order was carried out, and not let go. */
  public List<Carried> carried(String name) {
    return all(".carried")
        .filter(file -> named(file).startsWith(name + "@"))
        .map(Carried::of)
        .toList();
  }

  /** Every attempt that was over, in order. */
  public List<Done> done() {
    return ledger().all();
  }

  Ledger ledger() {
    return new Ledger(folder.resolve("done.tsv"));
  }

  /** The order that this attempt is to carry out now, taken so that no other worker takes it. */
  Optional<Carrying> due(ActivityInfo info, Order.Moment moment) {
    return all(".order").sorted().flatMap(file -> taken(file, info, moment).stream()).findFirst();
  }

  private Optional<Carrying> taken(Path file, ActivityInfo info, Order.Moment moment) {
    try (Reader from = Files.newBufferedReader(file)) {
      Properties written = new Properties();
      written.load(from);
      Order order = Order.of(written);
      int position = ledger().position(info);
      if (!order.concerns(info, moment, position)) return Optional.empty();
      if (!order.stands()) Files.move(file, taken(file), StandardCopyOption.ATOMIC_MOVE);
      String name = named(file).replaceFirst("\\.order$", "");
      Path mark = file(name + "@" + info.getActivityId() + "-" + info.getAttempt(), "carried");
      return Optional.of(new Carrying(order, Carried.written(mark, position, info)));
    } catch (NoSuchFileException anotherTookIt) {
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path taken(Path file) {
    return file.resolveSibling(named(file) + ".taken");
  }

  private Stream<Path> all(String end) {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> named(file).endsWith(end)).toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String named(Path file) {
    return file.getFileName().toString();
  }

  private Path file(String name, String state) {
    return folder.resolve(name + "." + state);
  }

  static void move(Path from, Path to) {
    try {
      Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** An order in a worker's hands. */
  record Carrying(Order order, Carried carried) {
    void awaitRelease() {
      while (Files.exists(carried.mark())) LockSupport.parkNanos(PAUSE.toNanos());
    }
  }
}
