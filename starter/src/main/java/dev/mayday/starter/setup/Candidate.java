package dev.mayday.starter.setup;

import java.util.ArrayList;
import java.util.List;

/**
 * A process that could be the one that is meant.
 *
 * @param site what stands behind it
 * @param databases what its settings lead to, the likeliest first
 */
record Candidate(Site site, List<DatabaseLook> databases) {
  private static final String CHATS = "(?i).*(whatsapp|baileys|chat|messag).*";

  /** How much speaks for it. */
  int worth() {
    return databases.stream().mapToInt(DatabaseLook::worth).max().orElse(-2)
        + (site.tree().isPresent() ? 2 : 0)
        + (site.dotenv().isPresent() ? 2 : 0)
        + (site.listed().name().matches(CHATS) ? 1 : 0);
  }

  /** What it shares with another: a recovery of one touches the other, too. */
  List<String> shares(Candidate other) {
    List<String> shared = new ArrayList<>();
    if (site.top().equals(other.site.top())) shared.add("the checkout");
    if (other.site.dotenvs().stream().anyMatch(site.dotenvs()::contains))
      shared.add("the settings");
    if (other.places().stream().anyMatch(places()::contains)) shared.add("the database");
    return shared;
  }

  private List<String> places() {
    return databases.stream().map(DatabaseLook::place).filter(at -> !at.isEmpty()).toList();
  }
}
