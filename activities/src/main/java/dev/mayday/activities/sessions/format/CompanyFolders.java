package dev.mayday.activities.sessions.format;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Company to folder and back, by the pattern of the configuration.
 *
 * @param pattern a folder's name with {@code {company}} in it once
 */
public record CompanyFolders(String pattern) {
  private static final String PLACE = "{company}";

  /** Refuses a pattern that does not lead back from the folder to the company. */
  public CompanyFolders {
    if (pattern == null || pattern.split(Pattern.quote(PLACE), -1).length != 2)
      throw new IllegalArgumentException(
          "company folder \"" + pattern + "\" does not hold " + PLACE + " exactly once");
    if (pattern.contains("/") || pattern.startsWith("."))
      throw new IllegalArgumentException(
          "company folder \"" + pattern + "\" is not the name of one visible folder");
  }

  /**
   * The company's folder.
   *
   * @throws Damage when no folder can be named after the company
   */
  public String folder(String company) throws Damage {
    if (company.isEmpty() || company.length() > 128 || !company.matches("[\\w@+=~.-]+"))
      throw new Damage("has an id that no folder can be named after");
    String folder = pattern.replace(PLACE, company);
    if (folder.startsWith(".")) throw new Damage("has an id that would hide its folder");
    return folder;
  }

  /** As {@link #folder}, or a name of its own, no other company's, where there is none. */
  public String folderOrStandIn(String company) {
    try {
      return folder(company);
    } catch (Damage damage) {
      byte[] id = company.getBytes(StandardCharsets.UTF_8);
      return "#" + Digests.sha256(id).substring(0, 16);
    }
  }

  /** The folder that {@link #company} gave this company for; for no other. */
  public String asRead(String company) {
    return pattern.replace(PLACE, company);
  }

  /** The company whose folder that is; empty for any other name. */
  public Optional<String> company(String folder) {
    int at = pattern.indexOf(PLACE);
    String before = pattern.substring(0, at);
    String after = pattern.substring(at + PLACE.length());
    boolean fits = folder.length() > before.length() + after.length();
    return fits && folder.startsWith(before) && folder.endsWith(after)
        ? Optional.of(folder.substring(before.length(), folder.length() - after.length()))
        : Optional.empty();
  }
}
