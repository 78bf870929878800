package dev.mayday.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mayday.incident.Target;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * What every implementation of {@link Notifier} promises. The world has the people {@code on-call}
 * and {@code backup} on the ladder of {@link #target()}, and {@code outsider} on none.
 */
public abstract class NotifierContract {
  protected abstract Notifier notifier();

  protected abstract Target target();

  /** From now on no channel confirms anything. */
  protected abstract void deafen();

  /** The subjects that a person was told, in order. */
  protected abstract List<String> heard(String person);

  private Notice notice(String... people) {
    return new Notice(
        target(), "FallBackToFiles", "it begins", "no secret", List.of(people), "run/1");
  }

  @Test
  void theNamedAreToldAndNobodyElse() {
    assertThat(notifier().tell(notice("backup")))
        .allSatisfy(by -> assertThat(by).contains("backup"));
    assertThat(heard("backup")).containsExactly("it begins");
    assertThat(heard("on-call")).isEmpty();
  }

  @Test
  void nobodyNamedMeansTheLadder() {
    assertThat(notifier().tell(notice())).hasSizeGreaterThanOrEqualTo(2);
    assertThat(heard("on-call")).containsExactly("it begins");
    assertThat(heard("backup")).containsExactly("it begins");
    assertThat(heard("outsider")).isEmpty();
  }

  @Test
  void whoIsDeafIsNotCountedAsTold() {
    deafen();
    assertThatThrownBy(() -> notifier().tell(notice("on-call")))
        .isInstanceOf(Unavailable.class)
        .hasMessageContaining("HINT: ");
  }
}
