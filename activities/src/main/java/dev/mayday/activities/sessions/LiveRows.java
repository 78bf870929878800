package dev.mayday.activities.sessions;

import dev.mayday.incident.Database;
import dev.mayday.incident.SessionStore;
import java.util.List;

/** The sessions as they stand in the database now. */
interface LiveRows {
  /**
   * Companies (those with credentials or keys) and number of keys, read quickly.
   *
   * @throws dev.mayday.system.Unavailable when the database does not answer
   */
  Rows count(Database database, SessionStore store);

  /**
   * Streams every company after {@code after} out of one REPEATABLE READ, READ ONLY transaction:
   * companies in the order of their id's bytes ({@code COLLATE "C"}), in each the keys in the order
   * of type, then id, again by bytes. The sink may throw; then the transaction is ended and the
   * exception goes up.
   *
   * @param after the last company that is not wanted any more; empty to begin
   * @throws dev.mayday.system.Unavailable when the database stops answering
   */
  void export(Database database, SessionStore store, String after, Sink sink);

  /**
   * What there is.
   *
   * @param companies their ids as text, sorted by bytes
   * @param keys how many keys in all
   */
  record Rows(List<String> companies, long keys) {}

  /** Takes the rows: a company, its keys, the next company. */
  interface Sink {
    /**
     * Begins a company.
     *
     * @param company its id as text
     * @param creds the credentials' text as it stands in the row; null when there is no row
     * @param version the row's version; empty when there is no row
     */
    void company(String company, byte[] creds, String version);

    /** A key of the last company. */
    void key(String type, String id, byte[] json, String version);
  }
}
