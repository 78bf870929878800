package dev.mayday.starter;

import dev.mayday.incident.Service;
import dev.mayday.incident.Target;
import dev.mayday.system.Refused;
import dev.mayday.worker.byhand.ByHand;
import dev.mayday.worker.byhand.Pages;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** For the day when Mayday or Temporal is down; so it asks neither, nor the network. */
@Command(
    name = "runbook",
    description = "Print a scenario's steps by hand, with this server's own names.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  mayday runbook FallBackToFiles -e production -s whatsapp",
      "  mayday runbook FallBackToFiles -e production -s whatsapp --write",
      "      writes it to runbooks in the state folder, as mayday doctor does",
      "  mayday runbook ReturnToPostgres -e production -s whatsapp --write=/srv/handbook"
    })
final class RunbookCommand extends Choosing {
  private static final String STATE = "runbooks in the state folder";

  @Option(
      names = "--write",
      arity = "0..1",
      fallbackValue = STATE,
      paramLabel = "DIR",
      description = "Write it below DIR, else below " + STATE + ", and say where.")
  String write;

  RunbookCommand(Surroundings around) {
    super(around);
  }

  @Override
  public Integer call() {
    Target target = chosen();
    Service service = estate().service(target);
    out().print(write == null ? ByHand.page(estate(), service, scenario) : written(service) + "\n");
    out().flush();
    return Exit.DONE;
  }

  private Path written(Service service) {
    try {
      return pages().write(service, scenario);
    } catch (Refused cannot) {
      throw wrongUse(cannot.getMessage());
    }
  }

  private Pages pages() {
    return write.equals(STATE)
        ? Pages.kept(estate())
        : new Pages(estate(), around.folder().resolve(write));
  }
}
