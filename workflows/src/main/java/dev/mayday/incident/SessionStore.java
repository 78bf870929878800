package dev.mayday.incident;

import java.time.Duration;

/**
 * Where the sessions of a service live, in the database and in files.
 *
 * @param auth table of credentials
 * @param keys table of keys
 * @param folder the folder that the service reads in file mode
 * @param companyFolder name of a company's folder in it, with {@code {company}} in it
 * @param copies the folder of the warm copy, on the service's host
 * @param maxCopyAge an older copy is said to be old, in the plan and on metrics, and asked about
 *     also where approval is automatic; it never forbids
 * @param preKeyLeap by how much both pre-key counters rise when ratchets are kept aside
 * @param generation which Baileys generation the file-mode code reads ({@code 6} or {@code 7})
 * @param keepLeftovers how long sealed copies, staged folders and undo tables of ended runs stay;
 *     absent in what an earlier version wrote, then 30 days
 * @param copyMayShrink the share of a company's keys that may vanish from one refresh of the warm
 *     copy to the next; more, or a company that is gone or not usable any more, is refused until a
 *     person accepts it; absent in what an earlier version wrote, then a half
 */
public record SessionStore(
    AuthTable auth,
    KeyTable keys,
    String folder,
    String companyFolder,
    String copies,
    Duration maxCopyAge,
    int preKeyLeap,
    int generation,
    Duration keepLeftovers,
    Double copyMayShrink) {
  /** How long leftovers stay where nothing else is said. */
  public static final Duration KEEP_LEFTOVERS = Duration.ofDays(30);

  /** How much of a company's keys a refresh may lose where nothing else is said. */
  public static final double COPY_MAY_SHRINK = 0.5;

  /** Fills in what an earlier version did not write. */
  public SessionStore {
    if (keepLeftovers == null) keepLeftovers = KEEP_LEFTOVERS;
    if (copyMayShrink == null) copyMayShrink = COPY_MAY_SHRINK;
  }

  /** The table of credentials and its columns. */
  public record AuthTable(String table, String company, String creds, String updatedAt) {}

  /** The table of keys and its columns. */
  public record KeyTable(
      String table, String company, String type, String id, String data, String updatedAt) {}
}
