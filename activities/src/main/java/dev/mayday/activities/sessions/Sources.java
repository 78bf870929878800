package dev.mayday.activities.sessions;

import dev.mayday.activities.sessions.format.Damage;
import dev.mayday.activities.sessions.format.SessionFolder;
import dev.mayday.activities.sessions.format.Summary;
import dev.mayday.incident.Database;
import dev.mayday.incident.SessionStore;
import dev.mayday.system.CompanyState;
import dev.mayday.system.Refused;
import dev.mayday.system.Source;
import dev.mayday.system.Unavailable;
import dev.mayday.system.Unsafe;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Where sessions can be taken from; a place that cannot be read, or is empty, is none. */
record Sources(LiveRows rows, Database database, SessionStore store) {
  private static final String LIVE = "live";

  List<Source> all() {
    return Stream.of(live(), warmCopy(), files()).flatMap(Optional::stream).toList();
  }

  /** The moment that the source's content is from, never later than it really is. */
  Instant snapshot(Source source, Instant now) {
    return switch (source.kind()) {
      case LIVE -> now;
      case WARM_COPY -> summary(source.name()).header().snapshot();
      case FILES -> files().orElseThrow(() -> gone(source)).snapshot();
    };
  }

  Feed feed(Source source, Place place) {
    return switch (source.kind()) {
      case LIVE -> new LiveFeed(rows, database, store);
      case WARM_COPY -> new CopyFeed(generation(source.name()), place);
      case FILES -> new FilesFeed(place);
    };
  }

  private Optional<Source> live() {
    try {
      LiveRows.Rows there = rows.count(database, store);
      if (there.companies().isEmpty()) return Optional.empty();
      return Optional.of(new Source(Source.Kind.LIVE, LIVE, null, there.companies(), there.keys()));
    } catch (Unavailable | Refused | Unsafe unreadable) {
      return Optional.empty();
    }
  }

  private Optional<Source> warmCopy() {
    try {
      Path current = SessionFolder.current(Path.of(store.copies())).toRealPath();
      String name = current.getFileName().toString();
      Summary summary = Summary.of(generation(name).manifest());
      List<String> companies = summary.companies().stream().map(CompanyState::company).toList();
      if (companies.isEmpty()) return Optional.empty();
      return Optional.of(
          new Source(
              Source.Kind.WARM_COPY, name, summary.header().snapshot(), companies, summary.keys()));
    } catch (IOException | Damage unreadable) {
      return Optional.empty();
    }
  }

  private Optional<Source> files() {
    try {
      if (!Files.isDirectory(Path.of(store.folder()))) return Optional.empty();
      return FilesThere.source(Place.of(store));
    } catch (IOException unreadable) {
      return Optional.empty();
    }
  }

  private Summary summary(String generation) {
    try {
      return Summary.of(generation(generation).manifest());
    } catch (IOException e) {
      throw new Refused(
          "the warm copy "
              + generation
              + " cannot be read ("
              + e.getClass().getSimpleName()
              + ")\nHINT: look for sources again; an old copy makes room for a newer one");
    } catch (Damage damage) {
      throw new Refused(
          "the manifest of the warm copy "
              + generation
              + " "
              + damage.getMessage()
              + "\nHINT: choose another source of sessions");
    }
  }

  private SessionFolder generation(String name) {
    if (name.contains("/") || name.startsWith("."))
      throw new Refused("\"" + name + "\" is no name of a warm copy\nHINT: look for sources again");
    return SessionFolder.generation(Path.of(store.copies()), name);
  }

  private static Refused gone(Source source) {
    return new Refused(
        "there are no sessions in " + source.name() + " any more\nHINT: choose another source");
  }
}
