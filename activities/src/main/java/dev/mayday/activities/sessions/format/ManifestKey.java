package dev.mayday.activities.sessions.format;

import java.util.Set;

/**
 * One key in a folder of sessions. Lines are sorted by company, type and id, by bytes.
 *
 * @param company whose key
 * @param type its type
 * @param id its id
 * @param version the row's version where it came from the database; empty when unknown
 * @param content what was written
 * @param aside true when it was kept aside and is not in the folder that the service reads
 */
public record ManifestKey(
    String company, String type, String id, String version, Content content, boolean aside) {

  /** The key's name. */
  public KeyName name() {
    return new KeyName(type, id);
  }

  /** The same key, aside when its company is among the unusable ones. */
  ManifestKey in(Set<String> unusable) {
    return unusable.contains(company)
        ? new ManifestKey(company, type, id, version, content, true)
        : this;
  }
}
