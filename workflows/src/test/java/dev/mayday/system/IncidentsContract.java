package dev.mayday.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mayday.incident.Target;
import org.junit.jupiter.api.Test;

/** What {@link Incidents} promises, whatever carries them. */
public abstract class IncidentsContract {
  /** The port under test. */
  protected abstract Incidents incidents();

  /** A service that is there. */
  protected abstract Target target();

  /** Begins a scenario under the service's lock. */
  protected abstract void begin(String scenario);

  /** Ends what runs under the lock. */
  protected abstract void end();

  /** What identifies the service's open incident, or an empty text. */
  protected abstract String open();

  @Test
  void names_what_runs_under_the_lock_as_long_as_it_runs() {
    assertThat(incidents().running(target())).isEmpty();
    begin("FallBackToFiles");
    assertThat(incidents().running(target())).isEqualTo("FallBackToFiles");
    end();
    assertThat(incidents().running(target())).isEmpty();
  }

  @Test
  void telling_twice_that_a_recovery_began_makes_one_incident() {
    assertThat(open()).isEmpty();
    incidents().begun(target(), "FallBackToFiles", "run-1", "lead");
    String incident = open();
    assertThat(incident).isNotEmpty();
    incidents().begun(target(), "FallBackToFiles", "run-1", "lead");
    assertThat(open()).isEqualTo(incident);
  }
}
