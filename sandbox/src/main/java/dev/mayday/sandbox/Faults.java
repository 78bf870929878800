package dev.mayday.sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Breaks the sandbox and heals it. What is broken stands in its folder, one name on each line. */
final class Faults {
  private static final String SLOW = "slow?ms=250";
  private static final String CUT =
      "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = '%s' AND application_name <> 'report-job'";
  private static final Set<Fault> DATA =
      EnumSet.of(
          Fault.CREDENTIALS_CORRUPTED,
          Fault.CREDENTIALS_FORGED,
          Fault.CREDENTIALS_SWAPPED,
          Fault.ROWS_DELETED);

  private final World world;
  private final Programs programs;
  private final Cluster cluster;
  private final Relay relay;
  private final WhatsAppSide whatsapp;
  private final DataFaults data;
  private final FullDisk disk;
  private final Daemon holder;

  Faults(World world, Programs programs) {
    this.world = world;
    this.programs = programs;
    cluster = new Cluster(world, programs);
    relay = new Relay(world, programs);
    whatsapp = new WhatsAppSide(world, programs);
    data = new DataFaults(world, cluster, whatsapp);
    disk = new FullDisk(world, cluster);
    holder = new Daemon("holder", world);
  }

  void inject(Fault fault) {
    remember(fault);
    switch (fault) {
      case POSTGRES_STOPPED -> cluster.kill();
      case POSTGRES_FROZEN -> cluster.freeze();
      case POSTGRES_STARTING_UP -> restartUnready();
      case PORT_REFUSED -> relay.mode("refuse");
      case PORT_BLOCKED -> relay.mode("block");
      case SLOW -> relay.mode(SLOW);
      case DNS_GONE -> forgetHost();
      case WRONG_PASSWORD -> changePassword();
      case TOO_MANY_CLIENTS -> takeConnections();
      case CREDENTIALS_CORRUPTED -> data.cut();
      case CREDENTIALS_FORGED -> data.forge();
      case CREDENTIALS_SWAPPED -> data.swap();
      case ROWS_DELETED -> data.delete();
      case DISK_FULL -> disk.fill();
    }
  }

  private void restartUnready() {
    cluster.kill();
    cluster.startUnready();
  }

  private void forgetHost() {
    Private.write(hosts(), "# the database's name is gone\n");
    relay.mode("refuse"); // connections that are open already know the address
    relay.mode("pass");
  }

  private void changePassword() {
    cluster.sql("ALTER ROLE %s PASSWORD 'changed-%s'".formatted(world.user(), world.apiToken()));
    cluster.sql(CUT.formatted(world.user()));
  }

  private void takeConnections() {
    String url =
        "postgresql://%s:%s@127.0.0.1:%d/%s"
            .formatted(world.user(), world.password(), world.postgresPort(), world.database());
    Map<String, String> environment =
        Map.of("DATABASE_URL", url, "NODE_PATH", world.checkout() + "/node_modules");
    holder.start(
        List.of(programs.node().toString(), world.path("machinery/hold.js").toString()),
        environment);
    cluster.sql(CUT.formatted(world.user()));
    Await.until("all connections are taken", java.time.Duration.ofSeconds(20), this::nothingLeft);
  }

  private boolean nothingLeft() {
    String sql =
        "SELECT count(*) >= current_setting('max_connections')::int - current_setting('superuser_reserved_connections')::int FROM pg_stat_activity WHERE application_name = 'report-job'";
    return "t".equals(cluster.sql(sql))
        || "t".equals(cluster.sql(CUT.formatted(world.user()) + "; " + sql));
  }

  /** Undoes every fault; harmless where there is none. */
  void heal() {
    cluster.thaw();
    cluster.ready();
    holder.stop();
    relay.mode("pass");
    healHost();
    cluster.sql("ALTER ROLE %s PASSWORD '%s'".formatted(world.user(), world.password()));
    disk.empty();
    if (broken().stream().anyMatch(DATA::contains)) healData();
    Private.write(list(), "");
  }

  void healHost() {
    Private.write(hosts(), "127.0.0.1 localhost " + world.host() + "\n");
  }

  private void healData() {
    data.heal();
    if (!Health.isGood(world)) new ServiceProcess(world, programs).restart();
    Await.holds(java.time.Duration.ofSeconds(15), () -> Health.isGood(world));
    whatsapp.pardon();
  }

  Set<Fault> broken() {
    Set<Fault> all = EnumSet.noneOf(Fault.class);
    try {
      if (Files.exists(list()))
        Files.readAllLines(list()).stream()
            .filter(line -> !line.isBlank())
            .map(Fault::named)
            .forEach(all::add);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return all;
  }

  private void remember(Fault fault) {
    Set<Fault> all = broken();
    all.add(fault);
    Private.write(list(), String.join("\n", all.stream().map(Fault::label).toList()) + "\n");
  }

  private Path list() {
    return world.path("faults");
  }

  private Path hosts() {
    return world.path("hosts");
  }
}
