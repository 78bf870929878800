package dev.mayday.starter;

import dev.mayday.activities.reports.ReportJson;
import dev.mayday.incident.Names;
import dev.mayday.incident.Report;
import dev.mayday.incident.Target;
import dev.mayday.system.Refused;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Reports that were filed on this machine. */
final class Filed {
  private final Path folder;

  /**
   * @param state the state folder of the configuration
   */
  Filed(Path state) {
    folder = state.resolve("reports");
  }

  /** The report of one run, when it was filed here. */
  Optional<Report> of(String run) {
    Path file = folder.resolve(Names.require("run", run) + ".json");
    return Files.exists(file) ? Optional.of(read(file)) : Optional.empty();
  }

  /** The report that was begun last for a service, when one was filed here. */
  Optional<Report> newest(Target target) {
    return files().stream()
        .map(Filed::read)
        .filter(report -> target.equals(report.target()))
        .max(Comparator.comparing(Report::startedAt));
  }

  private List<Path> files() {
    try (Stream<Path> all = Files.list(folder)) {
      return all.filter(file -> file.toString().endsWith(".json"))
          .filter(file -> !file.getFileName().toString().startsWith("."))
          .toList();
    } catch (NoSuchFileException none) {
      return List.of();
    } catch (IOException broken) {
      throw new Refused(
          "the reports in "
              + folder
              + " cannot be read\nHINT: look at the folder's owner and mode");
    }
  }

  private static Report read(Path file) {
    try {
      return ReportJson.read(Files.readString(file));
    } catch (IOException | UncheckedIOException | IllegalArgumentException broken) {
      throw new Refused(
          "the report " + file + " cannot be read\nHINT: look at its owner and mode, and into it");
    }
  }
}
