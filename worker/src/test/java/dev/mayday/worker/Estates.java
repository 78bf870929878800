package dev.mayday.worker;

import dev.mayday.activities.estate.EstateFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A small estate in a temporary folder. */
final class Estates {
  private Estates() {}

  static EstateFile with(Path folder, String fingerprint) {
    String text =
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
    try {
      return EstateFile.load(
          Files.writeString(
              folder.resolve("mayday.yaml"),
              text.replace("FOLDER", folder.toString()).replace("PRINT", fingerprint)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
