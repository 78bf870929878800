package dev.mayday.sandbox;

import dev.mayday.incident.Target;
import dev.mayday.system.Refused;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A small production in a box: a PostgreSQL cluster with sessions, a Node service under PM2 in a
 * git checkout that reaches it through a relay, and WhatsApp's side of the wire. Everything lives
 * in one folder and ends with {@link #down}. Longer than most, for it is the one door to the
 * sandbox: every method hands on to the part that does the work, which nobody outside sees.
 */
public final class Sandbox implements AutoCloseable {
  /** Another name of the database's host in {@link #hostsFile}; Java never forgets localhost. */
  public static final String DATABASE = "database.sandbox";

  private static final Duration CONNECTED = Duration.ofMinutes(2);
  private final World world;
  private final Programs programs;
  private final Faults faults;

  private Sandbox(World world, Programs programs) {
    this.world = world;
    this.programs = programs;
    this.faults = new Faults(world, programs);
  }

  /** Where a sandbox stands when nobody names a folder. */
  public static Path home() {
    return Cache.root().resolve("sandbox");
  }

  /**
   * Raises a new sandbox and waits until every company is connected. What an earlier one, now down,
   * left in the folder goes.
   *
   * @param folder an empty or absent folder, or that of an earlier sandbox
   * @param companies how many, from 1
   * @param keys of each company, from 0
   * @throws Refused when a sandbox runs there, the folder holds something else, or a program is
   *     missing
   */
  public static Sandbox up(Path folder, int companies, int keys) {
    return up(folder, Kind.WHATSAPP, companies, keys, false);
  }

  /**
   * The same.
   *
   * @param kind which service stands in it
   * @param smallDisk whether the checkout stands on a small disk of its own, so that it can be
   *     filled (root only)
   */
  public static Sandbox up(Path folder, Kind kind, int companies, int keys, boolean smallDisk) {
    if (companies < 1 || keys < 0)
      throw new Refused(
          "a sandbox with %d companies of %d keys cannot be\nHINT: at least 1 company"
              .formatted(companies, keys));
    Programs programs = Programs.find();
    Path home = new Site(folder.toAbsolutePath().normalize(), programs).cleared();
    World world =
        World.create(
            home,
            Traits.of(kind),
            companies,
            keys,
            Cluster.place(home),
            ServiceProcess.place(home));
    Sandbox sandbox = new Sandbox(world, programs);
    try {
      new Birth(kind, world, programs, smallDisk).run();
      Await.until("every company is connected", CONNECTED, () -> Health.isGood(world));
      return sandbox;
    } catch (RuntimeException e) {
      sandbox.down();
      throw e;
    }
  }

  /** The sandbox that was raised in this folder. */
  public static Sandbox at(Path folder) {
    return new Sandbox(World.load(folder.toAbsolutePath().normalize()), Programs.find());
  }

  /** Breaks one thing; the others that are broken stay so. */
  public void breakIt(Fault fault) {
    faults.inject(fault);
  }

  /** Undoes every fault, where Mayday has not done so already. */
  public void heal() {
    faults.heal();
  }

  /** Undoes one fault and leaves the others. */
  public void heal(Fault fault) {
    faults.heal(fault);
  }

  /** What is broken on purpose now. */
  public Set<Fault> broken() {
    return faults.broken();
  }

  /** The independent check: is production well, and was nothing spoiled on the way? */
  public Status status() {
    List<String> command =
        List.of(
            programs.node().toString(),
            world.path("machinery/check.js").toString(),
            world.file().toString());
    return Status.parse(Exec.in(folder()).with(checking()).run(command));
  }

  /** The checkout may be another Unix user's than ours; git(1), safe.directory. */
  private Map<String, String> checking() {
    return Map.of(
        "NODE_PATH",
        world.checkout() + "/node_modules",
        "GIT_CONFIG_COUNT",
        "1",
        "GIT_CONFIG_KEY_0",
        "safe.directory",
        "GIT_CONFIG_VALUE_0",
        world.checkout());
  }

  /** Waits until the independent check is green, or gives the last that it said. */
  public Status awaitGreen(Duration longest) {
    AtomicReference<Status> last = new AtomicReference<>();
    Await.holds(longest, () -> last.updateAndGet(was -> status()).green());
    return last.get();
  }

  /** Ends every process; the folder stays, for a look at what happened. Harmless twice. */
  public void down() {
    new End(world, programs).run();
  }

  @Override
  public void close() {
    down();
  }

  /** Starts the service's process anew, with the environment that it has. */
  public void restartService() {
    new ServiceProcess(world, programs).restart();
  }

  /** The sandbox's folder. */
  public Path folder() {
    return Path.of(world.folder());
  }

  /** The service's git working tree. */
  public Path checkout() {
    return Path.of(world.checkout());
  }

  /** The service's settings. */
  public Path envFile() {
    return world.settings();
  }

  /** Where the service looks for sessions in file mode. */
  public Path sessionsFolder() {
    return checkout().resolve(world.traits().sessions());
  }

  /** The tag whose code works on files. */
  public String tag() {
    return world.tag();
  }

  /** The service's name under PM2. */
  public String process() {
    return world.process();
  }

  /** PM2's own folder. */
  public Path pm2Home() {
    return Path.of(world.pm2Home());
  }

  /** PM2's start file, which Node runs. */
  public Path pm2() {
    return programs.pm2();
  }

  /** One of PostgreSQL's programs. */
  public String program(String postgres) {
    return programs.pg(postgres);
  }

  /** The Node program. */
  public Path node() {
    return programs.node();
  }

  /**
   * How the service and Mayday reach the database, through the relay: a libpq URL with password.
   */
  public String databaseUrl() {
    return world.url();
  }

  /** The same for JDBC, user and password in it. */
  public String jdbcUrl() {
    return jdbc(world.host(), world.relayPort(), world.user(), world.password());
  }

  /** Past the relay, as the sandbox's administrator: for tests and checks only. */
  public String adminJdbcUrl() {
    return jdbc("127.0.0.1", world.postgresPort(), world.adminUser(), world.adminPassword());
  }

  private String jdbc(String host, int port, String user, String password) {
    return "jdbc:postgresql://%s:%d/%s?user=%s&password=%s"
        .formatted(host, port, world.database(), user, Awkward.inQuery(password));
  }

  /** The service's HTTP interface, for example {@code http://127.0.0.1:4711}. */
  public URI serviceUrl() {
    return URI.create("http://127.0.0.1:" + world.servicePort());
  }

  /** The page that is fine only with every company connected. */
  public URI readyUrl() {
    return serviceUrl().resolve(world.traits().ready());
  }

  /** What Mayday calls the service, and where it stands. */
  public Target target() {
    return new Target(world.traits().environment(), world.traits().service());
  }

  /** How everything is called in the service that stands here. */
  public Traits traits() {
    return world.traits();
  }

  /** The ids of its companies. */
  public List<String> companies() {
    return world.traits().companies(world.companies());
  }

  /** The token of its send path. */
  public String apiToken() {
    return world.apiToken();
  }

  /**
   * Mayday's configuration for this sandbox: one service, {@link #target}, in an environment that
   * is a drill, on that host. Its ports are 0 until {@link #configure} names others.
   */
  public Path configuration() {
    return new Configuration(world).file();
  }

  /**
   * Writes {@link #configuration} anew.
   *
   * @param webUi address of the Web UI, for links
   * @param webhook {@code host:port} that the alert webhook listens on
   * @param metrics {@code host:port} that the metrics are read from
   */
  public void configure(String webUi, String webhook, String metrics) {
    new Configuration(world).write(webUi, webhook, metrics);
  }

  /**
   * A secret of the sandbox, in a file of mode 0600.
   *
   * @param name {@code alertmanager}, {@code on-call}, {@code lead}, {@code database} or {@code
   *     api}
   */
  public Path secret(String name) {
    return new Configuration(world).secrets().resolve(name);
  }

  /**
   * A table like /etc/hosts with the database's name. A JVM that is started with {@code
   * -Djdk.net.hosts.file} of it sees {@link Fault#DNS_GONE} where it looks for {@link #DATABASE};
   * one without does not.
   */
  public Path hostsFile() {
    return world.path("hosts");
  }
}
