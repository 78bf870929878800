package dev.mayday.activities.sessions;

import dev.mayday.activities.sessions.format.KeyName;
import java.time.Instant;

/**
 * One row of either table.
 *
 * @param company whose
 * @param key which key; {@link #CREDS} for the credentials
 * @param json its JSON as text; null where only versions were listed
 * @param version see {@link SessionTables}
 * @param moment when it was written; null when that cannot be placed in time
 */
@SuppressWarnings("ArrayRecordComponent") // carried, never compared
record Row(String company, KeyName key, byte[] json, String version, Instant moment) {
  /** Stands for the credentials among keys: sorts before every key, and no key is named so. */
  static final KeyName CREDS = new KeyName("", "");

  boolean creds() {
    return key.equals(CREDS);
  }
}
