package dev.mayday.activities.sessions;

import dev.mayday.activities.sessions.disk.Disk;
import dev.mayday.activities.sessions.format.KeyName;
import dev.mayday.system.Source;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What lies in the service's folder. */
final class FilesThere {
  private FilesThere() {}

  /** The companies that have a folder, in order. */
  static List<String> companies(Place place) throws IOException {
    return Disk.names(place.folder()).stream()
        .filter(f -> Files.isDirectory(place.folder().resolve(f), LinkOption.NOFOLLOW_LINKS))
        .flatMap(f -> place.names().company(f).stream())
        .sorted(KeyName.BYTES)
        .toList();
  }

  /** As a source; empty when there is no company. */
  static Optional<Source> source(Place place) throws IOException {
    List<String> companies = companies(place);
    if (companies.isEmpty()) return Optional.empty();
    long keys = 0;
    for (String company : companies)
      keys += Disk.names(folder(place, company)).stream().filter(FilesThere::key).count();
    String name = place.folder().toString();
    return Optional.of(
        new Source(Source.Kind.FILES, name, lastWrite(place, companies), companies, keys));
  }

  /** When a file was written last; its content may be older, if it was copied there. */
  static Instant lastWrite(Place place, List<String> companies) throws IOException {
    Instant last = Instant.EPOCH;
    for (String company : companies)
      for (String file : Disk.names(folder(place, company))) {
        Instant written = written(folder(place, company).resolve(file));
        if (written.isAfter(last)) last = written;
      }
    return last;
  }

  private static Instant written(Path file) throws IOException {
    try {
      return Files.getLastModifiedTime(file, LinkOption.NOFOLLOW_LINKS).toInstant();
    } catch (NoSuchFileException removedMeanwhile) {
      return Instant.EPOCH;
    }
  }

  private static boolean key(String file) {
    return KeyName.ofFile(file).isPresent();
  }

  /** Its real one, also where none may be named so: the company is reported then, not forgotten. */
  static Path folder(Place place, String company) {
    return place.folder().resolve(place.names().asRead(company));
  }
}
