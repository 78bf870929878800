package dev.mayday.world;

import dev.mayday.incident.Messaging;
import dev.mayday.incident.NodeProcess;
import dev.mayday.incident.Traffic;
import dev.mayday.system.Connection;
import dev.mayday.system.Heard;
import dev.mayday.system.LogMark;
import dev.mayday.system.Reachability;
import dev.mayday.system.Refused;
import dev.mayday.system.Unsafe;
import dev.mayday.system.WhatsApp;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;

/**
 * {@link WhatsApp} on a {@link World}: a company is connected when its sessions are valid in its
 * mode.
 */
public final class FakeWhatsApp implements WhatsApp {
  private final World world;

  public FakeWhatsApp(World world) {
    this.world = world;
  }

  @Override
  public Connection connected(
      Messaging messaging, NodeProcess process, List<String> expected, LogMark since) {
    synchronized (world) {
      List<String> open = open();
      List<String> closed = new ArrayList<>(expected);
      closed.removeAll(open);
      boolean named = !messaging.companies().isEmpty();
      return new Connection(
          named ? open : List.of(),
          named ? closed : List.of(),
          !open.isEmpty(),
          mode(messaging),
          open.size());
    }
  }

  @Override
  public Heard heard(Messaging messaging, Traffic traffic, NodeProcess process, LogMark since) {
    synchronized (world) {
      TreeSet<String> told = new TreeSet<>(world.lastMessages.keySet());
      told.addAll(world.openSince.keySet());
      return new Heard(
          told.stream()
              .map(
                  one ->
                      new Heard.Company(
                          one,
                          world.lastMessages.get(one),
                          world.lastMessages.get(one),
                          world.openSince.get(one)))
              .toList(),
          "");
    }
  }

  @Override
  public String send(Messaging messaging, String text) {
    synchronized (world) {
      if (open().isEmpty())
        throw new Refused("the service did not send\nHINT: it is not connected");
      world.sent.add(text);
      if (world.answersLost)
        throw new Unsafe("not known whether it was sent\nHINT: look in the receiving chat");
      return "m" + world.sent.size();
    }
  }

  private String mode(Messaging messaging) {
    boolean database = world.works().equals("true");
    String line = database ? messaging.databaseLog() : messaging.filesLog();
    if (line.isEmpty()) return "";
    return database ? "database" : "files";
  }

  private List<String> open() {
    if (world.pid == 0) return List.of();
    boolean database = world.works().equals("true");
    World.Store store =
        database ? (world.database == Reachability.State.READY ? world.rows : null) : world.folder;
    if (store == null) return List.of();
    TreeSet<String> open = new TreeSet<>(store.keySet());
    open.removeAll(Arrays.asList(world.leftOut.split(",")));
    open.removeIf(company -> !store.get(company).getOrDefault("creds", "").startsWith("valid"));
    return List.copyOf(open);
  }
}
