package dev.mayday.activities.postgres;

import dev.mayday.system.Refused;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Addresses beyond the database: when none of them takes a TCP connection, the network is down and
 * not the database. All are asked at once, so that many cost no more time than one.
 */
final class Witnesses {
  private Witnesses() {}

  /** Whether there are witnesses and every one is out of reach. */
  static boolean allSilent(List<String> witnesses, Duration within) {
    if (witnesses == null || witnesses.isEmpty()) return false;
    List<InetAddressText> addresses = witnesses.stream().map(InetAddressText::parse).toList();
    ExecutorService threads = Executors.newCachedThreadPool(Witnesses::daemon);
    try {
      var answers =
          addresses.stream()
              .map(a -> CompletableFuture.supplyAsync(() -> a.answers(within), threads))
              .toList();
      return answers.stream().noneMatch(answer -> inTime(answer, within));
    } finally {
      threads.shutdownNow();
    }
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "postgres-witness");
    thread.setDaemon(true);
    return thread;
  }

  private static boolean inTime(CompletableFuture<Boolean> answer, Duration within) {
    try {
      return answer.get(within.toMillis() + 100, TimeUnit.MILLISECONDS);
    } catch (TimeoutException | ExecutionException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** A witness as it is configured. */
  record InetAddressText(String host, int port) {
    static InetAddressText parse(String text) {
      int colon = text.lastIndexOf(':');
      try {
        String host = text.substring(0, colon).replaceAll("^\\[|]$", "");
        return new InetAddressText(host, Integer.parseInt(text.substring(colon + 1)));
      } catch (IndexOutOfBoundsException | NumberFormatException e) {
        throw new Refused("the witness \"" + text + "\" is not host:port\nHINT: write it so");
      }
    }

    boolean answers(Duration within) {
      try (Socket socket = new Socket()) {
        socket.connect(new InetSocketAddress(host, port), (int) Math.max(1, within.toMillis()));
        return true;
      } catch (IOException | RuntimeException silent) {
        return false;
      }
    }
  }
}
