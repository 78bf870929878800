package dev.mayday.activities.postgres;

import dev.mayday.activities.secret.Secrets;
import dev.mayday.incident.Database;
import dev.mayday.system.Refused;
import dev.mayday.system.Unavailable;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * Opens connections to the database of a service, which may be ill: whatever it does, opening ends
 * within {@link Database#connectWithin()}, and no answer to a statement is waited for longer than
 * {@link #SILENCE}.
 */
public final class Connections {
  /** A server that says nothing for so long while it should answer counts as gone. */
  public static final Duration SILENCE = Duration.ofSeconds(60);

  private static final Duration NAMED_WITHIN = Duration.ofSeconds(2);

  /** Not taken from a URL; of a rewritten batch the driver does not say how many rows it made. */
  private static final Set<String> OURS =
      Set.of(
          "ApplicationName",
          "connectTimeout",
          "loginTimeout",
          "socketTimeout",
          "connect_timeout",
          "logServerErrorDetail",
          "reWriteBatchedInserts");

  private final Secrets secrets;

  /**
   * @param secrets what resolves the reference of {@link Database#url()}, and is told the password
   */
  public Connections(Secrets secrets) {
    this.secrets = secrets;
  }

  /**
   * Opens a connection for work, in auto-commit. The caller closes it, and sets nothing but within
   * a {@link Transaction}: the session may be a pooler's, and another's next.
   *
   * @throws Unavailable when the database does not answer or answers that it cannot now
   * @throws Refused when the reference, the URL, the role, the password or the database is wrong
   */
  public Connection open(Database database) {
    DatabaseUrl url = resolve(database);
    Duration within = database.connectWithin();
    try {
      return Deadline.run(within, () -> source(url, within, SILENCE).getConnection());
    } catch (SQLException e) {
      throw failure(e);
    } catch (Deadline.Passed e) {
      throw new Unavailable(
          "postgresql did not answer within "
              + within
              + "\nHINT: see whether the server is frozen, overloaded or behind a firewall");
    }
  }

  /**
   * Reads over a connection of its own, in one transaction that can do nothing else.
   *
   * @throws Unavailable when the database does not answer or answers that it cannot now
   * @throws Refused when the reference, the URL, the role, the password or the database is wrong
   */
  public <T> T read(Database database, Transaction.Work<T> work) {
    try (Connection connection = open(database)) {
      return Transaction.reading().run(connection, work);
    } catch (SQLException e) {
      throw failure(e);
    }
  }

  /**
   * Where a database is, as {@code host:port/name}, one for each of its hosts: without user and
   * password, so that it may be shown and compared.
   *
   * @throws Refused when the reference or the URL is wrong
   */
  public List<String> places(Database database) {
    DatabaseUrl url = resolve(database);
    return IntStream.range(0, url.hosts().size())
        .mapToObj(at -> url.hosts().get(at) + ":" + url.ports().get(at) + "/" + url.database())
        .toList();
  }

  /**
   * The addresses that a database's URL leads to, as far as its names are known now.
   *
   * @throws Refused when the reference or the URL is wrong
   */
  public Set<InetSocketAddress> addresses(Database database) {
    DatabaseUrl url = resolve(database);
    Set<InetSocketAddress> all = new HashSet<>();
    for (int i = 0; i < url.hosts().size(); i++)
      for (InetAddress address : addresses(url.hosts().get(i)))
        all.add(new InetSocketAddress(address, url.ports().get(i)));
    return all;
  }

  /** A name server that does not answer is an emergency of its own, and is not waited for. */
  private static List<InetAddress> addresses(String host) {
    return CompletableFuture.supplyAsync(() -> known(host))
        .completeOnTimeout(List.of(), NAMED_WITHIN.toMillis(), TimeUnit.MILLISECONDS)
        .join();
  }

  private static List<InetAddress> known(String host) {
    try {
      return List.of(InetAddress.getAllByName(host));
    } catch (UnknownHostException unknownNow) {
      return List.of();
    }
  }

  /** Whether a text is a URL of this very database, whoever logs in by it. */
  public boolean leadsTo(Database database, String text) {
    if (!text.contains("postgres")) return false;
    try {
      DatabaseUrl there = DatabaseUrl.parse("that was found", text);
      DatabaseUrl here = resolve(database);
      return there.database().equals(here.database())
          && there.ports().equals(here.ports())
          && there.hosts().equals(here.hosts());
    } catch (Refused noUrl) {
      return false;
    }
  }

  /** The URL behind a database's reference; the password in it is remembered as a secret. */
  DatabaseUrl resolve(Database database) {
    DatabaseUrl url = DatabaseUrl.parse(database.url(), secrets.resolve(database.url()).reveal());
    if (!url.password().isEmpty()) secrets.learn(url.password());
    return url;
  }

  /**
   * The port's failure for a driver's: what may pass is {@link Unavailable}, else refused. It has
   * no cause and repeats nothing that the driver or the server say of a row.
   */
  public RuntimeException failure(SQLException e) {
    Diagnosis found = Diagnosis.of(e);
    String message = "postgresql: " + secrets.mask(found.detail()) + "\nHINT: " + found.hint();
    return found.passing() ? new Unavailable(message) : new Refused(message);
  }

  String mask(String text) {
    return secrets.mask(text);
  }

  static PGSimpleDataSource source(DatabaseUrl url, Duration connect, Duration silence)
      throws SQLException {
    PGSimpleDataSource source = new PGSimpleDataSource();
    for (var parameter : url.parameters().entrySet())
      if (!OURS.contains(parameter.getKey())) set(source, parameter.getKey(), parameter.getValue());
    source.setServerNames(url.hosts().toArray(String[]::new));
    source.setPortNumbers(url.ports().stream().mapToInt(Integer::intValue).toArray());
    source.setDatabaseName(url.database());
    if (!url.user().isEmpty()) source.setUser(url.user());
    if (!url.password().isEmpty()) source.setPassword(url.password());
    source.setApplicationName("mayday");
    source.setConnectTimeout(seconds(connect));
    source.setSocketTimeout(seconds(silence));
    source.setTcpKeepAlive(true);
    // else a batch that fails is told with the values in it, and a constraint with the whole row
    source.setLogServerErrorDetail(false);
    leaveNothing(source);
    return source;
  }

  /**
   * The driver itself leaves nothing in a session that may be a pooler's: no prepared statement,
   * whose name another client's would clash with, and no setting but those of the first packet.
   */
  private static void leaveNothing(PGSimpleDataSource source) {
    source.setPrepareThreshold(0);
    source.setAssumeMinServerVersion("9.0");
  }

  /** A parameter that the driver does not know is the service's own driver's matter. */
  private static void set(PGSimpleDataSource source, String name, String value)
      throws SQLException {
    if (org.postgresql.PGProperty.forName(name) != null) source.setProperty(name, value);
  }

  private static int seconds(Duration duration) {
    return (int) Math.max(1, Math.min(3600, duration.plusMillis(999).toSeconds()));
  }
}
