package dev.mayday.activities.reports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mayday.incident.Outcome;
import dev.mayday.incident.Report;
import dev.mayday.system.Refused;
import dev.mayday.system.Reports;
import dev.mayday.system.ReportsContract;
import dev.mayday.system.Unavailable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The promises, kept by files on a disk. */
class ReportsAdapterTest extends ReportsContract {
  @TempDir private Path state;

  @Override
  protected Reports reports() {
    return new ReportsAdapter(
        state.resolve("reports"),
        new ReportMarkdown("Europe/Moscow", "http://127.0.0.1:8233/", "default"));
  }

  @Override
  protected Optional<Report> filed(String run) {
    Path file = state.resolve("reports").resolve(run + ".json");
    try {
      return Files.exists(file)
          ? Optional.of(ReportJson.read(Files.readString(file)))
          : Optional.empty();
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  @Test
  void onlyTheTwoFilesAreLeftAndOthersCannotReadThem() throws IOException {
    Path readable = Path.of(reports().file(report("run-1", Outcome.RECOVERED)));
    try (var files = Files.list(readable.getParent())) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder("run-1.md", "run-1.json");
    }
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(readable)))
        .isEqualTo("rw-r-----");
  }

  @Test
  void aRunThatIsNoFileNameIsRefused() {
    assertThatThrownBy(() -> reports().file(report("../../etc/cron.d/run", Outcome.RECOVERED)))
        .isInstanceOf(Refused.class);
    assertThat(state).isEmptyDirectory();
  }

  @Test
  void aFolderThatCannotBeWrittenIsUnavailable() throws IOException {
    Files.writeString(state.resolve("reports"), "in the way");
    assertThatThrownBy(() -> reports().file(report("run-1", Outcome.RECOVERED)))
        .isInstanceOf(Unavailable.class)
        .hasMessageContaining("HINT: ");
  }
}
