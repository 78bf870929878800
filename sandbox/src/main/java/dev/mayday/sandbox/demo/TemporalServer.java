package dev.mayday.sandbox.demo;

import dev.mayday.sandbox.Port;
import dev.mayday.system.Refused;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A private Temporal server with its Web UI, on free ports of the loopback, with its store in a
 * file: killed and started again it goes on.
 */
public final class TemporalServer implements AutoCloseable {
  private final Path folder;
  private final int port = Port.free();
  private final int uiPort = Port.free();
  private final List<String> more;
  private Child process;

  /**
   * Starts one.
   *
   * @param folder where its store and its log lie
   */
  public TemporalServer(Path folder) {
    this(folder, List.of());
  }

  /**
   * Starts one that differs from the usual.
   *
   * @param more options of its command
   */
  TemporalServer(Path folder, List<String> more) {
    this.folder = folder;
    this.more = List.copyOf(more);
    start();
  }

  /** One that gives out tasks as often as a Temporal server does that nobody has set. */
  public static TemporalServer asItComes(Path folder) {
    String polls = "history.transferProcessorMaxPollRPS=20";
    return new TemporalServer(folder, List.of("--dynamic-config-value", polls));
  }

  /** Starts it again after {@link #kill}. */
  public void start() {
    List<String> command = new ArrayList<>();
    command.addAll(List.of(program(), "server", "start-dev", "--ip", "127.0.0.1"));
    command.addAll(List.of("--port", String.valueOf(port), "--ui-port", String.valueOf(uiPort)));
    command.addAll(List.of("--db-filename", folder.resolve("temporal.db").toString()));
    // A commit is then written to one log, and no journal is made and removed beside the store for
    // it.
    command.addAll(List.of("--sqlite-pragma", "journal_mode=WAL"));
    // A history shard, of which this server has one, looks for tasks twenty times a second unless
    // told otherwise: every workflow task and every activity would wait for up to 50 ms.
    command.addAll(List.of("--dynamic-config-value", "history.transferProcessorMaxPollRPS=1000"));
    command.addAll(List.of("--log-level", "error", "--ui-disable-news-fetch"));
    command.addAll(more);
    process =
        Child.start("the Temporal server", command, Map.of(), folder.resolve("temporal.log"))
            .awaitReady(Duration.ofSeconds(60), () -> Port.answers(port) && Port.answers(uiPort));
  }

  /** Kills it hard. */
  public void kill() {
    process.kill();
  }

  /** Its process, for what one does to processes. */
  public Child process() {
    return process;
  }

  /** {@code host:port} for clients. */
  public String address() {
    return "127.0.0.1:" + port;
  }

  /** The Web UI. */
  public String webUi() {
    return "http://127.0.0.1:" + uiPort;
  }

  @Override
  public void close() {
    process.close();
  }

  private static String program() {
    return Optional.ofNullable(System.getenv("MAYDAY_TEMPORAL"))
        .filter(named -> !named.isBlank())
        .orElseThrow(
            () ->
                new Refused(
                    "the Temporal CLI is not named\n"
                        + "HINT: run ./mayday provision, or name it in MAYDAY_TEMPORAL"));
  }
}
