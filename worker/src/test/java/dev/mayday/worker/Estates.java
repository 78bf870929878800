package dev.mayday.worker;

import dev.mayday.activities.estate.EstateFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.UnaryOperator;

/** A small estate in a temporary folder. */
final class Estates {
  private static final String TEXT =
      """
      version: 1
      state: FOLDER/state
      hosts: {app-1: {fingerprint: "PRINT"}}
      people: {on-call: {token: "env:ON_CALL_TOKEN"}}
      ladders: {default: [{after: 0s, people: [on-call]}]}
      environments:
        production:
          services:
            whatsapp:
              host: app-1
              runbook: see the wiki
              database: {url: "env:DATABASE_URL", connectWithin: 1s}
              checkout: {path: FOLDER/checkout}
              process: {pm2Home: FOLDER/pm2}
      """;

  private Estates() {}

  static EstateFile with(Path folder, String fingerprint) {
    return load(folder, TEXT.replace("PRINT", fingerprint));
  }

  /** The same, whose process belongs to another Unix user. */
  static EstateFile of(Path folder, String user) {
    return load(
        folder,
        TEXT.replace("PRINT", "").replace("FOLDER/pm2}", "FOLDER/pm2, user: " + user + "}"));
  }

  /** Two people, of whom two with tokens must agree to one scenario, and names to the other. */
  static EstateFile two(Path folder) {
    String people = "on-call: {token: \"env:ON_CALL_TOKEN\"}";
    return load(
        folder,
        TEXT.replace("PRINT", "")
                .replace(people, people + ", lead: {token: \"env:LEAD_TOKEN\"}")
                .replace("people: [on-call]", "people: [on-call, lead]")
            + """
                    policies:
                      FallBackToFiles: {quorum: 2}
                      ReturnToPostgres: {quorum: 2, claimedCounts: true}
            """);
  }

  /** The same with a second service, {@code chat}, on this host. */
  static EstateFile beside(Path folder, String host) {
    String first = "hosts: {app-1: {fingerprint: \"\"}";
    String second = host.equals("app-1") ? first : first + ", " + host + ": {fingerprint: \"\"}";
    return load(
        folder,
        TEXT.replace("PRINT", "").replace(first, second)
            + """
                  chat:
                    host: HOST
                    runbook: see the wiki
                    database: {url: "env:OTHER_URL", connectWithin: 1s}
                    checkout: {path: FOLDER/chat}
                    process: {pm2Home: FOLDER/pm2-chat}
            """
                .replace("HOST", host));
  }

  /** An estate whose text was changed. */
  static EstateFile changed(Path folder, UnaryOperator<String> change) {
    return load(folder, change.apply(TEXT.replace("PRINT", "")));
  }

  private static EstateFile load(Path folder, String text) {
    try {
      return EstateFile.load(
          Files.writeString(
              folder.resolve("mayday.yaml"), text.replace("FOLDER", folder.toString())));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
