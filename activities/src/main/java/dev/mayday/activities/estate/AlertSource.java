package dev.mayday.activities.estate;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One sender of alerts.
 *
 * @param name stands in the webhook's path and in every alert
 * @param kind what its messages look like
 * @param secret reference to the bearer token (alertmanager) or signing secret (standard-webhooks)
 * @param service how an alert's service is found
 * @param environment how an alert's environment is found
 * @param labels the labels that are kept; all others are cut at the desk
 * @param zone the time zone in which a time that names none is read
 */
public record AlertSource(
    String name,
    Kind kind,
    String secret,
    Choice service,
    Choice environment,
    List<String> labels,
    String zone) {

  /** What a sender's messages look like. */
  public enum Kind {
    ALERTMANAGER,
    STANDARD_WEBHOOKS
  }

  /**
   * A name that is read from a label, or fixed. Exactly one of the two is set.
   *
   * @param label the label to read, or empty
   * @param is the fixed name, or empty
   */
  public record Choice(String label, String is) {
    /** The name for an alert with these labels, or nothing when it does not carry the label. */
    public Optional<String> from(Map<String, String> labels) {
      return is.isEmpty() ? Optional.ofNullable(labels.get(label)) : Optional.of(is);
    }
  }
}
