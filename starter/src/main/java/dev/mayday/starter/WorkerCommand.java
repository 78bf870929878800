package dev.mayday.starter;

import dev.mayday.activities.estate.Listen;
import dev.mayday.activities.secret.Secrets;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What carries recoveries out. */
@Command(
    name = "worker",
    description = "Run a worker: for workflows, or with --host for the steps on that host.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  mayday worker",
      "  mayday worker --host app-1",
      "  mayday worker --host app-1 --control      both in one process"
    })
final class WorkerCommand extends MaydayCommand {
  @Mixin final Hosts hosts = new Hosts();

  @Mixin final MetricsAt listen = new MetricsAt();

  @Option(names = "--control", description = "Also run workflows where --host is given.")
  boolean control;

  WorkerCommand(Surroundings around) {
    super(around);
  }

  @Override
  public Integer call() {
    Listen at = listen.orConfigured(this);
    List<String> here = hosts.named(this);
    try (Serving serving = new Serving(estate(), new Secrets(around.environment()), out())) {
      return serving.workers(control || here.isEmpty(), here).metrics(at).stay();
    }
  }
}
