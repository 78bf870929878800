package dev.mayday.sandbox.demo;

import dev.mayday.sandbox.Sandbox;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** What lay in the database at one time, to hold a warm copy against that was taken since. */
record Rows(Sandbox sandbox, Set<String> before) {
  static Rows of(Sandbox sandbox) {
    return new Rows(sandbox, now(sandbox));
  }

  private static Set<String> now(Sandbox sandbox) {
    return keys(sandbox).all().keySet();
  }

  /**
   * Everything that lies in the database now, for whoever cannot go on where it does not answer.
   */
  static Keys keys(Sandbox sandbox) {
    try {
      return Keys.inDatabase(sandbox);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The keys and credentials that were there all the while and are not in the copy. */
  List<String> missingIn(Path copy) {
    Set<String> missing = new TreeSet<>(before);
    missing.retainAll(now(sandbox));
    try {
      missing.removeAll(Keys.inFolder(sandbox, copy.resolve("sessions")).all().keySet());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return List.copyOf(missing);
  }
}
