package dev.mayday.world;

import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.ClientInterceptor;
import io.grpc.ForwardingClientCall.SimpleForwardingClientCall;
import io.grpc.ForwardingClientCallListener.SimpleForwardingClientCallListener;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import io.temporal.api.workflowservice.v1.RespondActivityTaskFailedRequest;
import io.temporal.api.workflowservice.v1.RespondWorkflowTaskCompletedRequest;
import io.temporal.api.workflowservice.v1.WorkflowServiceGrpc;
import java.util.Set;
import java.util.concurrent.Semaphore;

/**
 * Temporal's test server loses a workflow for ever when a workflow task cancels an activity that
 * ended, or a timer that fired, in the same moment; the real server fails that task and offers it
 * again. So does this: ends of activities and tasks that cancel some come one by one, and a task
 * that comes late is offered again. Nor does the test server ever end an activity whose attempt
 * fails after its cancel was asked for and might be tried again; the real one does not try it again
 * then, and so it is told here that it may not. (An attempt that times out then is lost there
 * still; no test has one.)
 */
final class Forgetful implements ClientInterceptor {
  private static final Set<MethodDescriptor<?, ?>> ENDS =
      Set.of(
          WorkflowServiceGrpc.getRespondActivityTaskCompletedMethod(),
          WorkflowServiceGrpc.getRespondActivityTaskFailedMethod(),
          WorkflowServiceGrpc.getRespondActivityTaskCanceledMethod());
  private final Semaphore oneByOne = new Semaphore(1);
  private final Timers timers = new Timers();

  @Override
  public <Q, R> ClientCall<Q, R> interceptCall(
      MethodDescriptor<Q, R> method, CallOptions options, Channel next) {
    ClientCall<Q, R> call = next.newCall(method, options);
    boolean task = method.equals(WorkflowServiceGrpc.getRespondWorkflowTaskCompletedMethod());
    return task || ENDS.contains(method) ? new InTurn<>(call, next) : call;
  }

  private final class InTurn<Q, R> extends SimpleForwardingClientCall<Q, R> {
    private final Channel server;
    private volatile boolean turn;
    private volatile boolean late;

    InTurn(ClientCall<Q, R> call, Channel server) {
      super(call);
      this.server = server;
    }

    /** A turn whose call cannot be sent is over: its end would never come. */
    @Override
    public void sendMessage(Q message) {
      try {
        send(message);
      } catch (RuntimeException e) {
        over();
        throw e;
      }
    }

    private synchronized void over() {
      if (turn) oneByOne.release();
      turn = false;
    }

    private void send(Q message) {
      Cancelling task =
          message instanceof RespondWorkflowTaskCompletedRequest done
              ? new Cancelling(done, WorkflowServiceGrpc.newBlockingStub(server))
              : null;
      if (task == null || task.some()) {
        oneByOne.acquireUninterruptibly();
        turn = true;
      }
      late = task != null && ((task.some() && task.late()) || task.late(timers, server));
      if (late) task.offerAgain();
      if (late) cancel("it cancels what has ended", null);
      else super.sendMessage(lastOfCancelled(message));
    }

    @SuppressWarnings("unchecked")
    private Q lastOfCancelled(Q message) {
      if (!(message instanceof RespondActivityTaskFailedRequest failed)) return message;
      Pending activity =
          Pending.of(
              failed.getNamespace(),
              failed.getTaskToken(),
              WorkflowServiceGrpc.newBlockingStub(server));
      boolean last = failed.getFailure().hasApplicationFailureInfo() && activity.cancelRequested();
      return last ? (Q) untried(failed) : message;
    }

    @Override
    public void halfClose() {
      if (!late) super.halfClose();
    }

    @Override
    public void start(Listener<R> answer, Metadata headers) {
      super.start(
          new SimpleForwardingClientCallListener<>(answer) {
            @Override
            public void onClose(Status status, Metadata trailers) {
              over();
              super.onClose(
                  late ? Status.INVALID_ARGUMENT.withDescription("UnhandledCommand") : status,
                  trailers);
            }
          },
          headers);
    }
  }

  private static RespondActivityTaskFailedRequest untried(RespondActivityTaskFailedRequest failed) {
    RespondActivityTaskFailedRequest.Builder last = failed.toBuilder();
    last.getFailureBuilder().getApplicationFailureInfoBuilder().setNonRetryable(true);
    return last.build();
  }
}
