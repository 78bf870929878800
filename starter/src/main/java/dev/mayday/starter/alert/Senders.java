package dev.mayday.starter.alert;

import dev.mayday.activities.estate.AlertSource;
import dev.mayday.activities.estate.Desk;
import dev.mayday.activities.secret.Secrets;
import dev.mayday.incident.Target;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** The configured sources by name: one line here for each kind. */
final class Senders {
  private Senders() {}

  /** Every source; one whose secret cannot be read is refused now and not at its first alert. */
  static Map<String, Sender> of(Desk desk, Secrets secrets, Set<Target> services) {
    Map<String, Sender> senders = new LinkedHashMap<>();
    for (AlertSource source : desk.sources()) {
      secrets.resolve(source.secret());
      senders.put(source.name(), of(desk, new Intake(source, secrets, services)));
    }
    return senders;
  }

  private static Sender of(Desk desk, Intake intake) {
    return switch (intake.source().kind()) {
      case ALERTMANAGER -> new AlertmanagerAlerts(intake);
      case STANDARD_WEBHOOKS -> new StandardWebhookAlerts(intake, desk.replayWindow());
    };
  }
}
