package dev.mayday.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mayday.incident.Database;
import dev.mayday.system.Reachability.State;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What {@link Postgres} promises, whatever database stands behind it. */
public abstract class PostgresContract {
  /** The port under test. */
  protected abstract Postgres postgres();

  /** Brings a database into a state, and says how to reach it. */
  protected abstract Database arrange(State state) throws Exception;

  /** A database whose URL's reference leads nowhere. */
  protected abstract Database unresolvable();

  /** What must not be seen in any answer. */
  protected abstract String password();

  @ParameterizedTest
  @EnumSource(State.class)
  void tells_each_state_from_the_others_in_time(State state) throws Exception {
    Database database = arrange(state);
    Instant before = Instant.now();
    Reachability found = postgres().probe(database);
    assertThat(found.state()).as(found.detail()).isEqualTo(state);
    assertThat(found.ready()).isEqualTo(state == State.READY);
    assertThat(found.detail()).isNotBlank().doesNotContain(password());
    assertThat(found.took()).isLessThan(database.connectWithin().plusSeconds(1));
    assertThat(found.at()).isBetween(before.minusSeconds(1), Instant.now().plusSeconds(1));
  }

  @Test
  void says_the_same_when_asked_twice() throws Exception {
    Database database = arrange(State.REFUSED);
    assertThat(postgres().probe(database).state()).isEqualTo(State.REFUSED);
    assertThat(postgres().probe(database).state()).isEqualTo(State.REFUSED);
    assertThat(postgres().probe(arrange(State.READY)).ready()).isTrue();
  }

  @Test
  void refuses_a_reference_that_leads_nowhere() {
    assertThatThrownBy(() -> postgres().probe(unresolvable()))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("HINT: ");
  }
}
