package dev.mayday.activities.postgres;

import dev.mayday.system.Reachability.State;
import java.io.EOFException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.security.GeneralSecurityException;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import org.postgresql.util.GT;

/**
 * What a driver's failure means. Told by SQLSTATE and by the type of the cause, never by a text
 * that a server may have translated. (SQLSTATEs: PostgreSQL manual, appendix A.)
 *
 * @param passing whether the same attempt may succeed later without anybody changing anything
 */
record Diagnosis(State state, String detail, String hint, boolean passing) {
  private static final Set<String> STARTING = Set.of("57P01", "57P02", "57P03");
  private static final Map<State, String> HINTS =
      Map.ofEntries(
          Map.entry(State.READY, "nothing to do"),
          Map.entry(State.DNS, "check the host in the url and the name server"),
          Map.entry(State.REFUSED, "see whether the server runs and listens on this port"),
          Map.entry(State.TIMEOUT, "see whether the server is frozen or a firewall drops packets"),
          Map.entry(State.TLS, "check sslmode, sslrootcert and the server's certificate"),
          Map.entry(State.AUTHENTICATION, "check role, password and pg_hba.conf"),
          Map.entry(State.TOO_MANY_CLIENTS, "see who holds the connections in pg_stat_activity"),
          Map.entry(State.STARTING_UP, "wait, and read the server's log if it lasts"),
          Map.entry(State.NETWORK_DOWN, "mend the network between this host and the others"),
          Map.entry(State.NO_SUCH_DATABASE, "check the database's name in the url"),
          Map.entry(State.OTHER, "read the server's log"));

  /** States that pass on their own or by mending the server; the rest needs another setting. */
  private static final Set<State> REFUSING =
      Set.of(State.TLS, State.AUTHENTICATION, State.NO_SUCH_DATABASE);

  static Diagnosis of(SQLException e) {
    State state = state(e);
    boolean passing = state == State.OTHER ? mayPass(sqlState(e)) : !REFUSING.contains(state);
    return new Diagnosis(state, oneLine(e), hint(state, sqlState(e)), passing);
  }

  private static State state(SQLException e) {
    String sqlState = sqlState(e);
    if (has(e, UnknownHostException.class)) return State.DNS;
    if (sqlState.equals("53300")) return State.TOO_MANY_CLIENTS;
    if (STARTING.contains(sqlState)) return State.STARTING_UP;
    if (sqlState.equals("3D000")) return State.NO_SUCH_DATABASE;
    if (sqlState.startsWith("28")) return State.AUTHENTICATION;
    if (withoutTls(e) || has(e, SSLException.class) || has(e, GeneralSecurityException.class))
      return State.TLS;
    return sqlState.startsWith("08") ? connection(e) : State.OTHER;
  }

  private static State connection(SQLException e) {
    if (has(e, SocketTimeoutException.class)) return State.TIMEOUT;
    if (has(e, NoRouteToHostException.class)) return State.TIMEOUT;
    if (has(e, ConnectException.class)) return refusedByHost(e) ? State.REFUSED : State.TIMEOUT;
    // a relay or balancer took the call, and nothing behind it did
    if (has(e, EOFException.class) || has(e, SocketException.class)) return State.REFUSED;
    return sqlState(e).equals("08004") ? State.AUTHENTICATION : State.OTHER;
  }

  /** The kernel's words are not translated: unreachable networks come as ConnectException too. */
  private static boolean refusedByHost(SQLException e) {
    return causes(e)
        .filter(ConnectException.class::isInstance)
        .map(cause -> String.valueOf(cause.getMessage()).toLowerCase(Locale.ROOT))
        .noneMatch(words -> words.contains("unreachable") || words.contains("timed out"));
  }

  /** The driver has no SQLSTATE of its own for a server that speaks no TLS. */
  private static boolean withoutTls(SQLException e) {
    return String.valueOf(e.getMessage()).equals(GT.tr("The server does not support SSL."));
  }

  /**
   * Connection lost, resources, operator's intervention, locks, serialization; and somebody else
   * made the same row or table at the same moment.
   */
  private static boolean mayPass(String sqlState) {
    return Stream.of("08", "53", "57", "58", "55P03", "40", "23505", "42P07")
        .anyMatch(sqlState::startsWith);
  }

  private static String hint(State state, String sqlState) {
    if (sqlState.equals("42501"))
      return "grant the role of the url what it needs on these tables and their schema";
    if (sqlState.startsWith("42")) return "check tables and columns in the configuration";
    return HINTS.get(state);
  }

  private static boolean has(Throwable e, Class<? extends Throwable> type) {
    return causes(e).anyMatch(type::isInstance);
  }

  private static Stream<Throwable> causes(Throwable e) {
    return Stream.iterate(e, cause -> cause != null, Throwable::getCause).limit(20);
  }

  private static String sqlState(SQLException e) {
    return e.getSQLState() == null ? "" : e.getSQLState();
  }

  private static String oneLine(SQLException e) {
    String words = Quotable.words(e).replaceAll("\\s+", " ").strip();
    return sqlState(e).isEmpty() ? words : words + " (SQLSTATE " + sqlState(e) + ")";
  }
}
