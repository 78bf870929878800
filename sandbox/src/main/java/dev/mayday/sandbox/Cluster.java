package dev.mayday.sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The sandbox's own PostgreSQL: a cluster in a folder, TCP on the loopback address only. */
final class Cluster {
  private static final Duration READY = Duration.ofSeconds(60);
  private final World world;
  private final Programs programs;
  private final Path data;

  Cluster(World world, Programs programs) {
    this.world = world;
    this.programs = programs;
    this.data = Path.of(world.cluster()).resolve("data");
  }

  /**
   * Where the cluster can live: in the sandbox, or in the folder for temporary files where the user
   * that runs PostgreSQL may not enter the sandbox.
   */
  static Path place(Path folder) {
    if (!Owner.isRoot() || Owner.mayEnter(folder)) return folder.resolve("cluster");
    return Path.of(
        System.getProperty("java.io.tmpdir"),
        "mayday-cluster-" + Integer.toHexString(folder.hashCode()));
  }

  void create() {
    Owner.give(Private.folder(Path.of(world.cluster()), "rwx------"));
    Path password = Path.of(world.cluster()).resolve("password");
    Private.write(password, world.adminPassword());
    Owner.give(password);
    run(
        "initdb",
        "--pgdata",
        data.toString(),
        "--username",
        world.adminUser(),
        "--pwfile",
        password.toString(),
        "--auth",
        "scram-sha-256",
        "--encoding",
        "UTF8",
        "--no-locale",
        "--no-sync",
        "--no-instructions");
    configure();
    start();
  }

  private void configure() {
    String settings =
        """

        # the sandbox's own
        listen_addresses = '127.0.0.1'
        port = %d
        unix_socket_directories = ''
        max_connections = 40
        shared_buffers = 64MB
        logging_collector = off
        wal_level = replica
        include_if_exists = 'starting-up.conf'
        """;
    append(data.resolve("postgresql.conf"), settings.formatted(world.postgresPort()));
  }

  /** Starts it and waits until it takes connections; harmless when it runs. */
  void start() {
    if (!running())
      run(
          "pg_ctl",
          "start",
          "--pgdata",
          data.toString(),
          "--log",
          log().toString(),
          "--wait",
          "--timeout",
          "60");
  }

  /** Starts a recovery that finds no end until {@link #ready}: a server that starts up. */
  void startUnready() {
    write(hold(), "");
    write(data.resolve("recovery.signal"), "");
    write(
        data.resolve("starting-up.conf"),
        "restore_command = 'while [ -e \"%s\" ]; do sleep 0.1; done; false'\n".formatted(hold()));
    run("pg_ctl", "start", "--pgdata", data.toString(), "--log", log().toString(), "--no-wait");
    Await.until("PostgreSQL is starting up", READY, () -> "starting up".equals(state()));
  }

  /** Lets a recovery that was held end, starts what does not run, and waits until it is ready. */
  void ready() {
    remove(hold());
    start();
    Await.until("PostgreSQL is ready", READY, this::takesWrites);
    remove(data.resolve("starting-up.conf"));
  }

  /** A server at the end of its recovery first takes readers alone. */
  private boolean takesWrites() {
    return "ready".equals(state()) && "f".equals(sql("postgres", "SELECT pg_is_in_recovery()"));
  }

  /** {@code ready}, {@code starting up} or {@code silent}, as pg_isready tells it. */
  String state() {
    int code =
        client(Duration.ofSeconds(5), "pg_isready", "--dbname", "postgres", "--timeout", "2")
            .code();
    return code == 0 ? "ready" : code == 1 ? "starting up" : "silent";
  }

  /** At the sandbox's end, whatever state it is in. */
  void end() {
    remove(hold());
    if (running()) server().kill();
  }

  /** Its processes, for what one does to processes. */
  Server server() {
    return new Server(data, programs);
  }

  boolean running() {
    return server().running();
  }

  /** Runs one SQL text as the sandbox's administrator, straight to the server. */
  String sql(String text) {
    return sql(world.database(), text);
  }

  String sql(String database, String text) {
    List<String> command =
        List.of(
            programs.pg("psql"),
            "--no-psqlrc",
            "--quiet",
            "--tuples-only",
            "--no-align",
            "--set",
            "ON_ERROR_STOP=1",
            "--dbname",
            database,
            "--file",
            "-");
    return Exec.in(Path.of(world.folder())).with(environment()).fed(text).run(command);
  }

  /** What libpq needs to reach this cluster as its administrator. */
  Map<String, String> environment() {
    return Map.of(
        "PGHOST",
        "127.0.0.1",
        "PGPORT",
        Integer.toString(world.postgresPort()),
        "PGUSER",
        world.adminUser(),
        "PGPASSWORD",
        world.adminPassword(),
        "PGCONNECT_TIMEOUT",
        "5");
  }

  private Exec.Result client(Duration deadline, String program, String... arguments) {
    return Exec.in(Path.of(world.folder()))
        .with(environment())
        .within(deadline)
        .attempt(command(program, arguments));
  }

  private void run(String program, String... arguments) {
    Exec.in(Path.of(world.cluster()))
        .within(READY.plusSeconds(10))
        .run(Owner.as(command(program, arguments)));
  }

  private List<String> command(String program, String... arguments) {
    return Stream.concat(Stream.of(programs.pg(program)), Stream.of(arguments)).toList();
  }

  private Path hold() {
    return Path.of(world.cluster()).resolve("hold");
  }

  private Path log() {
    return Path.of(world.cluster()).resolve("postgres.log");
  }

  private static void write(Path file, String text) {
    try {
      Files.writeString(file, text);
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
      Owner.give(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void append(Path file, String text) {
    try {
      Files.writeString(file, text, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void remove(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
