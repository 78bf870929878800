package dev.mayday.sandbox;

import dev.mayday.system.Refused;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Which service stands in a sandbox. Both live on PostgreSQL, PM2, git and one library that speaks
 * with WhatsApp, as two services of two firms do; they share no name, no table, no message and no
 * line of code of their own.
 */
public enum Kind {
  /** The one that the session runbook was written for: Mayday's defaults are its names. */
  WHATSAPP,
  /** One that is called, built and asked otherwise in everything that Mayday is told of. */
  GATEWAY;

  /** The name on the command line, and of the folder with what makes it. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * The kind of that name.
   *
   * @throws Refused when there is none
   */
  public static Kind named(String label) {
    return Arrays.stream(values())
        .filter(kind -> kind.label().equals(label))
        .findFirst()
        .orElseThrow(
            () ->
                new Refused("there is no service %s\nHINT: one of %s".formatted(label, labels())));
  }

  private static String labels() {
    return Arrays.stream(values()).map(Kind::label).collect(Collectors.joining(", "));
  }
}
