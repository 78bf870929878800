package dev.mayday.activities.sessions;

import dev.mayday.activities.sessions.format.CompanyCheck;
import dev.mayday.activities.sessions.format.Damage;
import dev.mayday.activities.sessions.format.KeyName;
import dev.mayday.activities.sessions.format.Meaning;
import java.time.Instant;
import java.util.Optional;

/**
 * One file as it can be brought.
 *
 * @param content what to write into the row
 * @param meaning of it
 * @param written when the service wrote it
 */
@SuppressWarnings("ArrayRecordComponent") // carried, never compared
record Ours(byte[] content, String meaning, Instant written) {
  /** A file that is there, but must not be brought; the check holds the reason. */
  static final Ours DAMAGED = new Ours(null, "", null);

  boolean damaged() {
    return content == null;
  }

  /**
   * Reads a key's file and judges it, unless it is still what was judged before it was installed.
   * Types of which only the whole shows whether they fit are always judged.
   */
  static Optional<Ours> of(Triple triple, CompanyCheck check) {
    if (triple.ours() == null) return Optional.empty();
    return FilesNow.read(triple.ours().path()).map(file -> of(triple, file, check));
  }

  private static Ours of(Triple triple, FilesNow.Content file, CompanyCheck check) {
    try {
      if (file.bytes() == null) throw new Damage("is no regular file, or may not be read");
      KeyName key = triple.key();
      String meaning = Meaning.of(file.bytes());
      Known base = Known.of(triple.base());
      boolean judged = base != null && !base.aside() && base.file().equals(meaning);
      boolean again = key.type().equals("pre-key") || key.type().equals("app-state-sync-key");
      byte[] content = judged && !again ? file.bytes() : check.key(key, file.bytes());
      return new Ours(content, meaning, file.written());
    } catch (Damage damage) {
      check.lost(triple.key(), damage.getMessage());
      return DAMAGED;
    }
  }
}
