package dev.mayday.activities.sessions;

import dev.mayday.system.CompanyState;
import java.util.ArrayList;
import java.util.List;

/**
 * The companies of a result, as many as there are, with as many findings as a history bears: a
 * payload over 256 KB is warned of, one over 2 MB is refused. The manifest has them all.
 */
final class Bounded {
  /** Characters of findings in one result. */
  private static final int ROOM = 24_000;

  private static final int LONGEST = 200;
  private static final String MORE = "more was found than fits here";

  private int left = ROOM;

  private Bounded() {}

  static List<CompanyState> of(List<CompanyState> companies) {
    Bounded bounded = new Bounded();
    return companies.stream().map(bounded::bounded).toList();
  }

  private CompanyState bounded(CompanyState one) {
    return new CompanyState(one.company(), one.usable(), one.keys(), one.aside(), findings(one));
  }

  private List<String> findings(CompanyState one) {
    List<String> taken = new ArrayList<>();
    for (String finding : one.findings()) {
      String said = finding.length() <= LONGEST ? finding : finding.substring(0, LONGEST) + "…";
      if (said.length() > left) break;
      left -= said.length();
      taken.add(said);
    }
    boolean all = taken.size() == one.findings().size();
    if (!all && taken.isEmpty() && one.usable()) return List.of();
    if (!all && left >= MORE.length()) {
      left -= MORE.length();
      taken.add(MORE);
    }
    return taken;
  }
}
