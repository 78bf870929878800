package dev.mayday.scenario;

import dev.mayday.incident.Service;
import dev.mayday.system.EnvFile;
import dev.mayday.system.SessionRows;
import dev.mayday.system.Sessions;
import dev.mayday.system.Swept;
import io.temporal.failure.ActivityFailure;
import io.temporal.failure.ApplicationFailure;
import io.temporal.workflow.Workflow;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * Forgets what ended runs left behind. Called where no recovery of the service runs and the service
 * is not on files, so nothing of it is needed for a way back.
 */
record Leftovers(Sessions sessions, EnvFile envFile, SessionRows rows) {
  /** What was forgotten, what stays, what failed, as the rest of a sentence; mostly empty. */
  String forgotten(Service service) {
    Instant before =
        Instant.ofEpochMilli(Workflow.currentTimeMillis())
            .minus(service.sessions().keepLeftovers());
    List<String> said = new ArrayList<>();
    said.addAll(swept("folders", () -> sessions.sweep(service.sessions(), before)));
    said.addAll(swept("sealed copies", () -> envFile.sweep(service.target(), before)));
    said.addAll(
        swept("undo tables", () -> rows.sweep(service.database(), service.sessions(), before)));
    return said.isEmpty() ? "" : "; " + String.join("; ", said);
  }

  /** A refreshed copy is not lost because something old stays: that is said. */
  private static List<String> swept(String what, Supplier<Swept> sweep) {
    List<String> said = new ArrayList<>();
    try {
      Swept swept = sweep.get();
      if (swept.removed() > 0) said.add(swept.removed() + " " + what + " of ended runs forgotten");
      if (!swept.left().isEmpty())
        said.add("stays until a person removes it: " + String.join(", ", swept.left()));
    } catch (ActivityFailure failure) {
      said.add("old " + what + " could not be forgotten (" + cause(failure) + ")");
    }
    return said;
  }

  private static String cause(ActivityFailure failure) {
    return failure.getCause() instanceof ApplicationFailure said
        ? said.getOriginalMessage()
        : String.valueOf(failure.getCause().getMessage());
  }
}
