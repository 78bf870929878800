package dev.mayday.sandbox.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mayday.incident.Ruling;
import java.util.List;

/** Whether a report holds what {@link ApprovalsIT} said to a recovery, and what counted of it. */
final class OnRecord {
  private static final String WRONG = "the code is not right";

  /** Another person's code once, an old yes once. */
  private static final int OTHERS = 2;

  private OnRecord() {}

  /** Every guess stands there and none counted; those who may say yes and no did count. */
  static void whatWasSaid(List<Ruling> all, int guesses) {
    assertThat(all)
        .filteredOn(one -> one.why().equals(WRONG))
        .as("each guess stands there")
        .hasSize(guesses + OTHERS);
    assertThat(all)
        .filteredOn(Ruling::counted)
        .extracting(one -> one.question() + " " + one.by() + " " + one.answer())
        .startsWith("1 on-call yes", "1 on-call yes", "1 backup yes")
        .hasSize(4);
  }
}
