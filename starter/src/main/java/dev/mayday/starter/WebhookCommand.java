package dev.mayday.starter;

import dev.mayday.activities.estate.Listen;
import dev.mayday.activities.secret.Secrets;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** What takes alerts in. */
@Command(
    name = "webhook",
    description = "Run the alert webhook alone; several may run beside each other.",
    footerHeading = "%nExample:%n",
    footer = "  mayday webhook --config /etc/mayday/mayday.yaml")
final class WebhookCommand extends MaydayCommand {
  @Mixin final MetricsAt listen = new MetricsAt();

  WebhookCommand(Surroundings around) {
    super(around);
  }

  @Override
  public Integer call() {
    Listen at = listen.orConfigured(this);
    try (Serving serving = new Serving(estate(), new Secrets(around.environment()), out())) {
      return serving.webhook().metrics(at).stay();
    }
  }
}
