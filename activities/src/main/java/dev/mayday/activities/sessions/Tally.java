package dev.mayday.activities.sessions;

import dev.mayday.activities.sessions.format.KeyName;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Counts of decisions about keys; changes of credentials are counted apart. Only so many conflicts
 * are named: a history has limits.
 */
final class Tally {
  private static final int NAMED = 100;

  private long inserted;
  private long updated;
  private long deleted;
  private long unchanged;
  private long conflicting;
  private long credsInserted;
  private long credsUpdated;
  private long credsRaised;
  private final List<String> conflicts = new ArrayList<>();
  private Instant first;
  private Instant last;

  void add(String company, KeyName key, Decision decision, Instant written) {
    if (key.equals(Row.CREDS)) creds(decision);
    else count(decision);
    if (decision == Decision.CONFLICT) conflict(company, key);
    if (decision == Decision.INSERT || decision == Decision.UPDATE) wrote(written);
  }

  private void creds(Decision decision) {
    if (decision == Decision.INSERT) credsInserted++;
    if (decision == Decision.UPDATE) credsUpdated++;
  }

  private void count(Decision decision) {
    switch (decision) {
      case INSERT -> inserted++;
      case UPDATE -> updated++;
      case DELETE -> deleted++;
      case SAME, KEEP -> unchanged++;
      case CONFLICT -> {}
    }
  }

  private void conflict(String company, KeyName key) {
    conflicting++;
    String shown = key.equals(Row.CREDS) ? "creds" : key.shown().replace(" ", "/");
    if (conflicts.size() < NAMED) conflicts.add(company + "/" + shown);
  }

  private void wrote(Instant at) {
    if (at == null) return;
    if (first == null || at.isBefore(first)) first = at;
    if (last == null || at.isAfter(last)) last = at;
  }

  /** Credentials that stay, but for their counters. */
  void raised() {
    credsRaised++;
  }

  /**
   * Takes another's counts in.
   *
   * @param whole false to take only its conflicts
   */
  void add(Tally other, boolean whole) {
    conflicting += other.conflicting;
    other.conflicts.stream().limit(NAMED - conflicts.size()).forEach(conflicts::add);
    if (!whole) return;
    inserted += other.inserted;
    updated += other.updated;
    deleted += other.deleted;
    unchanged += other.unchanged;
    credsInserted += other.credsInserted;
    credsUpdated += other.credsUpdated;
    wrote(other.first);
    wrote(other.last);
  }

  /** The conflicts by name, and how many more there are. */
  List<String> conflicts() {
    List<String> all = new ArrayList<>(conflicts);
    if (conflicting > conflicts.size())
      all.add("and " + (conflicting - conflicts.size()) + " more");
    return List.copyOf(all);
  }

  /** Rows to be changed in both tables. */
  long changes() {
    return inserted + updated + deleted + credsInserted + credsUpdated + credsRaised;
  }

  /** By how much both tables grow. */
  long growth() {
    return inserted + credsInserted - deleted;
  }

  long inserted() {
    return inserted;
  }

  long updated() {
    return updated;
  }

  long deleted() {
    return deleted;
  }

  long unchanged() {
    return unchanged;
  }

  Instant first() {
    return first;
  }

  Instant last() {
    return last;
  }
}
