package dev.mayday.starter.alert;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mayday.activities.secret.Secret;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Prometheus Alertmanager's webhook, version 4. It signs nothing: the receiver's {@code
 * http_config} carries a bearer token or a password of basic authentication. The group's status
 * says nothing about its alerts, so each alert's own status counts.
 */
final class AlertmanagerAlerts implements Sender {
  private final Intake intake;

  AlertmanagerAlerts(Intake intake) {
    this.intake = intake;
  }

  @Override
  public boolean genuine(Post post) {
    Secret secret = intake.secrets().resolve(intake.source().secret());
    String[] parts = post.said("Authorization").split("\\s+", 2);
    if (parts.length < 2) return false;
    return switch (parts[0].toLowerCase(Locale.ROOT)) {
      case "bearer" -> secret.is(parts[1]);
      case "basic" -> secret.is(password(parts[1]));
      default -> false;
    };
  }

  private static String password(String encoded) {
    try {
      String both = new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8);
      return both.substring(both.indexOf(':') + 1);
    } catch (IllegalArgumentException noBase64) {
      return null;
    }
  }

  @Override
  public List<Reading> read(JsonNode message, Instant at) throws Malformed {
    JsonNode alerts = message.path("alerts");
    if (!alerts.isArray()) throw new Malformed("alerts is no list");
    List<Reading> readings = new ArrayList<>();
    for (JsonNode alert : alerts) readings.add(read(alert, readings.size(), at));
    return readings;
  }

  private Reading read(JsonNode alert, int number, Instant at) throws Malformed {
    String status = alert.path("status").asText();
    if (!status.equals("firing") && !status.equals("resolved"))
      throw new Malformed("alerts[" + number + "].status is neither firing nor resolved");
    if (!alert.path("labels").isObject())
      throw new Malformed("alerts[" + number + "].labels is no object");
    Map<String, String> labels = Intake.labels(alert.path("labels"));
    return intake.reading(
        alert.path("fingerprint").asText(),
        status.equals("firing"),
        alert.path("startsAt").asText(),
        at,
        labels.getOrDefault("severity", ""),
        summary(alert.path("annotations"), labels),
        labels);
  }

  private static String summary(JsonNode annotations, Map<String, String> labels) {
    String summary = annotations.path("summary").asText();
    if (summary.isBlank()) summary = annotations.path("description").asText();
    return summary.isBlank() ? labels.getOrDefault("alertname", "") : summary;
  }
}
