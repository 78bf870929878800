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

  /** The table of keys is emptied. */
  protected abstract void emptyKeys() throws Exception;

  /** Both tables are emptied, or another database answers under this name. */
  protected abstract void emptyAll() throws Exception;

  /** The credentials do not hold any more. */
  protected abstract void spoilCredentials() throws Exception;

  /** A person does what the hint says: this file is made. */
  protected abstract void touch(String file) throws Exception;

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

  @Test
  void does_not_follow_an_emptied_table() throws Exception {
    good();
    emptyKeys();
    refused("lost most of its keys");
  }

  @Test
  void does_not_follow_an_empty_database() throws Exception {
    good();
    emptyAll();
    refused("is gone");
  }

  @Test
  void does_not_follow_spoilt_credentials() throws Exception {
    good();
    spoilCredentials();
    refused("is not usable any more");
  }

  @Test
  void goes_on_by_itself_when_the_accident_is_mended() throws Exception {
    good();
    emptyKeys();
    assertThatThrownBy(this::refresh).isInstanceOf(Unsafe.class);
    row("a", "one");
    row("b", "newer");
    refresh();
    assertThat(copied("b")).isEqualTo("newer");
  }

  @Test
  void a_loss_that_a_person_accepts_is_taken_once_and_no_other_with_it() throws Exception {
    good();
    emptyKeys();
    String file = accepting();
    touch(file);
    emptyAll();
    assertThatThrownBy(this::refresh).as("another loss").isInstanceOf(Unsafe.class);
    assertThat(copied("a")).isEqualTo("one");
    touch(accepting());
    assertThat(refresh().keys()).isZero();
    assertThat(refresh().keys()).isZero();
  }

  private void good() throws Exception {
    row("a", "one");
    row("b", "two");
    refresh();
  }

  /** Refused as often as one likes: two refreshes were enough to lose the last good copy. */
  private void refused(String why) throws Exception {
    for (int i = 0; i < 3; i++)
      assertThatThrownBy(this::refresh)
          .isInstanceOf(Unsafe.class)
          .hasMessageContaining(why)
          .hasMessageContaining("HINT: ");
    assertThat(copied("a")).isEqualTo("one");
    assertThat(copied("b")).isEqualTo("two");
  }

  private String accepting() {
    try {
      throw new AssertionError("taken without a word: " + refresh());
    } catch (Unsafe refused) {
      String message = refused.getMessage();
      int begin = message.indexOf("`touch ") + "`touch ".length();
      return message.substring(begin, message.indexOf('`', begin));
    }
  }
}
