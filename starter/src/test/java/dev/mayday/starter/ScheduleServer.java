package dev.mayday.starter;

import io.grpc.ManagedChannel;
import io.grpc.Server;
import io.grpc.Status;
import io.grpc.inprocess.InProcessChannelBuilder;
import io.grpc.inprocess.InProcessServerBuilder;
import io.grpc.stub.StreamObserver;
import io.temporal.api.schedule.v1.Schedule;
import io.temporal.api.workflowservice.v1.CreateScheduleRequest;
import io.temporal.api.workflowservice.v1.CreateScheduleResponse;
import io.temporal.api.workflowservice.v1.DeleteScheduleRequest;
import io.temporal.api.workflowservice.v1.DeleteScheduleResponse;
import io.temporal.api.workflowservice.v1.DescribeScheduleRequest;
import io.temporal.api.workflowservice.v1.DescribeScheduleResponse;
import io.temporal.api.workflowservice.v1.GetSystemInfoRequest;
import io.temporal.api.workflowservice.v1.GetSystemInfoResponse;
import io.temporal.api.workflowservice.v1.UpdateScheduleRequest;
import io.temporal.api.workflowservice.v1.UpdateScheduleResponse;
import io.temporal.api.workflowservice.v1.WorkflowServiceGrpc;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The part of a Temporal service that keeps schedules, which the SDK's test server does not. */
final class ScheduleServer extends WorkflowServiceGrpc.WorkflowServiceImplBase {
  final Map<String, Schedule> schedules = new ConcurrentHashMap<>();
  private Server server;
  private ManagedChannel channel;

  WorkflowServiceStubs start() throws IOException {
    String name = InProcessServerBuilder.generateName();
    server = InProcessServerBuilder.forName(name).addService(this).build().start();
    channel = InProcessChannelBuilder.forName(name).build();
    return WorkflowServiceStubs.newServiceStubs(
        WorkflowServiceStubsOptions.newBuilder().setChannel(channel).build());
  }

  void stop() {
    channel.shutdownNow();
    server.shutdownNow();
  }

  /** As a person does it in the Web UI. */
  void pause(String id) {
    schedules.computeIfPresent(
        id,
        (same, schedule) ->
            schedule.toBuilder().setState(schedule.getState().toBuilder().setPaused(true)).build());
  }

  @Override
  public void getSystemInfo(
      GetSystemInfoRequest request, StreamObserver<GetSystemInfoResponse> answer) {
    say(answer, GetSystemInfoResponse.getDefaultInstance());
  }

  @Override
  public void createSchedule(
      CreateScheduleRequest request, StreamObserver<CreateScheduleResponse> answer) {
    if (schedules.putIfAbsent(request.getScheduleId(), request.getSchedule()) == null)
      say(answer, CreateScheduleResponse.getDefaultInstance());
    else answer.onError(Status.ALREADY_EXISTS.asRuntimeException());
  }

  @Override
  public void describeSchedule(
      DescribeScheduleRequest request, StreamObserver<DescribeScheduleResponse> answer) {
    Schedule found = schedules.get(request.getScheduleId());
    if (found == null) answer.onError(Status.NOT_FOUND.asRuntimeException());
    else say(answer, DescribeScheduleResponse.newBuilder().setSchedule(found).build());
  }

  @Override
  public void updateSchedule(
      UpdateScheduleRequest request, StreamObserver<UpdateScheduleResponse> answer) {
    schedules.put(request.getScheduleId(), request.getSchedule());
    say(answer, UpdateScheduleResponse.getDefaultInstance());
  }

  @Override
  public void deleteSchedule(
      DeleteScheduleRequest request, StreamObserver<DeleteScheduleResponse> answer) {
    if (schedules.remove(request.getScheduleId()) == null)
      answer.onError(Status.NOT_FOUND.asRuntimeException());
    else say(answer, DeleteScheduleResponse.getDefaultInstance());
  }

  private static <T> void say(StreamObserver<T> answer, T value) {
    answer.onNext(value);
    answer.onCompleted();
  }
}
