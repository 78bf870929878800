package dev.mayday.sandbox.sabotage;

import io.temporal.activity.ActivityInfo;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.FileAlreadyExistsException;
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

  /** Withdraws an order that stands, or lets go what it holds. */
  public void withdraw(String name) {
    try {
      Files.deleteIfExists(file(name, "order"));
      Files.deleteIfExists(file(name, "carried"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whether an order is carried out: somebody died of it, or is held by it. */
  public boolean carriedOut(String name) {
    return Files.exists(file(name, "carried"));
  }

  /** Every attempt that was over, in order. */
  public List<Done> done() {
    return ledger().all();
  }

  Ledger ledger() {
    return new Ledger(folder.resolve("done.tsv"));
  }

  /** The order that this attempt is to carry out now, taken so that no other worker takes it. */
  Optional<Carried> due(ActivityInfo info, Order.Moment moment) {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> file.getFileName().toString().endsWith(".order"))
          .sorted()
          .flatMap(file -> taken(file, info, moment).stream())
          .findFirst();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Optional<Carried> taken(Path file, ActivityInfo info, Order.Moment moment) {
    try (Reader from = Files.newBufferedReader(file)) {
      Properties written = new Properties();
      written.load(from);
      Order order = Order.of(written);
      if (!order.concerns(info, moment, ledger().position(info))) return Optional.empty();
      String name = file.getFileName().toString().replaceFirst("\\.order$", "");
      Path carried = file(name, "carried");
      if (order.stands()) mark(carried);
      else Files.move(file, carried, StandardCopyOption.ATOMIC_MOVE);
      return Optional.of(new Carried(order, carried));
    } catch (NoSuchFileException anotherTookIt) {
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void mark(Path carried) throws IOException {
    try {
      Files.createFile(carried);
    } catch (FileAlreadyExistsException before) {
      // it stands: somebody has carried it out already
    }
  }

  private Path file(String name, String state) {
    return folder.resolve(name + "." + state);
  }

  private static void move(Path from, Path to) {
    try {
      Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** An order in a worker's hands. */
  record Carried(Order order, Path file) {
    void awaitRelease() {
      while (Files.exists(file)) LockSupport.parkNanos(PAUSE.toNanos());
    }
  }
}
