package dev.mayday.activities.reports;

import dev.mayday.activities.estate.EstateFile;
import dev.mayday.incident.Names;
import dev.mayday.incident.Report;
import dev.mayday.system.Refused;
import dev.mayday.system.Reports;
import dev.mayday.system.Unavailable;
import java.io.IOException;
import java.nio.file.Path;

/**
 * Files reports in the state folder: {@code reports/RUN.md} for people, {@code .json} beside it.
 */
public final class ReportsAdapter implements Reports {
  private final Path folder;
  private final ReportMarkdown markdown;

  /**
   * @param estate names the state folder, the zone that people live in and the Web UI
   * @param namespace Temporal's namespace, for the link to the Web UI
   */
  public ReportsAdapter(EstateFile estate, String namespace) {
    this(
        Path.of(estate.state()).resolve("reports"),
        new ReportMarkdown(estate.zone(), estate.webUi(), namespace));
  }

  ReportsAdapter(Path folder, ReportMarkdown markdown) {
    this.folder = folder;
    this.markdown = markdown;
  }

  @Override
  public String file(Report report) {
    String run = name(report.run());
    Path readable = folder.resolve(run + ".md");
    try {
      Whole.folder(folder);
      Whole.file(folder.resolve(run + ".json"), ReportJson.of(report));
      Whole.file(readable, markdown.of(report));
    } catch (IOException broken) {
      throw new Unavailable(
          "cannot file the report in "
              + folder
              + ": "
              + broken.getClass().getSimpleName()
              + "\nHINT: look at the folder's owner and mode and at the free disk space");
    }
    return readable.toAbsolutePath().toString();
  }

  private static String name(String run) {
    try {
      return Names.require("run", run);
    } catch (IllegalArgumentException wrong) {
      throw new Refused(wrong.getMessage());
    }
  }
}
