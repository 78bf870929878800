package dev.mayday.sandbox.bench;

import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Many services more in a mayday.yaml, each on its own; nothing of them is there. */
final class Crowd {
  private static final String SERVICE =
      """
            crowd-%1$d:
              host: sandbox
              runbook: https://runbooks.example.net/crowd
              database: { url: env:CROWD_%1$d }
              checkout: { path: /nowhere/crowd-%1$d }
              process: { name: crowd-%1$d, pm2Home: /nowhere/pm2 }
      """;

  private Crowd() {}

  static String of(String yaml, int services) {
    return yaml.stripTrailing()
        + "\n"
        + IntStream.range(0, services).mapToObj(SERVICE::formatted).collect(Collectors.joining());
  }
}
