package dev.mayday.doctor;

import java.util.stream.Collectors;

/** An examination as the Web UI shows it. */
record Sheet(Examined examined) {
  String text() {
    String head =
        "**The doctor looked at "
            + examined.place()
            + "** at "
            + examined.at()
            + ": "
            + (examined.red() == 0
                ? "all of " + examined.looked() + " things would work"
                : examined.red() + " of " + examined.looked() + " things would not work");
    return head + examined.failed().stream().map(Sheet::line).collect(Collectors.joining());
  }

  private static String line(Examined.Failed one) {
    String stops = one.stops().isEmpty() ? "" : " (stops " + String.join(", ", one.stops()) + ")";
    String hint = one.hint().isEmpty() ? "" : "\n  - " + one.hint();
    return "\n\n- " + one.what() + ": " + one.detail() + stops + hint;
  }
}
