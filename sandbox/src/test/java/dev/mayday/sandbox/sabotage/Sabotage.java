package dev.mayday.sandbox.sabotage;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;

import io.temporal.activity.ActivityInfo;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;

/**
 * The folder by which a test and its workers talk: orders in it are carried out by whichever worker
 * comes to the activity, and every attempt that was over stands in its log.
 *
 * @param folder the folder; it is made
 */
public record Sabotage(Path folder) {
  static final String FOLDER = "MAYDAY_TEST_SABOTAGE";

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

  /** Withdraws an order, and lets go what it holds; from then on it holds nobody. */
  public void withdraw(String name) {
    Path order = file(name, "order");
    delete(order);
    delete(taken(order));
    carried(name).forEach(Carried::release);
  }

  /** Whether an order was carried out and not withdrawn: somebody is held by it. */
  public boolean carriedOut(String name) {
    return !carried(name).isEmpty();
  }

  /** Where an order was carried out, and not let go. */
  public List<Carried> carried(String name) {
    return all(".carried")
        .filter(file -> named(file).startsWith(name + "@"))
        .flatMap(file -> Carried.of(file).stream())
        .toList();
  }

  /** Every attempt that was over, in order. */
  public List<Done> done() {
    return ledger().all();
  }

  Ledger ledger() {
    return new Ledger(folder.resolve("done.tsv"));
  }

  /** The order that this attempt is to carry out before its effect. */
  Optional<Carried> before(ActivityInfo info) {
    return due(info, Order.Moment.BEFORE);
  }

  /**
   * Notes how this attempt has ended; the order that it is to carry out now. Both in one, for an
   * attempt that was given up may end beside the next one, and one of them is to be held.
   */
  Optional<Carried> after(ActivityInfo info, String end) {
    Ledger ledger = ledger();
    return ledger.alone(
        () -> {
          ledger.add(info, end);
          return due(info, Order.Moment.AFTER);
        });
  }

  /** Taken so that no other worker takes it. */
  private Optional<Carried> due(ActivityInfo info, Order.Moment moment) {
    return all(".order").sorted().flatMap(file -> taken(file, info, moment).stream()).findFirst();
  }

  private Optional<Carried> taken(Path file, ActivityInfo info, Order.Moment moment) {
    try (Reader from = Files.newBufferedReader(file)) {
      Properties written = new Properties();
      written.load(from);
      Order order = Order.of(written);
      String name = named(file).replaceFirst("\\.order$", "");
      Path mark =
          file(name + "@" + info.getWorkflowRunId() + "-" + info.getActivityId(), "carried");
      if (!order.concerns(info, moment)) return Optional.empty();
      if (order.stands() && Carried.was(mark)) return Optional.empty();
      Path given = order.stands() ? file : Files.move(file, taken(file), ATOMIC_MOVE);
      Carried carried = Carried.written(mark, ledger().position(info), info);
      if (Files.exists(given)) return Optional.of(carried);
      carried.release(); // withdrawn between the look and the mark: nobody would let it go
      return Optional.empty();
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
      Files.move(from, to, ATOMIC_MOVE);
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
}
