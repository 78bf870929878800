package dev.mayday.worker;

import static dev.mayday.worker.OnServer.WHATSAPP;

import dev.mayday.activities.incidents.IncidentsAdapter;
import dev.mayday.incident.Target;
import dev.mayday.system.Incidents;
import dev.mayday.system.IncidentsContract;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

class IncidentsAdapterIT extends IncidentsContract {
  @TempDir static Path folder;
  private static OnServer server;

  @BeforeAll
  static void start() throws IOException {
    server = new OnServer(folder);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Override
  protected Incidents incidents() {
    return new IncidentsAdapter(server.client());
  }

  @Override
  protected Target target() {
    return WHATSAPP;
  }

  @Override
  protected void begin(String scenario) {
    server.start(scenario, WHATSAPP.recoveryId(), Map.of());
  }

  @Override
  protected void end() {
    server.terminate(WHATSAPP.recoveryId());
  }

  @Override
  protected String open() {
    return server
        .runs()
        .open(WHATSAPP.incidentId())
        .map(one -> one.getExecution().getRunId())
        .orElse("");
  }
}
