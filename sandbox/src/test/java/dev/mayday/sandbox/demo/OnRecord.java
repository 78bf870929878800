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
    List<String> counted =
        all.stream()
            .filter(Ruling::counted)
            .map(one -> one.question() + " " + one.by() + " " + one.answer())
            .toList();
    assertThat(counted)
        .startsWith("1 on-call yes", "1 on-call yes", "1 backup yes")
        .hasSizeBetween(4, 5);
    assertThat(counted.get(counted.size() - 1)).endsWith(" no");
    if (counted.size() == 5) assertThat(counted.get(3)).as("one of two").endsWith(" yes");
  }
}
