package dev.mayday.starter;

import picocli.CommandLine.Help.Ansi.IStyle;
import picocli.CommandLine.Help.Ansi.Style;

/**
 * Colours, where a terminal shows them. Text from outside loses its control characters, so that an
 * alert cannot steer the terminal.
 *
 * @param colours whether to colour
 */
record Paint(boolean colours) {
  String bold(String text) {
    return in(Style.bold, text);
  }

  String good(String text) {
    return in(Style.fg_green, text);
  }

  String bad(String text) {
    return in(Style.fg_red, text);
  }

  String asks(String text) {
    return in(Style.fg_yellow, text);
  }

  String faint(String text) {
    return in(Style.faint, text);
  }

  /** One line of printable text. */
  static String plain(String text) {
    return text == null ? "" : text.replaceAll("[\\s\\p{Cntrl}]+", " ").strip();
  }

  private String in(IStyle style, String text) {
    return colours ? style.on() + text + Style.off(style) : text;
  }
}
