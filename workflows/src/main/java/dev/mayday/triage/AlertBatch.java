package dev.mayday.triage;

import dev.mayday.incident.Alert;
import java.util.List;

/**
 * Alerts that the front desk committed together.
 *
 * @param alerts in the order in which they came in
 */
public record AlertBatch(List<Alert> alerts) {
  /** A missing list is an empty one; an alert that does not say what and since when is none. */
  public AlertBatch {
    alerts = alerts == null ? List.of() : alerts.stream().filter(AlertBatch::says).toList();
  }

  private static boolean says(Alert alert) {
    return alert != null
        && alert.key() != null
        && alert.summary() != null
        && alert.startedAt() != null;
  }
}
