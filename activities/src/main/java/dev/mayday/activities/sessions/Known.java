package dev.mayday.activities.sessions;

import dev.mayday.activities.sessions.format.ManifestCompany;
import dev.mayday.activities.sessions.format.ManifestKey;

/**
 * The ancestor of one key or of credentials.
 *
 * @param row what the row meant; empty when that is not known
 * @param file what was put into the file; empty when nothing was
 * @param version the row's; empty when it did not come from a row
 * @param aside whether the service on files could not see it
 */
record Known(String row, String file, String version, boolean aside) {
  static Known of(ManifestKey key) {
    if (key == null) return null;
    return new Known(key.content().meaning(), key.content().meaning(), key.version(), key.aside());
  }

  /** Credentials change on the way: their counters may have been raised. */
  static Known of(ManifestCompany company) {
    if (company == null || company.creds() == null) return null;
    return new Known(
        company.origin(), company.creds().meaning(), company.version(), !company.usable());
  }

  /** When the row was written, in the text form that sorts. */
  static String stamp(String version) {
    return version.substring(0, Math.max(0, version.lastIndexOf('/')));
  }
}
