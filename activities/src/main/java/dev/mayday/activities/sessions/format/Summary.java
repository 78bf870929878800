package dev.mayday.activities.sessions.format;

import dev.mayday.system.CompanyState;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a complete manifest says in all.
 *
 * @param header its first line
 * @param companies its companies, in order
 * @param keys how many keys, those aside included
 */
public record Summary(ManifestHeader header, List<CompanyState> companies, long keys) {
  /**
   * Reads and proves the whole manifest; holds only the companies' lines.
   *
   * @throws Damage when it is not complete or was changed
   */
  public static Summary of(Path manifest) throws IOException, Damage {
    List<CompanyState> companies = new ArrayList<>();
    try (ManifestReader reader = new ManifestReader(manifest)) {
      for (Optional<Line> line = reader.next(); line.isPresent(); line = reader.next())
        if (line.get().company() != null) companies.add(line.get().company().state());
      return new Summary(reader.header(), List.copyOf(companies), reader.end().keys());
    }
  }
}
