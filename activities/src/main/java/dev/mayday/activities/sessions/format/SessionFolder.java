package dev.mayday.activities.sessions.format;

import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A folder of sessions with its manifest. {@code content} is exactly what a service can read:
 * {@code <company folder>/creds.json} and the key files. {@code book} holds what the service must
 * not see: {@code manifest.jsonl}, keys kept {@code aside/<company folder>}, and {@code
 * unusable/<company folder>} with companies that must not be started.
 *
 * @param content what a service reads
 * @param book what belongs to it
 */
public record SessionFolder(Path content, Path book) {
  /** In {@code content}: carries the staged folder's name with it through the exchange. */
  public static final String POINTER = ".mayday";

  /** One generation of the warm copy, whole in one folder. */
  public static SessionFolder generation(Path copies, String name) {
    Path root = copies.resolve(name);
    return new SessionFolder(root.resolve("sessions"), root);
  }

  /** The link in the copies' folder that names the current generation. */
  public static Path current(Path copies) {
    return copies.resolve("current");
  }

  /** A folder staged beside the service's own, under the run's name for it. */
  public static SessionFolder staged(Path folder, String name) {
    return new SessionFolder(
        folder.resolveSibling(folder.getFileName() + ".mayday-" + name),
        folder.resolveSibling(folder.getFileName() + ".mayday-" + name + ".book"));
  }

  /** The manifest; it exists only when everything else is complete and synced. */
  public Path manifest() {
    return book.resolve("manifest.jsonl");
  }

  /** The manifest as it grows. */
  Path part() {
    return book.resolve("manifest.jsonl.part");
  }

  Path aside() {
    return book.resolve("aside");
  }

  Path unusable() {
    return book.resolve("unusable");
  }

  /** Whether it was finished. */
  public boolean complete() {
    return Files.isRegularFile(manifest());
  }

  /** Where a company's file is: in the content, else where it was kept. */
  public Path file(String companyFolder, String file, boolean aside) {
    if (!aside) return content.resolve(companyFolder).resolve(file);
    Path kept = aside().resolve(companyFolder).resolve(file);
    return Files.exists(kept) ? kept : unusable().resolve(companyFolder).resolve(file);
  }
}
