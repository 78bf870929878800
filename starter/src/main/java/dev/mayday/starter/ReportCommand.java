package dev.mayday.starter;

import dev.mayday.activities.reports.ReportJson;
import dev.mayday.activities.reports.ReportMarkdown;
import dev.mayday.incident.Report;
import dev.mayday.incident.Target;
import dev.mayday.system.Refused;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What happened, with proof. */
@Command(
    name = "report",
    description = "Print the report of a recovery, also of one under way.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  mayday report --environment production --service whatsapp",
      "      the newest of that service",
      "  mayday report 0198c7f2-5a1b-7c3d-8e4f-1a2b3c4d5e6f > report.md",
      "  mayday report -s whatsapp --json | jq .rto"
    })
final class ReportCommand extends MaydayCommand {
  @Parameters(
      arity = "0..1",
      paramLabel = "RUN",
      description = "The run's id; without it the service's newest run.")
  String run;

  @Mixin final Where where = new Where();

  @Option(names = "--json", description = "Print JSON.")
  boolean json;

  ReportCommand(Surroundings around) {
    super(around);
  }

  @Override
  public Integer call() {
    Report report = run == null ? newest(where.one(this)) : filedOrLive();
    out().print(json ? ReportJson.of(report) : markdown(report));
    out().flush();
    return Exit.DONE;
  }

  private Filed filed() {
    return new Filed(Path.of(estate().state()));
  }

  private Report newest(Target target) {
    Line line = new Line(temporal(), target.recoveryId());
    Line.Seen seen = line.newest().orElse(null);
    if (seen == null)
      return filed()
          .newest(target)
          .orElseThrow(
              () ->
                  new Refused(
                      "there was no recovery of " + target + " yet\nHINT: try `mayday rehearse`"));
    return filed().of(seen.run()).orElseGet(() -> line.report(seen.run()));
  }

  private Report filedOrLive() {
    try {
      return filed().of(run).orElseGet(() -> live(where.one(this)));
    } catch (IllegalArgumentException notAName) {
      throw wrongUse(notAName.getMessage());
    }
  }

  private Report live(Target target) {
    return new Line(temporal(), target.recoveryId()).report(run);
  }

  private String markdown(Report report) {
    String namespace = temporal().getOptions().getNamespace();
    return new ReportMarkdown(estate().zone(), estate().webUi(), namespace).of(report);
  }
}
