package dev.mayday.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mayday.incident.Database;
import dev.mayday.incident.SessionStore;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** What {@link WarmCopy} promises. The world begins with one company that has a key. */
public abstract class WarmCopyContract {
  /** The port under test. */
  protected abstract WarmCopy warmCopy();

  protected abstract Database database();

  protected abstract SessionStore store();

  /** Writes a row, or removes it (null). */
  protected abstract void row(String id, String value) throws Exception;

  /** What the current copy holds; null when it holds no such key. */
  protected abstract String copied(String id) throws Exception;

  /** Makes the database unreachable. */
  protected abstract void loseDatabase() throws Exception;

  protected Copy refresh() {
    return warmCopy().refresh(database(), store());
  }

  @Test
  void holds_what_the_rows_hold() throws Exception {
    row("a", "one");
    Instant before = Instant.now();
    Copy copy = refresh();
    assertThat(copied("a")).isEqualTo("one");
    assertThat(copy.snapshot()).isBetween(before.minusSeconds(1), Instant.now());
  }

  @Test
  void follows_changes_and_removals() throws Exception {
    row("a", "one");
    row("b", "two");
    refresh();
    row("a", "newer");
    row("b", null);
    row("c", "three");
    refresh();
    assertThat(copied("a")).isEqualTo("newer");
    assertThat(copied("b")).isNull();
    assertThat(copied("c")).isEqualTo("three");
  }

  @Test
  void the_old_copy_stays_when_the_database_is_gone() throws Exception {
    row("a", "one");
    refresh();
    loseDatabase();
    assertThatThrownBy(this::refresh)
        .isInstanceOf(Unavailable.class)
        .hasMessageContaining("HINT: ");
    assertThat(copied("a")).isEqualTo("one");
  }
}
