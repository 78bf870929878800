package dev.mayday.sandbox.demo;

import dev.mayday.incident.Target;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A thousand services on a host that nobody works on: there is nothing of them but their alerts.
 */
final class Crowd {
  static final String ENVIRONMENT = "crowd";
  private static final int MANY = 1_000;
  private static final String ONE =
      """
            SERVICE:
              host: nowhere
              runbook: there is none
              database: { url: "env:DATABASE_OF_SERVICE" }
              checkout: { path: /srv/SERVICE }
              process: { name: SERVICE, pm2Home: /srv/SERVICE/pm2 }
              policies: { KeepWarmCopy: { on: false } }
      """;

  private Crowd() {}

  /** mayday.yaml with them. */
  static String join(String settings) {
    String all =
        IntStream.range(0, MANY)
            .mapToObj(number -> ONE.replace("SERVICE", service(number)))
            .collect(Collectors.joining());
    return settings.replaceFirst("(?m)^hosts:\n", "hosts:\n  nowhere: {}\n").stripTrailing()
        + "\n  "
        + ENVIRONMENT
        + ":\n    drill: true\n    services:\n"
        + all;
  }

  static String service(int number) {
    return "s%03d".formatted(number);
  }

  static String incident(String service) {
    return new Target(ENVIRONMENT, service).incidentId();
  }
}
