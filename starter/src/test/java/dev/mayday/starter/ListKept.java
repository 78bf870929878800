package dev.mayday.starter;

import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.ClientInterceptor;
import io.grpc.MethodDescriptor;
import io.temporal.api.workflowservice.v1.ListWorkflowExecutionsRequest;
import io.temporal.api.workflowservice.v1.WorkflowServiceGrpc;
import java.io.ByteArrayInputStream;
import java.io.InputStream;

/**
 * The list of runs, which the SDK's test server keeps only in its older form: everything that is
 * open, by no query. On the wire the two differ in the query alone; whether a server understands
 * that is asked of a real one, where the check itself is tested.
 */
final class ListKept implements ClientInterceptor {
  @Override
  public <Q, R> ClientCall<Q, R> interceptCall(
      MethodDescriptor<Q, R> method, CallOptions options, Channel next) {
    boolean list = method.equals(WorkflowServiceGrpc.getListWorkflowExecutionsMethod());
    return next.newCall(list ? older(method) : method, options);
  }

  private static <Q, R> MethodDescriptor<Q, R> older(MethodDescriptor<Q, R> list) {
    MethodDescriptor.Marshaller<Q> unqueried = new Unqueried<>(list.getRequestMarshaller());
    return list.toBuilder(unqueried, list.getResponseMarshaller())
        .setFullMethodName(
            WorkflowServiceGrpc.getListOpenWorkflowExecutionsMethod().getFullMethodName())
        .build();
  }

  private record Unqueried<Q>(MethodDescriptor.Marshaller<Q> whole)
      implements MethodDescriptor.Marshaller<Q> {
    @Override
    public InputStream stream(Q request) {
      ListWorkflowExecutionsRequest list = (ListWorkflowExecutionsRequest) request;
      return new ByteArrayInputStream(list.toBuilder().clearQuery().build().toByteArray());
    }

    @Override
    public Q parse(InputStream request) {
      return whole.parse(request);
    }
  }
}
