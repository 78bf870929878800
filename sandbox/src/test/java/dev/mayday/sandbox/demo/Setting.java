package dev.mayday.sandbox.demo;

import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * What a story adds to a sandbox before Mayday sees it.
 *
 * @param environment more variables for worker and webhook
 * @param secrets what must be found nowhere, besides the sandbox's own secrets; by name
 * @param configuration how the text of mayday.yaml is changed
 * @param server options of the Temporal server's command
 */
record Setting(
    Map<String, String> environment,
    Map<String, String> secrets,
    UnaryOperator<String> configuration,
    List<String> server) {
  static final Setting USUAL = new Setting(Map.of(), Map.of(), UnaryOperator.identity());

  /** On a Temporal server as usual. */
  Setting(
      Map<String, String> environment,
      Map<String, String> secrets,
      UnaryOperator<String> configuration) {
    this(environment, secrets, configuration, List.of());
  }

  /** The usual one, with more to be found nowhere. */
  static Setting with(Map<String, String> secrets) {
    return new Setting(Map.of(), secrets, UnaryOperator.identity());
  }
}
