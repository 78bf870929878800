package dev.mayday.activities.sessions.format;

import dev.mayday.system.Source;
import java.time.Instant;

/**
 * What a folder of sessions is.
 *
 * @param name the generation's or the staged folder's name
 * @param source where the content came from
 * @param from which one exactly: empty for the live database, else the copy's generation or folder
 * @param snapshot the moment that the content is from (never later than it really was)
 * @param lastWrite the moment after which nothing can have been written, as it was asked with; null
 *     when unknown
 * @param generation the Baileys generation that it was checked for
 * @param ratchets whether session, sender-key and sender-key-memory came along
 * @param leap by how much the pre-key counters rose where ratchets stayed aside
 */
public record ManifestHeader(
    String name,
    Source.Kind source,
    String from,
    Instant snapshot,
    Instant lastWrite,
    int generation,
    boolean ratchets,
    int leap) {

  /** Whether a dead attempt that began with this header can be gone on with under another. */
  public boolean sameWork(ManifestHeader other) {
    return equals(
        new ManifestHeader(
            other.name,
            other.source,
            other.from,
            snapshot,
            other.lastWrite,
            other.generation,
            other.ratchets,
            other.leap));
  }
}
