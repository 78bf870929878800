package dev.mayday.sandbox.demo;

import dev.mayday.sandbox.Sandbox;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;

/**
 * Looks at production from outside all the while: how many service processes live, and how often
 * what a recovery changes was changed. Attempts are seconds apart, looks a twentieth of one.
 */
public final class Census implements AutoCloseable {
  private static final long APART = 50_000_000;
  private final Sandbox sandbox;
  private final String script;
  private final Processes processes = new Processes();
  private final List<Sight> sights = new ArrayList<>();
  private final Map<String, String> firsts = new LinkedHashMap<>();
  private final Thread thread;
  private Set<String> service = Set.of();
  private Object list = "";
  private String saved = "";
  private volatile boolean over;

  /**
   * One look.
   *
   * @param service the pids of the service
   * @param env which file is the {@code .env}: it is replaced, never written in place
   * @param sessions which folder holds the session files
   * @param head what the checkout is on
   * @param saved the mode that PM2 has saved of the service: to write the same again is no change
   */
  public record Sight(
      Set<String> service, Object env, Object sessions, String head, String saved) {}

  /** Begins to look. */
  public Census(Sandbox sandbox) {
    this.sandbox = sandbox;
    script = sandbox.checkout().resolve("server.js").toString();
    sights.add(look());
    thread = new Thread(this::watch, "census");
    thread.setDaemon(true);
    thread.start();
  }

  /** The most service processes that lived at one time. */
  public synchronized int most() {
    return sights.stream().mapToInt(sight -> sight.service().size()).max().orElse(0);
  }

  /** How often a service process appeared that was not there before. */
  public synchronized int starts() {
    Set<String> known = new TreeSet<>(sights.get(0).service());
    int before = known.size();
    sights.forEach(sight -> known.addAll(sight.service()));
    return known.size() - before;
  }

  /** Each service process as it was first seen, and what PM2 itself said of it all. */
  synchronized String told() {
    return String.join("\n", firsts.values()) + "\n" + text(sandbox.pm2Home().resolve("pm2.log"));
  }

  /** How often something was changed. */
  public synchronized int changes(Function<Sight, Object> of) {
    int changes = 0;
    for (int i = 1; i < sights.size(); i++)
      if (!Objects.equals(of.apply(sights.get(i - 1)), of.apply(sights.get(i)))) changes++;
    return changes;
  }

  private void watch() {
    while (!over) {
      Sight sight = look();
      synchronized (this) {
        if (!sight.equals(sights.get(sights.size() - 1))) sights.add(sight);
      }
      LockSupport.parkNanos(APART);
    }
  }

  private Sight look() {
    return new Sight(
        pids(),
        identity(sandbox.envFile()),
        identity(sandbox.sessionsFolder()),
        text(sandbox.checkout().resolve(".git/HEAD")),
        saved());
  }

  /**
   * The list is long: it is read when it was written. PM2 writes it in place, and while it does so
   * nobody can read it; what was there before holds until it is whole.
   */
  private String saved() {
    try {
      Object now = written(sandbox.pm2Home().resolve("dump.pm2"));
      if (!now.equals(list)) saved = Saved.of(sandbox).mode();
      list = now;
      return saved;
    } catch (IOException notWhole) {
      return saved;
    }
  }

  private static Object written(Path file) throws IOException {
    BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
    return List.of(String.valueOf(now.fileKey()), now.lastModifiedTime(), now.size());
  }

  private Set<String> pids() {
    Set<String> pids = new TreeSet<>();
    for (String pid : processes.due(service)) if (isService(Processes.of(pid))) pids.add(pid);
    synchronized (this) {
      pids.forEach(pid -> firsts.computeIfAbsent(pid, Census::first));
    }
    service = pids;
    return pids;
  }

  private static String first(String pid) {
    Path process = Processes.of(pid);
    String parent = text(process.resolve("stat")).replaceFirst("(?s).*\\) . (\\d+) .*", "$1");
    return "%s %s: %s, of %s: %s"
        .formatted(
            Instant.now(),
            pid,
            text(process.resolve("cmdline")).replace('\0', ' '),
            parent,
            text(Processes.of(parent).resolve("cmdline")).replace('\0', ' '));
  }

  /** PM2 overwrites the command line of what it runs; the environment that it gave stays. */
  private boolean isService(Path process) {
    return words(process.resolve("cmdline")).contains(script)
        || words(process.resolve("environ")).contains("pm_exec_path=" + script);
  }

  private static List<String> words(Path file) {
    return Arrays.asList(text(file).split("\0", -1));
  }

  private static String text(Path file) {
    try {
      return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    } catch (IOException gone) {
      return "";
    }
  }

  private static Object identity(Path path) {
    try {
      return Files.readAttributes(path, BasicFileAttributes.class).fileKey();
    } catch (IOException absent) {
      return "absent";
    }
  }

  @Override
  public void close() {
    over = true;
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
