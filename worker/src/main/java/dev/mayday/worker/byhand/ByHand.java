package dev.mayday.worker.byhand;

import dev.mayday.activities.estate.EstateFile;
import dev.mayday.incident.Service;
import dev.mayday.scenario.Scenarios;
import dev.mayday.system.Refused;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A scenario's runbook by hand: a page in Markdown whose commands are pasted into bash. It names
 * everything as one service's configuration does, and of secrets only where they are. Making it
 * asks neither Temporal nor the network.
 */
public final class ByHand {
  private static final Pattern PLACE = Pattern.compile("@\\{([A-Za-z0-9]+)}");

  private ByHand() {}

  /**
   * The page.
   *
   * @throws Refused when there is no such scenario
   */
  public static String page(EstateFile estate, Service service, String scenario) {
    if (!Scenarios.recoveries().contains(scenario))
      throw new Refused(
          "there is no runbook by hand for \""
              + scenario
              + "\"\nHINT: there are "
              + String.join(", ", Scenarios.recoveries()));
    Map<String, String> names = new Names(estate, service).all();
    return filled(resource(scenario + ".md"), names);
  }

  private static String filled(String text, Map<String, String> names) {
    return PLACE
        .matcher(text)
        .replaceAll(place -> Matcher.quoteReplacement(value(place.group(1), names)));
  }

  private static String value(String name, Map<String, String> names) {
    if (name.equals("script")) return resource("by-hand.js").strip();
    String value = names.get(name);
    if (value == null) throw new IllegalStateException("the page asks for an unknown " + name);
    return value;
  }

  private static String resource(String name) {
    try (InputStream file = ByHand.class.getResourceAsStream("/by-hand/" + name)) {
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
