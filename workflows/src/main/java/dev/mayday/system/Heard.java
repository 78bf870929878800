package dev.mayday.system;

import java.time.Instant;
import java.util.List;

/**
 * What the service tells of the messages that it handled and of its connections.
 *
 * @param companies by company; an empty id where nothing tells them apart
 * @param unheard why something was not told, or empty
 */
public record Heard(List<Company> companies, String unheard) {
  /** Copies what it is given. */
  public Heard {
    companies = List.copyOf(companies);
  }

  /**
   * One company.
   *
   * @param company its id, or empty
   * @param first the first message of the time that was asked about; null when none is known
   * @param last the last message; null when none is known
   * @param open since when its connection is open; null when that is not known
   */
  public record Company(String company, Instant first, Instant last, Instant open) {}

  /** What is told of a company; what is told of nobody in particular holds for each. */
  public Company of(String company) {
    return companies.stream()
        .filter(one -> one.company().equals(company) || one.company().isEmpty())
        .findFirst()
        .orElse(new Company(company, null, null, null));
  }
}
