package dev.mayday.activities.postgres;

import dev.mayday.activities.secret.Secrets;
import dev.mayday.incident.Database;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/**
 * A PostgreSQL server of the tests' own, on a free port of this host, in a temporary folder. Take
 * {@link #shared()} and a {@link #newDatabase()} for each test; {@link #start} one of your own to
 * break it. It ends with {@link #close()}, at the latest with the JVM.
 */
public final class PostgresCluster implements AutoCloseable {
  private static final AtomicInteger DATABASES = new AtomicInteger();

  private final String password = "p@ss:w/rd?#%+ " + UUID.randomUUID();
  private final Path folder;
  private final int port;
  private Process server;

  private PostgresCluster() throws IOException {
    folder = PostgresPrograms.handOver(Files.createTempDirectory("mayday-pg"));
    port = freePort();
    Runtime.getRuntime().addShutdownHook(new Thread(this::close));
    Path secret = Files.writeString(folder.resolve("secret"), password);
    PostgresPrograms.handOver(secret);
    PostgresPrograms.run(
        folder,
        PostgresPrograms.command(
            "initdb",
            "-D",
            data().toString(),
            "-U",
            "postgres",
            "-A",
            "scram-sha-256",
            "-E",
            "UTF8",
            "--locale=C",
            "--no-sync",
            "--pwfile=" + secret));
  }

  private static final class Shared {
    private static final PostgresCluster CLUSTER = start();
  }

  /** The one cluster of this JVM; nobody breaks it. */
  public static PostgresCluster shared() {
    return Shared.CLUSTER;
  }

  /**
   * Starts a cluster and waits until it answers.
   *
   * @param settings lines of {@code postgresql.conf}
   */
  public static PostgresCluster start(String... settings) {
    try {
      PostgresCluster cluster = new PostgresCluster();
      cluster.configure("fsync = off", "max_connections = 40", "shared_buffers = 16MB");
      cluster.configure(settings);
      cluster.launch();
      cluster.awaitReady();
      return cluster;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Appends to {@code postgresql.conf}; seen by the next {@link #launch()}. */
  public void configure(String... settings) throws IOException {
    Files.write(data().resolve("postgresql.conf"), List.of(settings), StandardOpenOption.APPEND);
  }

  /** Starts the server process without waiting for it to be ready. */
  public void launch() throws IOException {
    server =
        new ProcessBuilder(
                PostgresPrograms.command(
                    "postgres",
                    "-D",
                    data().toString(),
                    "-p",
                    "" + port,
                    "-h",
                    "127.0.0.1",
                    "-k",
                    folder.toString()))
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()))
            .start();
  }

  /** Kills the server and all its children at once, as the power would. */
  public void kill() {
    List<ProcessHandle> family = family();
    family.forEach(ProcessHandle::destroyForcibly);
    family.forEach(process -> process.onExit().orTimeout(20, TimeUnit.SECONDS).join());
  }

  /** Stops every process of the server where it stands. */
  public void freeze() throws IOException {
    signal("STOP");
  }

  /** Lets a frozen server go on. */
  public void thaw() throws IOException {
    signal("CONT");
  }

  /** Sends a signal to every process of the server, to the one that makes the others first. */
  public void signal(String name) throws IOException {
    signalFirst(name);
    for (ProcessHandle process : server.descendants().toList()) {
      try {
        PostgresPrograms.run(folder, List.of("kill", "-" + name, "" + process.pid()));
      } catch (IllegalStateException e) {
        if (process.isAlive()) throw e;
      }
    }
  }

  /** Sends a signal to the server's first process alone. */
  public void signalFirst(String name) throws IOException {
    PostgresPrograms.run(folder, List.of("kill", "-" + name, "" + server.pid()));
  }

  private List<ProcessHandle> family() {
    if (server == null) return List.of();
    return Stream.concat(server.descendants(), Stream.of(server.toHandle())).toList();
  }

  /** Whether the server's process lives. */
  public boolean running() {
    return server.isAlive();
  }

  /** Waits until the server takes connections. */
  public void awaitReady() throws IOException {
    Instant end = Instant.now().plusSeconds(60);
    while (true) {
      try {
        connect("postgres").close();
        return;
      } catch (SQLException e) {
        if (Instant.now().isAfter(end) || !server.isAlive())
          throw new IllegalStateException("postgres did not start: " + Files.readString(log()), e);
        LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
      }
    }
  }

  /** Makes an empty database and returns its name. */
  public String newDatabase() {
    String name = "test_" + DATABASES.incrementAndGet();
    execute("postgres", "CREATE DATABASE " + name);
    return name;
  }

  /** Opens a connection of the superuser. */
  public Connection connect(String database) throws SQLException {
    return connect(port, database, "");
  }

  /**
   * The same by way of a pooler.
   *
   * @param parameters of the driver, each beginning with {@code &}
   */
  public Connection connect(String database, TransactionPooler pooler, String parameters)
      throws SQLException {
    return connect(pooler.port(), database, parameters);
  }

  private Connection connect(int at, String database, String parameters) throws SQLException {
    return DriverManager.getConnection(
        "jdbc:postgresql://127.0.0.1:"
            + at
            + "/"
            + database
            + "?connectTimeout=5&socketTimeout=30"
            + parameters,
        "postgres",
        password);
  }

  /** Runs statements as the superuser. */
  public void execute(String database, String... statements) {
    try (Connection connection = connect(database);
        var statement = connection.createStatement()) {
      for (String each : statements) statement.execute(each);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The first column of the first row, as text. */
  public String query(String database, String sql) {
    try (Connection connection = connect(database);
        var statement = connection.createStatement();
        var rows = statement.executeQuery(sql)) {
      return rows.next() ? rows.getString(1) : null;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The URL of a database in libpq's form, with the password in it. */
  public String url(String database) {
    return url(database, "postgres", password);
  }

  /** As {@link #secrets(String)}, by way of a pooler. */
  public Secrets secrets(String database, TransactionPooler pooler) {
    String url = url(database).replace(":" + port + "/", ":" + pooler.port() + "/");
    return new Secrets(Map.of("DATABASE_URL", url));
  }

  private String url(String database, String role, String password) {
    return "postgresql://%s:%s@127.0.0.1:%d/%s".formatted(role, encoded(password), port, database);
  }

  /** What resolves {@link #database(Duration)} to a database of this cluster. */
  public Secrets secrets(String database) {
    return new Secrets(Map.of("DATABASE_URL", url(database)));
  }

  /** As {@link #secrets(String)}, for another role than the superuser. */
  public Secrets secrets(String database, String role, String password) {
    return new Secrets(Map.of("DATABASE_URL", url(database, role, password)));
  }

  /** A database whose URL is {@code env:DATABASE_URL}, without a witness. */
  public static Database database(Duration connectWithin) {
    return new Database(
        "env:DATABASE_URL", connectWithin, Duration.ofMillis(1), Duration.ofMillis(1), List.of());
  }

  public int port() {
    return port;
  }

  public String password() {
    return password;
  }

  /** The data directory. */
  public Path data() {
    return folder.resolve("data");
  }

  private Path log() {
    return folder.resolve("server.log");
  }

  static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  /** Ends the server and removes its folder. */
  @Override
  public synchronized void close() {
    kill();
    try (var files = Files.walk(folder)) {
      files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
    } catch (IOException | UncheckedIOException alreadyGone) {
      return;
    }
  }
}
