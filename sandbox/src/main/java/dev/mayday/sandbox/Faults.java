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
      "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = '%s' AND"
          + " application_name <> 'report-job'";
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

  /** Undone whether somebody noted them or not: they are what a sandbox rises without. */
  private static final Set<Fault> ALWAYS =
      EnumSet.of(
          Fault.POSTGRES_STOPPED,
          Fault.PORT_REFUSED,
          Fault.DNS_GONE,
          Fault.WRONG_PASSWORD,
          Fault.TOO_MANY_CLIENTS,
          Fault.DISK_FULL);

  private final World world;
  private final Programs programs;
  private final Cluster cluster;
  private final Relay relay;
  private final WhatsAppSide whatsapp;
  private final DataFaults data;
  private final FullDisk disk;
  private final EmergencyTag tag;
  private final CheckoutFaults checkout;
  private final HostFaults host;
  private final Daemon holder;

  Faults(World world, Programs programs) {
    this.world = world;
    this.programs = programs;
    cluster = new Cluster(world, programs);
    relay = new Relay(world, programs);
    whatsapp = new WhatsAppSide(world, programs);
    data = new DataFaults(world, cluster, whatsapp);
    disk = new FullDisk(world, cluster);
    tag = new EmergencyTag(world, programs);
    checkout = new CheckoutFaults(world);
    host = new HostFaults(world, programs);
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
      case NETWORK_DOWN -> relay.mode("isolate");
      case SLOW -> relay.mode(SLOW);
      case DNS_GONE -> forgetHost();
      case WRONG_PASSWORD -> changePassword();
      case TOO_MANY_CLIENTS -> takeConnections();
      case CREDENTIALS_CORRUPTED -> data.cut();
      case CREDENTIALS_FORGED -> data.forge();
      case CREDENTIALS_SWAPPED -> data.swap();
      case ROWS_DELETED -> data.delete();
      case DISK_FULL -> disk.fill();
      case FALLBACK_CRASHES -> tag.spoil();
      case TAG_MISSING -> tag.remove();
      case TREE_DIRTY -> checkout.change();
      case STALE_LOCK -> checkout.lock();
      case CHECKOUT_DISK_FULL -> fillCheckout();
      case PM2_KILLED -> host.killDaemon();
      case HOST_DOWN -> host.down();
    }
  }

  private void fillCheckout() {
    if (!checkoutDisk().mounted())
      throw new Refused(
          "the checkout is not on a disk of its own\n"
              + "HINT: raise the sandbox with --small-disk, as root");
    checkout.swell(checkoutDisk().free() / 3);
    checkoutDisk().fill();
  }

  private SmallDisk checkoutDisk() {
    return new SmallDisk(Path.of(world.checkout()));
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
    password("changed-" + world.apiToken());
    cluster.sql(CUT.formatted(world.user()));
  }

  private void password(String now) {
    cluster.sql("ALTER ROLE %s PASSWORD '%s'".formatted(world.user(), Awkward.inSql(now)));
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
    ALWAYS.forEach(this::undo);
    Set<Fault> left = broken();
    left.removeAll(ALWAYS);
    boolean spoilt = left.removeAll(DATA);
    left.forEach(this::undo);
    if (spoilt) healData();
    note(Set.of());
  }

  /** Undoes one fault; the others that are broken stay so. */
  void heal(Fault fault) {
    undo(fault);
    Set<Fault> all = broken();
    all.remove(fault);
    note(all);
  }

  private void undo(Fault fault) {
    switch (fault) {
      case POSTGRES_STOPPED, POSTGRES_FROZEN, POSTGRES_STARTING_UP -> {
        cluster.server().thaw();
        cluster.ready();
      }
      case PORT_REFUSED, PORT_BLOCKED, NETWORK_DOWN, SLOW -> relay.mode("pass");
      case DNS_GONE -> healHost();
      case WRONG_PASSWORD -> password(world.password());
      case TOO_MANY_CLIENTS -> holder.stop();
      case CREDENTIALS_CORRUPTED, CREDENTIALS_FORGED, CREDENTIALS_SWAPPED, ROWS_DELETED ->
          healData();
      case DISK_FULL -> disk.empty();
      case FALLBACK_CRASHES, TAG_MISSING -> tag.heal();
      case TREE_DIRTY -> checkout.unchange();
      case STALE_LOCK -> checkout.unlock();
      case CHECKOUT_DISK_FULL -> {
        checkout.shrink();
        checkoutDisk().relieve();
      }
      case PM2_KILLED, HOST_DOWN -> host.boot();
    }
  }

  void healHost() {
    Private.write(hosts(), "127.0.0.1 localhost " + world.host() + " " + Sandbox.DATABASE + "\n");
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
