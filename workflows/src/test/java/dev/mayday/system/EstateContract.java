package dev.mayday.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mayday.incident.Service;
import dev.mayday.incident.Target;
import org.junit.jupiter.api.Test;

/** What {@link Estate} promises, wherever the configuration stands. */
public abstract class EstateContract {
  /** The port under test. */
  protected abstract Estate estate();

  /** A service that is there. */
  protected abstract Target target();

  /** Gives the order to stand back in the service's environment. */
  protected abstract void standBack(String by, String why);

  /** Calls the order off. */
  protected abstract void actAgain();

  @Test
  void reads_the_same_service_with_the_same_hash() {
    Service service = estate().read(target());
    assertThat(service.target()).isEqualTo(target());
    assertThat(service.hash()).isNotEmpty().isEqualTo(estate().read(target()).hash());
    assertThat(service.policies()).containsKeys("FallBackToFiles", "ReturnToPostgres");
    assertThat(service.ladder()).isNotEmpty();
  }

  @Test
  void refuses_a_service_that_is_not_there_and_names_those_that_are() {
    assertThatThrownBy(() -> estate().read(new Target(target().environment(), "nobody")))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("nobody")
        .hasMessageContaining("HINT: ")
        .hasMessageContaining(target().service());
  }

  @Test
  void says_who_stands_back_and_why_until_it_is_called_off() {
    assertThat(estate().standBack(target().environment())).isEmpty();
    standBack("lead", "maintenance");
    assertThat(estate().standBack(target().environment())).isEqualTo("lead: maintenance");
    actAgain();
    assertThat(estate().standBack(target().environment())).isEmpty();
  }

  @Test
  void an_environment_that_is_not_there_is_no_leave_to_act() {
    assertThatThrownBy(() -> estate().standBack("nowhere"))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("nowhere")
        .hasMessageContaining("HINT: there are " + target().environment());
  }
}
