package dev.mayday.world;

import com.google.protobuf.Empty;
import com.google.protobuf.util.Durations;
import com.google.protobuf.util.Timestamps;
import io.grpc.Channel;
import io.temporal.api.command.v1.Command;
import io.temporal.api.testservice.v1.TestServiceGrpc;
import io.temporal.api.workflowservice.v1.RespondWorkflowTaskCompletedRequest;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** When the timers of all workflows fire, by the test server's clock. */
final class Timers {
  /** A task is on its way for less than this; one that is offered again too early does no harm. */
  private static final long CLOSE = Duration.ofMillis(20).toMillis();

  private final Map<String, Long> fires = new ConcurrentHashMap<>();

  /**
   * Takes down which timers a task starts.
   *
   * @param run what the task belongs to
   * @return whether it cancels one that has fired, or does in this moment
   */
  boolean late(RespondWorkflowTaskCompletedRequest done, String run, Channel server) {
    if (done.getCommandsList().stream().noneMatch(Timers::about)) return false;
    long now = now(server);
    if (done.getCommandsList().stream().anyMatch(one -> fired(one, run, now))) return true;
    for (Command one : done.getCommandsList()) note(one, run, now);
    return false;
  }

  private static boolean about(Command command) {
    return command.hasStartTimerCommandAttributes() || command.hasCancelTimerCommandAttributes();
  }

  private boolean fired(Command command, String run, long now) {
    if (!command.hasCancelTimerCommandAttributes()) return false;
    Long at = fires.get(run + command.getCancelTimerCommandAttributes().getTimerId());
    return at != null && at - CLOSE <= now;
  }

  private void note(Command command, String run, long now) {
    if (command.hasCancelTimerCommandAttributes())
      fires.remove(run + command.getCancelTimerCommandAttributes().getTimerId());
    if (!command.hasStartTimerCommandAttributes()) return;
    var timer = command.getStartTimerCommandAttributes();
    fires.put(run + timer.getTimerId(), now + Durations.toMillis(timer.getStartToFireTimeout()));
  }

  private static long now(Channel server) {
    return Timestamps.toMillis(
        TestServiceGrpc.newBlockingStub(server)
            .getCurrentTime(Empty.getDefaultInstance())
            .getTime());
  }
}
