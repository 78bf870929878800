package dev.mayday.activities.sessions;

import dev.mayday.activities.sessions.disk.Disk;
import dev.mayday.activities.sessions.format.CompanyFolders;
import dev.mayday.activities.sessions.format.KeyName;
import dev.mayday.incident.SessionStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The service's folder as it is now, in the order of manifests; names of one company in memory. */
final class FilesNow {
  private final Path folder;
  private final Map<String, Map<String, KeyName>> odd;
  private final Deque<Company> companies = new ArrayDeque<>();
  private final Deque<Entry> entries = new ArrayDeque<>();

  private record Company(String name, Path folder) {}

  /**
   * A file.
   *
   * @param key {@link Row#CREDS}, a key, or type empty when its name is no key's
   */
  record Entry(String company, KeyName key, Path path) {}

  /**
   * A file's content.
   *
   * @param bytes null when it is no regular file (a link, a folder, a pipe) or may not be read
   * @param written when it was last changed
   */
  @SuppressWarnings("ArrayRecordComponent") // carried, never compared
  record Content(byte[] bytes, Instant written) {}

  FilesNow(SessionStore store, Base base) {
    this.folder = Place.of(store).folder();
    this.odd = base.odd();
    CompanyFolders names = Place.names(store);
    List<Company> found = new ArrayList<>();
    for (String name : names(folder))
      if (Files.isDirectory(folder.resolve(name), LinkOption.NOFOLLOW_LINKS))
        names.company(name).ifPresent(c -> found.add(new Company(c, folder.resolve(name))));
    found.sort(Comparator.comparing(Company::name, KeyName.BYTES));
    companies.addAll(found);
  }

  Peeked<Entry> stream() {
    return new Peeked<>(this::next, () -> {});
  }

  /**
   * The file's content, no link followed, and whole where the service is writing it right now;
   * empty when it vanished meanwhile.
   */
  static Optional<Content> read(Path file) {
    try {
      byte[] bytes = Reading.settled(file);
      Instant written = Files.getLastModifiedTime(file, LinkOption.NOFOLLOW_LINKS).toInstant();
      return Optional.of(new Content(bytes, written));
    } catch (NoSuchFileException gone) {
      return Optional.empty();
    } catch (IOException e) {
      throw Disk.failed(file, e);
    }
  }

  private Entry next() {
    while (entries.isEmpty() && !companies.isEmpty()) list(companies.poll());
    return entries.poll();
  }

  private void list(Company company) {
    Map<String, KeyName> known = odd.getOrDefault(company.name(), Map.of());
    names(company.folder()).stream()
        .map(file -> new Entry(company.name(), key(file, known), company.folder().resolve(file)))
        .sorted(Comparator.comparing(Entry::key))
        .forEach(entries::add);
  }

  private static KeyName key(String file, Map<String, KeyName> known) {
    if (file.equals(KeyName.CREDS_FILE)) return Row.CREDS;
    KeyName odd = known.get(file);
    return odd != null ? odd : KeyName.ofFile(file).orElse(new KeyName("", file));
  }

  private static List<String> names(Path folder) {
    try {
      return Disk.names(folder);
    } catch (IOException e) {
      throw Disk.failed(folder, e);
    }
  }
}
