package dev.mayday.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mayday.incident.Database;
import dev.mayday.incident.SessionStore;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * What {@link SessionRows} promises. The world begins after a fallback: companies {@code 1} and
 * {@code 2} with the keys {@code a}, {@code b} and {@code c} of one type, values {@code "old"}, in
 * rows and in files alike.
 */
public abstract class SessionRowsContract {
  protected static final String RUN = "run-1";

  /** The port under test. */
  protected abstract SessionRows rows();

  protected abstract Database database();

  protected abstract SessionStore store();

  /** The service on files writes a key, or removes it (null). */
  protected abstract void file(String company, String id, String value) throws Exception;

  /** Somebody writes a row now, or removes it (null). */
  protected abstract void row(String company, String id, String value) throws Exception;

  /** The value of a row; null when there is none. */
  protected abstract String rowOf(String company, String id) throws Exception;

  /** Tears the credentials of a company on files. */
  protected abstract void tearCredentials(String company) throws Exception;

  /** Takes from the role, or gives it, what it needs to write rows and to make tables. */
  protected abstract void mayWrite(boolean may) throws Exception;

  protected Fence fence(int epoch) {
    return new Fence("test/whatsapp", RUN, 1000, 3, epoch);
  }

  protected Returned bring(int epoch) {
    return rows().bringBack(database(), store(), RUN, fence(epoch));
  }

  private void live() throws Exception {
    file("1", "a", "newer");
    file("1", "b", null);
    file("1", "d", "made on files");
  }

  @Test
  void brings_what_the_service_wrote_on_files() throws Exception {
    live();
    Returned returned = bring(1);
    assertThat(rowOf("1", "a")).isEqualTo("newer");
    assertThat(rowOf("1", "b")).isNull();
    assertThat(rowOf("1", "c")).isEqualTo("old");
    assertThat(rowOf("1", "d")).isEqualTo("made on files");
    assertThat(rowOf("2", "a")).isEqualTo("old");
    assertThat(List.of(returned.inserted(), returned.updated(), returned.deleted()))
        .containsExactly(1L, 1L, 1L);
    assertThat(returned.conflicts()).isEmpty();
    assertThat(returned.companies()).allMatch(CompanyState::usable).hasSize(2);
  }

  @Test
  void says_beforehand_what_it_would_bring_and_changes_nothing() throws Exception {
    live();
    Returned said = rows().compare(database(), store());
    assertThat(rowOf("1", "a")).isEqualTo("old");
    assertThat(rowOf("1", "b")).isEqualTo("old");
    assertThat(rowOf("1", "d")).isNull();
    assertThat(bring(1)).isEqualTo(said);
  }

  @Test
  void a_right_that_the_return_will_need_is_missed_while_the_service_still_runs() throws Exception {
    live();
    mayWrite(false);
    assertThatThrownBy(() -> rows().compare(database(), store()))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("INSERT")
        .hasMessageContaining("HINT: ")
        .hasMessageContaining("GRANT ");
    assertThatThrownBy(() -> bring(1)).isInstanceOf(Refused.class);
    assertThat(rowOf("1", "a")).isEqualTo("old");
    mayWrite(true);
    Returned said = rows().compare(database(), store());
    assertThat(bring(2)).isEqualTo(said);
  }

  @Test
  void never_overwrites_a_row_that_changed_meanwhile_and_names_it() throws Exception {
    live();
    row("1", "a", "written in the database");
    Returned returned = bring(1);
    assertThat(rowOf("1", "a")).isEqualTo("written in the database");
    assertThat(rowOf("1", "d")).isEqualTo("made on files");
    assertThat(returned.conflicts()).hasSize(1).allMatch(name -> name.startsWith("1/"));
    assertThat(returned.updated()).isZero();
  }

  @Test
  void adopts_what_a_dead_attempt_committed() throws Exception {
    live();
    Returned first = bring(1);
    assertThat(bring(1)).isEqualTo(first);
    assertThat(rowOf("1", "a")).isEqualTo("newer");
    rows().takeBack(database(), store(), RUN, fence(2));
    assertThat(rowOf("1", "a")).isEqualTo("old");
  }

  @Test
  void takes_back_every_row_as_it_was() throws Exception {
    live();
    bring(1);
    rows().takeBack(database(), store(), RUN, fence(2));
    for (String id : List.of("a", "b", "c")) assertThat(rowOf("1", id)).isEqualTo("old");
    assertThat(rowOf("1", "d")).isNull();
    rows().takeBack(database(), store(), RUN, fence(3));
    assertThat(rowOf("1", "a")).isEqualTo("old");
  }

  @Test
  void takes_nothing_back_where_a_row_was_changed_since() throws Exception {
    live();
    bring(1);
    row("1", "a", "written after the return");
    assertThatThrownBy(() -> rows().takeBack(database(), store(), RUN, fence(2)))
        .isInstanceOf(Unsafe.class)
        .hasMessageContaining("HINT: ");
    assertThat(rowOf("1", "a")).isEqualTo("written after the return");
    assertThat(rowOf("1", "d")).isEqualTo("made on files");
  }

  @Test
  void an_attempt_that_comes_after_its_undo_is_refused() throws Exception {
    live();
    rows().takeBack(database(), store(), RUN, fence(5));
    assertThatThrownBy(() -> bring(4)).isInstanceOf(Refused.class);
    assertThat(rowOf("1", "a")).isEqualTo("old");
  }

  @Test
  void proves_what_was_brought_and_turns_red_when_a_row_is_lost() throws Exception {
    live();
    bring(1);
    assertThat(rows().prove(database(), store(), RUN)).isNotBlank();
    row("1", "a", "newer still");
    assertThat(rows().prove(database(), store(), RUN)).isNotBlank();
    row("1", "d", null);
    assertThatThrownBy(() -> rows().prove(database(), store(), RUN)).isInstanceOf(Unsafe.class);
  }

  @Test
  void torn_credentials_never_reach_the_rows_and_stop_nobody_else() throws Exception {
    live();
    file("2", "a", "newer");
    tearCredentials("1");
    Returned returned = bring(1);
    assertThat(rowOf("1", "a")).isEqualTo("old");
    assertThat(rowOf("1", "b")).isEqualTo("old");
    assertThat(rowOf("2", "a")).isEqualTo("newer");
    assertThat(returned.companies())
        .filteredOn(company -> !company.usable())
        .singleElement()
        .satisfies(company -> assertThat(company.company()).isEqualTo("1"))
        .satisfies(company -> assertThat(company.findings()).isNotEmpty());
  }

  @Test
  void undo_rows_are_forgotten_once_they_are_old_and_not_before() throws Exception {
    live();
    bring(1);
    Instant now = Instant.now();
    assertThat(rows().sweep(database(), store(), now.minus(Duration.ofDays(1))).removed()).isZero();
    rows().takeBack(database(), store(), RUN, fence(2));
    assertThat(rowOf("1", "a")).isEqualTo("old");
    bring(3);
    assertThat(rows().sweep(database(), store(), now.plus(Duration.ofDays(1))))
        .isEqualTo(new Swept(1, List.of()));
    rows().takeBack(database(), store(), RUN, fence(4));
    assertThat(rowOf("1", "a")).isEqualTo("newer");
  }

  @Test
  void forgets_what_is_not_there() throws Exception {
    rows().forget(database(), store(), RUN);
    live();
    bring(1);
    rows().forget(database(), store(), RUN);
    rows().takeBack(database(), store(), RUN, fence(2));
    assertThat(rowOf("1", "a")).isEqualTo("newer");
  }
}
