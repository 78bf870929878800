package dev.mayday.activities.sessions.format;

import dev.mayday.system.CompanyState;
import java.util.List;
import java.util.stream.Stream;

/**
 * The line that closes a company, after all its keys.
 *
 * @param company its id
 * @param usable whether it may be started; only then its folder is in what the service reads
 * @param keys how many keys came along
 * @param aside how many keys stayed aside
 * @param findings for people, without key material
 * @param version the credentials row's version; empty when unknown
 * @param creds what was written as {@code creds.json}; null when there was none
 * @param origin {@link Meaning} of the credentials before counters were raised; empty when
 *     unreadable
 * @param identity digest of the public identity key; empty when unreadable
 */
public record ManifestCompany(
    String company,
    boolean usable,
    int keys,
    int aside,
    List<String> findings,
    String version,
    Content creds,
    String origin,
    String identity) {

  /** For people and the report. */
  public CompanyState state() {
    return new CompanyState(company, usable, keys, aside, findings);
  }

  /** The same company, which must not be started after all. */
  ManifestCompany forbidden(String why) {
    List<String> all = Stream.concat(Stream.of(why), findings.stream()).toList();
    return new ManifestCompany(
        company, false, 0, keys + aside, all, version, creds, origin, identity);
  }
}
