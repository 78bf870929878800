package dev.mayday.sandbox.demo;

import dev.mayday.sandbox.Sandbox;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;

/**
 * Looks at production from outside all the while: how many service processes live, and how often
 * what a recovery changes was changed. Attempts are seconds apart, looks a twentieth of one.
 */
final class Census implements AutoCloseable {
  private static final long APART = 50_000_000;
  private final Sandbox sandbox;
  private final String script;
  private final Processes processes = new Processes();
  private final List<Sight> sights = new ArrayList<>();
  private final Thread thread;
  private Set<String> service = Set.of();
  private volatile boolean over;

  /**
   * One look.
   *
   * @param service the pids of the service
   * @param env which file is the {@code .env}: it is replaced, never written in place
   * @param sessions which folder holds the session files
   * @param head what the checkout is on
   */
  record Sight(Set<String> service, Object env, Object sessions, String head) {}

  Census(Sandbox sandbox) {
    this.sandbox = sandbox;
    script = sandbox.checkout().resolve("server.js").toString();
    sights.add(look());
    thread = new Thread(this::watch, "census");
    thread.setDaemon(true);
    thread.start();
  }

  /** The most service processes that lived at one time. */
  synchronized int most() {
    return sights.stream().mapToInt(sight -> sight.service().size()).max().orElse(0);
  }

  /** How often a service process appeared that was not there before. */
  synchronized int starts() {
    Set<String> known = new TreeSet<>(sights.get(0).service());
    int before = known.size();
    sights.forEach(sight -> known.addAll(sight.service()));
    return known.size() - before;
  }

  /** How often something was changed. */
  synchronized int changes(Function<Sight, Object> of) {
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
        text(sandbox.checkout().resolve(".git/HEAD")));
  }

  private Set<String> pids() {
    Set<String> pids = new TreeSet<>();
    for (String pid : processes.due(service)) if (isService(Processes.of(pid))) pids.add(pid);
    service = pids;
    return pids;
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
