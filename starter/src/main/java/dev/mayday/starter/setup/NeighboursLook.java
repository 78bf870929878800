package dev.mayday.starter.setup;

import dev.mayday.activities.neighbours.NeighboursAdapter;
import dev.mayday.activities.postgres.Connections;
import dev.mayday.activities.secret.Secrets;
import dev.mayday.incident.Checkout;
import dev.mayday.incident.Database;
import dev.mayday.incident.Neighbour.Shared;
import dev.mayday.incident.NodeProcess;
import dev.mayday.incident.Settings;
import dev.mayday.system.Found;
import dev.mayday.system.Neighbourhood;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Who else lives off the checkout, the settings or the database, seen as a recovery sees them. What
 * becomes of each only a person can say: drafted is what does nothing to it.
 */
record NeighboursLook(Site site, Secrets secrets) {
  /** Where the draft has them, one by one. */
  static final String KEY = "service.neighbours.";

  private static final Duration WITHIN = Duration.ofSeconds(5);

  /** Looks once what the service is made of was guessed. */
  void guess(Guesses guesses) {
    Neighbourhood seen =
        new NeighboursAdapter(new Connections(secrets))
            .look(checkout(), settings(guesses), database(guesses), process(), List.of());
    seen.unlisted().forEach(one -> guess(guesses, one));
    seen.unseen().forEach(guesses::note);
  }

  private static void guess(Guesses guesses, Found one) {
    String[] entry = one.entry().split(": ", 2);
    guesses.unsure(
        KEY + entry[0],
        entry[1],
        "%s shares %s%s; will a recovery leave it untouched, or is it to be stopped or restarted?"
            .formatted(
                one.what(),
                one.shares().stream().map(NeighboursLook::word).collect(Collectors.joining(", ")),
                one.sameScript() ? ", and runs the service's own script" : ""));
  }

  private static String word(Shared shared) {
    return switch (shared) {
      case CHECKOUT -> "the checkout";
      case ENV -> "the settings";
      case DATABASE -> "the database";
    };
  }

  private Checkout checkout() {
    return new Checkout(site.top().toString(), "", "", List.of());
  }

  private Settings settings(Guesses guesses) {
    String guessed = guesses.value("service.settings.path");
    String path = guessed.isEmpty() ? site.top().resolve(".env").toString() : guessed;
    return new Settings(path, guesses.value("service.settings.mode"), "", "", "");
  }

  private static Database database(Guesses guesses) {
    String reference = guesses.value("service.database.url");
    return new Database(reference, WITHIN, Duration.ZERO, Duration.ZERO, List.of());
  }

  private NodeProcess process() {
    return new NodeProcess(
        site.listed().name(), site.daemon().home(), "", WITHIN, WITHIN, NodeProcess.SAVE_WITHIN);
  }
}
