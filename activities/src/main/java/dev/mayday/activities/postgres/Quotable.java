package dev.mayday.activities.postgres;

import java.sql.BatchUpdateException;
import java.sql.SQLException;
import java.util.stream.Stream;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/**
 * What of a driver's failure may be repeated: what is said ends in histories and reports, and rows
 * hold keys of conversations under telephone numbers. The driver quotes the values of a batch that
 * failed, the server quotes a row in the details of what it says.
 */
final class Quotable {
  private static final String UNSAID = "a value was refused, in words that may quote a row";

  /** The C function by which PL/pgSQL's RAISE ends, whatever SQLSTATE it was told to have. */
  private static final String RAISE = "exec_stmt_raise";

  private Quotable() {}

  /** The server's main sentence, or the driver's own; neither holds anything of a row. */
  static String words(SQLException e) {
    SQLException one = withoutItsBatch(e);
    ServerErrorMessage server =
        one instanceof PSQLException told ? told.getServerErrorMessage() : null;
    if (quotesRows(one, server)) return UNSAID;
    return server == null
        ? String.valueOf(one.getMessage())
        : server.getSeverity() + ": " + server.getMessage();
  }

  private static SQLException withoutItsBatch(SQLException e) {
    return e instanceof BatchUpdateException && e.getCause() instanceof SQLException one ? one : e;
  }

  /**
   * A value that a type cannot hold (22) stands in the main sentence itself; and a function of the
   * database (P0, 38, 39, or any RAISE) says what its author liked.
   */
  private static boolean quotesRows(SQLException e, ServerErrorMessage server) {
    String state = String.valueOf(e.getSQLState());
    return Stream.of("22", "P0", "38", "39").anyMatch(state::startsWith)
        || (server != null && RAISE.equals(server.getRoutine()));
  }
}
