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
      "      the exit code is 0 only when everything would work"
    })
final class DoctorCommand extends MaydayCommand {
  @Mixin final Hosts hosts = new Hosts();

  @Option(names = "--json", description = "Print JSON.")
  boolean json;

  DoctorCommand(Surroundings around) {
    super(around);
  }

  @Override
  public Integer call() {
    List<String> here = hosts.orOnly(this);
    List<Finding> findings = examine(here);
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
    if (!finding.hint().isEmpty()) out().println("     HINT: " + Paint.plain(finding.hint()));
  }
}
