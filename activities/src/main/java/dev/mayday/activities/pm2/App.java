package dev.mayday.activities.pm2;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mayday.incident.Settings;
import dev.mayday.system.ProcessState;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/**
 * One entry of PM2's list. It holds the process's whole environment: it is never printed, and only
 * what {@link #state} names leaves it.
 */
final class App {
  static final String STAMP = "MAYDAY_STAMP";

  private final JsonNode node;

  App(JsonNode node) {
    this.node = node;
  }

  int id() {
    return node.path("pm_id").asInt();
  }

  String name() {
    return node.path("name").asText();
  }

  int pid() {
    return node.path("pid").asInt();
  }

  String status() {
    return text("status");
  }

  int restarts() {
    return env().path("restart_time").asInt();
  }

  Path out() {
    return Path.of(text("pm_out_log_path"));
  }

  Path err() {
    return Path.of(text("pm_err_log_path"));
  }

  /** Whether it writes, or PM2 is about to let it. */
  boolean alive() {
    return pid() > 0 || !(status().equals("stopped") || status().equals("errored"));
  }

  /** Whether a start with these variables by this run made it. */
  boolean madeBy(String run, Map<String, String> environment) {
    return text(STAMP).startsWith(run + "/") && runsWith(environment);
  }

  boolean runsWith(Map<String, String> environment) {
    return environment.entrySet().stream().allMatch(e -> text(e.getKey()).equals(e.getValue()));
  }

  ProcessState state(Settings settings) {
    long up = env().path("pm_uptime").asLong();
    return new ProcessState(
        status(),
        pid(),
        restarts(),
        up == 0 ? null : Instant.ofEpochMilli(up),
        variable(settings.mode()),
        variable(settings.leaveOut()),
        text(STAMP),
        killTimeout());
  }

  /** A setting of 0 counts as none, as in PM2. */
  Duration killTimeout() {
    long millis = env().path("kill_timeout").asLong();
    return millis > 0 ? Duration.ofMillis(millis) : ProcessState.KILL_TIMEOUT;
  }

  private String variable(String name) {
    return name == null || name.isEmpty() ? "" : text(name);
  }

  private String text(String name) {
    return env().path(name).asText("");
  }

  private JsonNode env() {
    return node.path("pm2_env");
  }

  @Override
  public String toString() {
    return name() + " (" + status() + ")";
  }
}
