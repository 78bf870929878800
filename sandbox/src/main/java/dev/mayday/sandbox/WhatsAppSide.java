package dev.mayday.sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** The process that plays WhatsApp's side, and its memory of what it refused. */
record WhatsAppSide(World world, Programs programs) {
  private static final Duration READY = Duration.ofSeconds(10);

  private Daemon daemon() {
    return new Daemon("whatsapp", world);
  }

  Path folder() {
    return world.path("whatsapp");
  }

  void start() {
    daemon()
        .start(
            List.of(
                programs.node().toString(),
                world.path("machinery/whatsapp.js").toString(),
                folder().toString(),
                Integer.toString(world.whatsappPort())),
            Map.of());
    Await.until("WhatsApp's side answers", READY, () -> Port.answers(world.whatsappPort()));
  }

  void stop() {
    daemon().stop();
  }

  /** Cuts every connection, so that the service logs in anew and reads its credentials again. */
  void cutConnections() {
    Signals.send("SIGUSR2", daemon().process().stream().toList(), programs);
  }

  /** What was refused so far came from a fault and not from a recovery. */
  void pardon() {
    String line = "{\"at\":\"%s\",\"kind\":\"pardon\"}%n".formatted(Instant.now());
    try {
      Files.writeString(
          folder().resolve("violations.jsonl"),
          line,
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
