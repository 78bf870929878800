package dev.mayday.worker;

import dev.mayday.activities.temporal.QueuePollers;
import dev.mayday.system.Refused;
import dev.mayday.system.Unavailable;
import io.temporal.api.taskqueue.v1.PollerInfo;
import io.temporal.api.taskqueue.v1.TaskQueue;
import io.temporal.api.workflowservice.v1.PollActivityTaskQueueRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Who polls a queue. The server names a worker for five minutes after it saw it last; a living one
 * asks anew at least every {@link Temporal#POLL}, so one that did not for longer is gone.
 */
record Pollers(Temporal temporal) {
  /** What an answer and a busy machine may take beyond a poll. */
  private static final Duration SLACK = Duration.ofSeconds(5);

  private static final Duration SILENT = Temporal.POLL.plus(SLACK);

  /** Nobody works on it; it is polled to be seen by the server. */
  private static final String CLOCK_QUEUE = "mayday-clock";

  private static final Duration WITHIN = Duration.ofSeconds(10);

  private static final int PATIENCE = 3;

  /**
   * Says that somebody polls the queue.
   *
   * @param command what starts whoever should
   * @param ahead how far this machine's clock is ahead of the server's
   * @throws Refused when nobody does, or whoever did is gone
   */
  String of(String queue, String command, Duration ahead) {
    Optional<Instant> last =
        seen(queue).stream().map(QueuePollers::last).max(Comparator.naturalOrder());
    String hint = "\nHINT: start mayday " + command;
    if (last.isEmpty()) throw new Refused("nobody polls the queue " + queue + hint);
    Duration since = Duration.between(last.get(), Instant.now().minus(ahead));
    if (since.compareTo(SILENT) <= 0) return "polls the queue " + queue;
    throw new Refused(
        "nobody polls the queue "
            + queue
            + " any more: whoever did was seen last "
            + since.toSeconds()
            + " s ago"
            + hint);
  }

  /** The server's clock: it writes down when it saw whom poll. Nothing where it does not tell. */
  Optional<Offset> clock() {
    String me = "mayday doctor " + UUID.randomUUID();
    Instant before = Instant.now();
    Future<?> poll = poll(me);
    try {
      for (int look = 0; look < 20; look++) {
        Optional<PollerInfo> seen = seen(CLOCK_QUEUE).stream().filter(is(me)).findFirst();
        if (seen.isPresent())
          return Optional.of(
              Offset.of(
                  "the Temporal server", QueuePollers.last(seen.get()), before, Instant.now()));
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
      }
      return Optional.empty();
    } catch (Unavailable silent) {
      return Optional.empty();
    } finally {
      poll.cancel(true);
    }
  }

  private static java.util.function.Predicate<PollerInfo> is(String identity) {
    return poller -> poller.getIdentity().equals(identity);
  }

  private Future<?> poll(String identity) {
    return temporal
        .service()
        .futureStub()
        .withDeadlineAfter(PATIENCE, TimeUnit.SECONDS)
        .pollActivityTaskQueue(
            PollActivityTaskQueueRequest.newBuilder()
                .setNamespace(temporal.namespace())
                .setTaskQueue(TaskQueue.newBuilder().setName(CLOCK_QUEUE))
                .setIdentity(identity)
                .build());
  }

  private List<PollerInfo> seen(String queue) {
    return QueuePollers.of(temporal.client(), queue, WITHIN);
  }
}
