package dev.mayday.sandbox;

import dev.mayday.system.Refused;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Breaks the sandbox and heals it. What is broken stands in its folder, one name on each line. */
final class Faults {
  private static final String SLOW = "slow?ms=250";
  private static final String CUT =
      "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = '%s' AND application_name <> 'report-job'";
  private static final String TAKEN =
      """
      SELECT count(*) >= current_setting('max_connections')::int - current_setting('superuser_reserved_connections')::int
      FROM pg_stat_activity WHERE application_name = 'report-job'
      """;
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
    Set<Fault> before = broken();
    remember(fault);
    try {
      act(fault);
    } catch (Refused e) {
      note(before);
      throw e;
    }
  }

  private void act(Fault fault) {
    switch (fault) {
      case POSTGRES_STOPPED -> cluster.server().kill();
      case POSTGRES_FROZEN -> cluster.server().freeze();
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
      case FALLBACK_CRASHES -> new EmergencyTag(world, programs).spoil();
    }
  }

  private void restartUnready() {
    cluster.server().kill();
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
    String url = world.url("127.0.0.1", world.postgresPort());
    Map<String, String> environment =
        Map.of("DATABASE_URL", url, "NODE_PATH", world.checkout() + "/node_modules");
    holder.start(
        List.of(programs.node().toString(), world.path("machinery/hold.js").toString()),
        environment);
    cluster.sql(CUT.formatted(world.user()));
    Await.until("all connections are taken", Duration.ofSeconds(20), this::nothingLeft);
  }

  private boolean nothingLeft() {
    cluster.sql(CUT.formatted(world.user())); // the service may have been quicker
    return "t".equals(cluster.sql(TAKEN));
  }

  /** Undoes every fault; harmless where there is none. */
  void heal() {
    cluster.server().thaw();
    cluster.ready();
    holder.stop();
    relay.mode("pass");
    healHost();
    cluster.sql(
        "ALTER ROLE %s PASSWORD '%s'".formatted(world.user(), Awkward.inSql(world.password())));
    disk.empty();
    if (broken().contains(Fault.FALLBACK_CRASHES)) new EmergencyTag(world, programs).heal();
    if (broken().stream().anyMatch(DATA::contains)) healData();
    note(Set.of());
  }

  void healHost() {
    Private.write(hosts(), "127.0.0.1 localhost " + world.host() + "\n");
  }

  private void healData() {
    data.heal();
    if (!Health.isGood(world)) new ServiceProcess(world, programs).restart();
    Await.holds(Duration.ofSeconds(15), () -> Health.isGood(world));
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
    note(all);
  }

  private void note(Set<Fault> all) {
    String lines = all.stream().map(fault -> fault.label() + "\n").collect(Collectors.joining());
    Private.write(list(), lines);
  }

  private Path list() {
    return world.path("faults");
  }

  private Path hosts() {
    return world.path("hosts");
  }
}
