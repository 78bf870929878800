package dev.mayday.starter;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mayday.starter.Terminal.Said;
import dev.mayday.system.Unavailable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What setup says and keeps where there is little to see; a whole server is in InstallIT. */
class SetupTest {
  @TempDir Path folder;

  @Test
  void aProcessThatIsNotThereIsSaidAndNothingIsWritten() {
    Said said = terminal().types("setup", "--process", "nobody-has-this");
    assertThat(said.exit()).isEqualTo(Exit.REFUSED);
    assertThat(said.err()).contains("runs a process \"nobody-has-this\"").contains("HINT: ");
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void registeringIsNeverDoneUnlessToldTo() throws IOException {
    Path file = configured();
    Said told = terminal().types("setup", "--register", "--no-doctor");
    assertThat(told.exit()).as("it asks for Temporal").isEqualTo(Exit.UNAVAILABLE);
    Said units = terminal().types("setup", "--units", "units", "--no-doctor", "--json");
    assertThat(units.exit()).as(units.err()).isZero();
    JsonNode json = new ObjectMapper().readTree(units.out());
    assertThat(json.path("units")).hasSize(3);
    assertThat(json.has("registered")).isFalse();
    assertThat(file).hasContent(text());
  }

  @Test
  void aStoreThatIsTheServicesDatabaseIsRefused() throws IOException {
    configured();
    Said said =
        terminal()
            .types(
                "setup", "--units", "units", "--store", "postgresql://t@localhost:5433/temporal");
    assertThat(said.exit()).isEqualTo(Exit.REFUSED);
    assertThat(said.err()).contains("the database server of production/desk", "HINT: ");
    assertThat(folder.resolve("units")).doesNotExist();
  }

  private Path configured() throws IOException {
    return Files.writeString(folder.resolve("mayday.yaml"), text());
  }

  private String text() {
    String process = "name: nobody-has-this, pm2Home: " + folder + "/pm2";
    return "# a person's own words\n" + Estates.small(folder + "/state", folder + "/app", process);
  }

  private Terminal terminal() {
    return new Terminal(
        folder,
        Map.of(
            "MAYDAY_TEMPORAL", "/bin/true",
            "DESK_DB", "postgresql://u:p-word@127.0.0.1:5433/desk"),
        () -> {
          throw new Unavailable("no Temporal server answers\nHINT: start one");
        });
  }
}
