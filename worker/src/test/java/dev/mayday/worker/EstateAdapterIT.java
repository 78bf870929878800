package dev.mayday.worker;

import static dev.mayday.worker.OnServer.WHATSAPP;

import dev.mayday.activities.estate.EstateAdapter;
import dev.mayday.incident.Target;
import dev.mayday.system.Estate;
import dev.mayday.system.EstateContract;
import dev.mayday.triage.StandBack;
import dev.mayday.triage.StandBackOrder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

class EstateAdapterIT extends EstateContract {
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
  protected Estate estate() {
    return new EstateAdapter(Estates.with(folder, ""), server.attributes, server.runs());
  }

  @Override
  protected Target target() {
    return WHATSAPP;
  }

  @Override
  protected void standBack(String by, String why) {
    String line = new StandBackOrder("production", by, why).line();
    server.start("StandBack", StandBackOrder.id("production"), Map.of(StandBack.MEMO, line));
  }

  @Override
  protected void actAgain() {
    server.terminate(StandBackOrder.id("production"));
  }
}
