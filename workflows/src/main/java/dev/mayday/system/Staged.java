package dev.mayday.system;

import java.time.Instant;
import java.util.List;

/**
 * Sessions made ready aside, verified and fsynced, not yet seen by the service.
 *
 * @param name the run's name for them
 * @param source where they came from
 * @param snapshot the moment that their content is from
 * @param ratchets whether session, sender-key and sender-key-memory came along (only when nothing
 *     can have been written after the snapshot)
 * @param companies what was found, by company; unusable ones are not in the folder to install
 */
public record Staged(
    String name,
    Source.Kind source,
    Instant snapshot,
    boolean ratchets,
    List<CompanyState> companies) {

  /** The companies whose credentials hold. */
  public List<String> usable() {
    return companies.stream().filter(CompanyState::usable).map(CompanyState::company).toList();
  }

  /** The companies that must not be started. */
  public List<String> unusable() {
    return companies.stream().filter(c -> !c.usable()).map(CompanyState::company).toList();
  }
}
