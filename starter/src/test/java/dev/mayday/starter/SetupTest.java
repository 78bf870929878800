package dev.mayday.starter;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mayday.activities.estate.EstateFile;
import dev.mayday.starter.Terminal.Said;
import dev.mayday.starter.setup.Certainty;
import dev.mayday.starter.setup.Guess;
import dev.mayday.starter.setup.Look;
import dev.mayday.starter.setup.Unsaid;
import dev.mayday.starter.setup.Wishes;
import dev.mayday.system.Unavailable;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

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

  @Test
  void anotherServiceIsDraftedToBeCopiedIntoTheFileThatIsThere() throws IOException {
    String writes = "the same without --dry-run writes it";
    assertThat(draftOfASecond()).contains("      second:\n", writes);
    assertThat(folder).as("a look writes nothing").isEmptyDirectory();
    Path file = configured();
    assertThat(draftOfASecond())
        .contains("      second:\n", "next: " + file + " stays as it is: copy into it")
        .contains("`second` with all below it, `neighbours` too, under `services:` of production")
        .contains("then `mayday setup --environment production --service second`")
        .doesNotContain(writes);
    assertThat(file).hasContent(text());
  }

  private String draftOfASecond() {
    Said said = terminal().types("setup", "--dry-run", "--service", "second");
    assertThat(said.exit()).as(said.err()).isZero();
    return said.out();
  }

  /** A slip in a name is no wish for another service. */
  @Test
  void aServiceThatTheFileDoesNotHaveIsNamedWithHowToDraftIt() throws IOException {
    Path file = configured();
    Said said = terminal().types("setup", "--service", "second");
    assertThat(said.exit()).isEqualTo(Exit.WRONG_USE);
    assertThat(said.err())
        .contains("there is no service \"second\" in production")
        .contains("HINT: there are production/desk; --dry-run drafts another one")
        .contains("to be copied into " + file);
    assertThat(file).hasContent(text());
  }

  @Test
  void whatNeitherTheLookNorTheFileSaysIsListedWithWhatCountsInItsPlace() throws IOException {
    Path file = configured();
    String tag = "environments.production.services.desk.checkout.tag";
    String counts = "`emergency-file-fallback-v1`";
    assertThat(compared(tag))
        .contains(tag + ": not said; the default " + counts + " counts", "which one?")
        .doesNotContain("nothing would be guessed differently now");
    JsonNode unsaid = new ObjectMapper().readTree(compared(tag, "--json")).path("unsaid");
    assertThat(unsaid).hasSize(1);
    assertThat(unsaid.get(0).path("key").asText()).isEqualTo(tag);
    assertThat(unsaid.get(0).path("counts").asText()).isEqualTo(counts);
    Files.writeString(file, text().replace("checkout: { ", "checkout: { tag: on-disk, "));
    assertThat(compared(tag))
        .as("a person said it")
        .contains("nothing would be guessed differently now")
        .doesNotContain("not said");
  }

  /** What setup says after a look that did not find this key. */
  private String compared(String key, String... options) {
    StringWriter out = new StringWriter();
    CommandLine all = Cli.commandLine(new Surroundings(Map.of(), folder, () -> null));
    CommandLine command = all.getSubcommands().get("setup");
    command.setOut(new PrintWriter(out, true));
    command.setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF));
    all.parseArgs(Stream.concat(Stream.of("setup"), Stream.of(options)).toArray(String[]::new));
    Setup setup = command.getCommand();
    Look.Found found = unfound(key);
    setup.says.begin(setup);
    setup.says.compared(found, List.of(), Unsaid.of(EstateFile.leftOut(setup.configFile()), found));
    setup.says.stopped(Exit.DONE);
    return out.toString();
  }

  private Look.Found unfound(String key) {
    Wishes wishes = new Wishes("app-1", "production", "desk", "", "", folder, folder);
    Guess guess = new Guess(key, "", Certainty.MISSING, "which one?", List.of());
    return new Look.Found(wishes, List.of(guess), List.of(), "a server");
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
