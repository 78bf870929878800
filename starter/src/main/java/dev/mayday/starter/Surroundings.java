package dev.mayday.starter;

import io.temporal.client.WorkflowClient;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Supplier;

/**
 * What commands reach outside of themselves; tests bring their own.
 *
 * @param environment the process's variables
 * @param folder where relative paths begin
 * @param temporal connects on the first call; a server that does not answer is {@code Unavailable}
 */
record Surroundings(
    Map<String, String> environment, Path folder, Supplier<WorkflowClient> temporal) {

  /** The variable's value, or an empty text. */
  String variable(String name) {
    return environment.getOrDefault(name, "");
  }
}
