package dev.mayday.starter;

import dev.mayday.activities.estate.Listen;
import dev.mayday.activities.secret.Secrets;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Everything of Mayday in one process. */
@Command(
    name = "up",
    description = "Run worker, webhook and metrics in one process, until Ctrl-C.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  mayday up",
      "  TEMPORAL_ADDRESS=temporal.internal:7233 mayday up --host app-1",
      "      Temporal is where TEMPORAL_ADDRESS and its kin say, else at 127.0.0.1:7233"
    })
final class Up extends MaydayCommand {
  @Mixin final Hosts hosts = new Hosts();

  @Mixin final MetricsAt listen = new MetricsAt();

  Up(Surroundings around) {
    super(around);
  }

  @Override
  public Integer call() {
    Listen at = listen.orConfigured(this);
    List<String> here = hosts.orOnly(this);
    try (Serving serving = new Serving(estate(), new Secrets(around.environment()), out())) {
      serving.workers(true, here);
      if (estate().webhook().isPresent()) serving.webhook();
      return serving.metrics(at).stay();
    }
  }
}
