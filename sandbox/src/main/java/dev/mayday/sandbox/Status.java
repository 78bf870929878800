package dev.mayday.sandbox;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;

/**
 * What the independent check found. Its code is not that of Mayday's proofs.
 *
 * @param green whether every check holds: production is as it should be, and always was since birth
 * @param mode {@code postgres}, {@code files}, or null where the service does not answer
 * @param connected how many companies are connected
 * @param companies how many there are
 * @param dropped conversations that had to begin anew since a message on them was acknowledged;
 *     null where the store cannot be read
 * @param checks one by one
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Status(
    boolean green, String mode, int connected, int companies, Integer dropped, List<Check> checks) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * One thing that was looked at.
   *
   * @param name what must hold
   * @param ok whether it does
   * @param saw what was seen
   */
  public record Check(String name, boolean ok, String saw) {}

  static Status parse(String json) {
    try {
      return JSON.readValue(json, Status.class);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the check of the sandbox said: " + json, e);
    }
  }

  /** The names of the checks that do not hold. */
  public List<String> broken() {
    return checks.stream().filter(check -> !check.ok()).map(Check::name).toList();
  }

  /** For people: one line for each check. */
  public String table() {
    StringBuilder table = new StringBuilder();
    for (Check check : checks)
      table.append("%s %-52s %s%n".formatted(check.ok() ? "✓" : "✗", check.name(), check.saw()));
    return table.append(green ? "green" : "RED").toString();
  }
}
