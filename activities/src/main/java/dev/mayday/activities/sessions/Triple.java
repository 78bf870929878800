package dev.mayday.activities.sessions;

import dev.mayday.activities.sessions.format.KeyName;
import dev.mayday.activities.sessions.format.ManifestKey;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * The same key three ways; at least one is there.
 *
 * @param base as it was installed; null for what was not, and for credentials
 * @param ours the file now
 * @param theirs the row now
 */
record Triple(String company, KeyName key, ManifestKey base, FilesNow.Entry ours, Row theirs) {
  private record Place(String company, KeyName key) {}

  private static final Comparator<Place> ORDER =
      Comparator.comparing(Place::company, KeyName.BYTES).thenComparing(Place::key);

  /** Takes what there is. */
  interface Visitor {
    void visit(Triple triple) throws SQLException;
  }

  boolean creds() {
    return key.equals(Row.CREDS);
  }

  /** Walks three sorted streams at the pace of the slowest; each key is visited once. */
  static void walk(
      Peeked<ManifestKey> base, Peeked<FilesNow.Entry> ours, Peeked<Row> theirs, Visitor visitor)
      throws SQLException {
    while (true) {
      Place b = base.peek() == null ? null : of(base.peek());
      Place o = ours.peek() == null ? null : of(ours.peek());
      Place t = theirs.peek() == null ? null : of(theirs.peek());
      Place least = Stream.of(wrap(b), wrap(o), wrap(t)).flatMap(p -> p).min(ORDER).orElse(null);
      if (least == null) return;
      visitor.visit(
          new Triple(
              least.company(),
              least.key(),
              Objects.equals(b, least) ? base.take() : null,
              Objects.equals(o, least) ? ours.take() : null,
              Objects.equals(t, least) ? theirs.take() : null));
    }
  }

  private static Stream<Place> wrap(Place place) {
    return Stream.ofNullable(place);
  }

  private static Place of(ManifestKey key) {
    return new Place(key.company(), key.name());
  }

  private static Place of(FilesNow.Entry entry) {
    return new Place(entry.company(), entry.key());
  }

  private static Place of(Row row) {
    return new Place(row.company(), row.key());
  }
}
