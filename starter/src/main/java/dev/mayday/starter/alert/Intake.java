package dev.mayday.starter.alert;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mayday.activities.estate.AlertSource;
import dev.mayday.activities.secret.Secrets;
import dev.mayday.incident.Alert;
import dev.mayday.incident.Target;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Cuts what a source says to what Mayday keeps: named labels, one line of summary, lengths that a
 * thousand alerts may have. What reaches a workflow's history passes here.
 */
final class Intake {
  private static final int LONGEST_LABEL = 200;
  private static final int LONGEST_SUMMARY = 300;
  private static final int LONGEST_TIME = 60;

  private final AlertSource source;
  private final Secrets secrets;
  private final Set<Target> services;

  Intake(AlertSource source, Secrets secrets, Set<Target> services) {
    this.source = source;
    this.secrets = secrets;
    this.services = services;
  }

  AlertSource source() {
    return source;
  }

  Secrets secrets() {
    return secrets;
  }

  /**
   * One alert.
   *
   * @param key the source's key; empty gives one made of all labels
   * @param began when the source says that it began, in any form
   * @param at when the message came
   */
  Reading reading(
      String key,
      boolean firing,
      String began,
      Instant at,
      String severity,
      String summary,
      Map<String, String> labels) {
    Map<String, String> kept = new TreeMap<>();
    for (String name : source.labels())
      if (labels.containsKey(name)) kept.put(name, line(labels.get(name), LONGEST_LABEL));
    Beginning beginning = Beginning.of(line(began, LONGEST_TIME), source.zone(), at);
    Alert alert =
        new Alert(
            source.name(),
            line(key.isBlank() ? digest(labels) : key, LONGEST_LABEL),
            firing,
            beginning.at(),
            at,
            line(severity, LONGEST_LABEL),
            line(summary, LONGEST_SUMMARY),
            kept,
            beginning.said(),
            beginning.zone());
    return new Reading(alert, target(labels));
  }

  /** Every label with a plain value. */
  static Map<String, String> labels(JsonNode object) {
    Map<String, String> labels = new TreeMap<>();
    object
        .properties()
        .forEach(
            field -> {
              if (field.getValue().isValueNode() && !field.getValue().isNull())
                labels.put(field.getKey(), field.getValue().asText());
            });
    return labels;
  }

  private Optional<Target> target(Map<String, String> labels) {
    String environment = source.environment().from(labels).orElse("");
    String service = source.service().from(labels).orElse("");
    return services.stream()
        .filter(known -> known.environment().equals(environment))
        .filter(known -> known.service().equals(service))
        .findFirst();
  }

  /** One line without control characters, secrets and halves of characters. */
  private String line(String text, int longest) {
    String whole = new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    String line = secrets.mask(whole).replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
    if (line.length() <= longest) return line;
    int end = Character.isHighSurrogate(line.charAt(longest - 2)) ? longest - 2 : longest - 1;
    return line.substring(0, end) + "…";
  }

  private static String digest(Map<String, String> labels) {
    try {
      byte[] text = new TreeMap<>(labels).toString().getBytes(StandardCharsets.UTF_8);
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(text);
      return HexFormat.of().formatHex(digest, 0, 8);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java has SHA-256", impossible);
    }
  }
}
