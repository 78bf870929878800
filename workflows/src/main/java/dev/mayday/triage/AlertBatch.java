package dev.mayday.triage;

import dev.mayday.incident.Alert;
import java.util.List;

/**
 * Alerts that the front desk committed together.
 *
 * @param alerts in the order in which they came in
 */
public record AlertBatch(List<Alert> alerts) {
  /** A missing list is an empty one. */
  public AlertBatch {
    alerts = alerts == null ? List.of() : List.copyOf(alerts);
  }
}
