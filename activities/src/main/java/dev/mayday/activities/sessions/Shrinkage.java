package dev.mayday.activities.sessions;

import dev.mayday.activities.sessions.disk.Disk;
import dev.mayday.activities.sessions.format.Content;
import dev.mayday.activities.sessions.format.ManifestCompany;
import dev.mayday.incident.Some;
import dev.mayday.system.CompanyState;
import dev.mayday.system.Unsafe;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Whether a new generation has lost what the current one holds. A table that was emptied and
 * credentials that were spoilt look like any other change to whoever only copies; the copy must not
 * follow such an accident, for it is what a fallback lives on. People may accept exactly this loss,
 * by an empty file whose name stands for it.
 *
 * @param copies the folder of all generations
 * @param may the share of a company's keys that may vanish in one refresh
 */
record Shrinkage(Path copies, double may) {
  private static final String ACCEPT = "accept-";
  private static final int DIGITS = 12;

  /** Refuses a generation that holds less, unless that loss was accepted. */
  void judge(Collection<ManifestCompany> before, List<CompanyState> now) {
    List<String> lost = lost(before, now);
    if (lost.isEmpty()) return;
    Path accepted = copies.resolve(ACCEPT + digest(lost));
    if (!Files.exists(accepted))
      throw new Unsafe(
          "the copy was not renewed, the one before stays: "
              + Some.said(lost)
              + "\nHINT: mend the database if that is an accident; if it is meant, run `touch "
              + accepted
              + "` on the service's host, and the next refresh takes it");
  }

  /** What was accepted was for one swap. */
  void forget() throws IOException {
    for (String name : Disk.names(copies))
      if (name.startsWith(ACCEPT)) Disk.delete(copies.resolve(name));
  }

  private List<String> lost(Collection<ManifestCompany> before, List<CompanyState> now) {
    Map<String, CompanyState> found = new HashMap<>();
    now.forEach(company -> found.put(company.company(), company));
    List<String> lost = new ArrayList<>();
    before.stream()
        .filter(ManifestCompany::usable)
        .map(ManifestCompany::company)
        .filter(company -> !found.containsKey(company))
        .forEach(company -> lost.add("company " + company + " is gone"));
    before.stream()
        .filter(company -> company.usable() && found.containsKey(company.company()))
        .forEach(company -> compare(company, found.get(company.company()), lost));
    return lost.stream().sorted().toList();
  }

  private void compare(ManifestCompany before, CompanyState now, List<String> lost) {
    if (!now.usable()) lost.add("company " + now.company() + " is not usable any more");
    else if (keys(now) < (1 - may) * (before.keys() + before.aside()))
      lost.add("company " + now.company() + " lost most of its keys");
  }

  private static long keys(CompanyState company) {
    return (long) company.keys() + company.aside();
  }

  private static String digest(List<String> lost) {
    byte[] text = String.join("\n", lost).getBytes(StandardCharsets.UTF_8);
    return Content.of(text).sha256().substring(0, DIGITS);
  }
}
