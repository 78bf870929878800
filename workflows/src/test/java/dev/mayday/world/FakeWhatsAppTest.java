package dev.mayday.world;

import dev.mayday.incident.Messaging;
import dev.mayday.incident.NodeProcess;
import dev.mayday.system.LogMark;
import dev.mayday.system.WhatsApp;
import dev.mayday.system.WhatsAppContract;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** The fake keeps the same promises as the real one. */
class FakeWhatsAppTest extends WhatsAppContract {
  private final World world = new World();

  FakeWhatsAppTest() {
    world.mode = "false";
    world.folder = World.store("7");
  }

  @Override
  protected WhatsApp whatsApp() {
    return new FakeWhatsApp(world);
  }

  @Override
  protected Messaging messaging() {
    return Services.whatsapp().messaging();
  }

  @Override
  protected NodeProcess process() {
    return Services.whatsapp().process();
  }

  @Override
  protected LogMark mark() {
    return new LogMark(0, 0, 0, 0);
  }

  @Override
  protected void connections(List<String> open, List<String> closed) {
    world.folder = World.store(open.toArray(String[]::new));
    closed.forEach(company -> world.folder.put(company, Map.of("creds", "torn")));
  }

  @Override
  protected void wholeConnection(boolean open) {
    world.folder = open ? World.store("7", "8") : World.store();
  }

  @Override
  protected void tells(String company, Instant lastMessage, Instant openSince) {
    world.lastMessages.put(company, lastMessage);
    world.openSince.put(company, openSince);
  }

  @Override
  protected void refuse() {
    world.folder = World.store();
  }

  @Override
  protected void loseAnswers() {
    world.answersLost = true;
  }

  @Override
  protected List<String> sent() {
    return world.sent;
  }
}
