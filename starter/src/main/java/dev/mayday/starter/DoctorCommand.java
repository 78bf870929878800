package dev.mayday.starter;

import com.uber.m3.tally.NoopScope;
import dev.mayday.activities.secret.Secrets;
import dev.mayday.worker.Doctor;
import dev.mayday.worker.Finding;
import dev.mayday.worker.Temporal;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What would not work, before the emergency. */
@Command(
    name = "doctor",
    description = "Say what would not work in an emergency, before there is one.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  mayday doctor",
      "  mayday doctor --host app-1 --json",
      "  mayday doctor --anywhere",
      "      on a machine that is no host: Temporal, every host's worker, the people",
      "      the exit code is 0 only when everything would work"
    })
final class DoctorCommand extends MaydayCommand {
  @Mixin final Hosts hosts = new Hosts();

  @Option(
      names = "--anywhere",
      description = "This machine is none of the hosts: look at what can be seen from anywhere.")
  boolean anywhere;

  @Option(names = "--json", description = "Print JSON.")
  boolean json;

  DoctorCommand(Surroundings around) {
    super(around);
  }

  @Override
  public Integer call() {
    if (anywhere && !hosts.named.isEmpty())
      throw wrongUse("--host and --anywhere do not go together\nHINT: say one");
    return tell(examine(anywhere ? List.of() : hosts.orOnly(this)));
  }

  /** Prints them, and says by the exit code whether everything would work. */
  int tell(List<Finding> findings) {
    if (json) out().println(Json.of(findings));
    else findings.forEach(this::say);
    out().flush();
    return findings.stream().allMatch(Finding::ok) ? Exit.DONE : Exit.REFUSED;
  }

  private List<Finding> examine(List<String> here) {
    Secrets secrets = new Secrets(around.environment());
    return Doctor.examine(() -> Temporal.connect(new NoopScope()), estate(), secrets, here);
  }

  private void say(Finding finding) {
    String mark = finding.ok() ? paint().good("ok  ") : paint().bad("FAIL");
    out().println(mark + " " + finding.what() + ": " + Paint.plain(finding.detail()));
    if (!finding.stops().isEmpty())
      out().println("     stops " + String.join(", ", finding.stops()));
    if (!finding.hint().isEmpty()) out().println("     HINT: " + Paint.plain(finding.hint()));
  }
}
