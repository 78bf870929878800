package dev.mayday.starter.setup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mayday.activities.command.Command;
import dev.mayday.activities.command.Commands;
import dev.mayday.activities.command.Output;
import dev.mayday.activities.estate.EstateFile;
import dev.mayday.activities.secret.Secrets;
import dev.mayday.starter.Estates;
import dev.mayday.system.Refused;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The units: valid for systemd, never over what is there, never on what is recovered. */
class UnitsTest {
  private static final String YAML =
      Estates.small(
          "/var/lib/mayday", "/var/lib/desk/app", "pm2Home: /srv/desk/.pm2, user: daemon");
  private static final Map<String, String> VARIABLES =
      Map.of(
          "MAYDAY_TEMPORAL", "/bin/true",
          "DESK_DB", "postgresql://u:p-word@localhost:5433/desk",
          "ON_CALL", "a token");
  @TempDir Path folder;
  private Path config;

  @BeforeEach
  void configure() throws IOException {
    config = Files.writeString(folder.resolve("mayday.yaml"), YAML);
  }

  @Test
  void theyAreValidForSystemd() throws IOException {
    List<String> said = write(Units.STORE);
    assertThat(said).hasSize(3).allMatch(line -> line.startsWith("wrote "));
    assertThat(Files.readString(folder.resolve("units/mayday.service")))
        .contains("User=daemon\n", "StateDirectory=mayday\n", "Restart=always\n")
        .contains(" up --host app-1 --config " + config, "EnvironmentFile=" + folder)
        .doesNotContain("${", "p-word");
    assertThat(Files.readString(folder.resolve("units/temporal.service")))
        .contains("--db-filename /var/lib/mayday-temporal/temporal.db")
        .contains("history.transferProcessorMaxPollRPS=1000")
        .doesNotContain("${");
    assertThat(verified("temporal.service", "mayday.service")).isEmpty();
  }

  /** The check can fail. */
  @Test
  void aUnitThatSystemdWouldNotTakeIsSeen() throws IOException {
    write(Units.STORE);
    Path unit = folder.resolve("units/mayday.service");
    Files.writeString(unit, Files.readString(unit).replace("Restart=always", "Restart=seldom"));
    assertThat(verified("mayday.service")).contains("seldom");
  }

  /** By hand all would be well, and in the unit a recovery would end at the first write. */
  @Test
  void nothingThatARecoveryWritesIsMadeReadOnly() throws IOException {
    String process = "pm2Home: /usr/local/desk/.pm2, user: daemon";
    String settings = "        settings: { path: /etc/desk/.env }\n";
    Files.writeString(
        config, Estates.small("/var/lib/mayday", "/usr/local/desk/app", process) + settings);
    write(Units.STORE);
    assertThat(verified("mayday.service")).isEmpty();
    assertThat(shut("mayday.service")).isEmpty();
    assertThat(shut("temporal.service"))
        .as("the check can fail")
        .contains("ProtectSystem=strict", "ProtectHome=read-only");
  }

  /** What makes folders read-only or hides them, by systemd.exec(5). */
  private List<String> shut(String unit) throws IOException {
    return Files.readAllLines(folder.resolve("units").resolve(unit)).stream()
        .filter(
            line ->
                line.matches(
                    "(ProtectSystem|ProtectHome|PrivateTmp|ReadOnlyPaths|InaccessiblePaths"
                        + "|TemporaryFileSystem|BindReadOnlyPaths|RootDirectory|DynamicUser)=.*"))
        .toList();
  }

  @Test
  void whatIsThereStaysAndValuesAreForRootAlone() throws IOException {
    write(Units.STORE);
    Path variables = folder.resolve("mayday.env");
    assertThat(Files.readString(variables))
        .contains("#DESK_DB=", "#ON_CALL=")
        .doesNotContain("p-word");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(variables)))
        .isEqualTo("rw-------");
    Path unit = folder.resolve("units/temporal.service");
    Files.writeString(unit, "# edited\n");
    assertThat(write(Units.STORE)).anyMatch(line -> line.contains("differs; it stays"));
    assertThat(unit).hasContent("# edited");
  }

  @Test
  void aStoreOnWhatIsRecoveredIsRefused() {
    refused("postgresql://t:t@127.0.0.1:5433/temporal", "the database server of production/desk");
    refused("jdbc:postgresql://localhost:5433/desk?user=u&password=x", "it would be down together");
    refused("postgresql://t:t@127.0.0.1:5999/temporal", "keeps a file");
    refused("/var/lib/desk", "lie in one another");
    refused("somewhere", "no absolute path");
  }

  @Test
  void aStoreElsewhereBelongsToWhoeverRunsMayday() throws IOException {
    write("/srv/temporal-of-mayday");
    assertThat(Files.readString(folder.resolve("units/temporal.service")))
        .contains("User=daemon\nReadWritePaths=/srv/temporal-of-mayday\n")
        .doesNotContain("DynamicUser");
    assertThat(verified("temporal.service", "mayday.service")).isEmpty();
  }

  @Test
  void aServerElsewhereNeedsNoUnitHere() throws IOException {
    Map<String, String> elsewhere = Map.of("TEMPORAL_ADDRESS", "temporal.example.net:7233");
    Path there = folder.resolve("units");
    assertThatThrownBy(() -> units(elsewhere).write(there, "app-1", "/srv/store"))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("is elsewhere")
        .hasMessageContaining("HINT: leave out --store");
    assertThat(there).doesNotExist();
    assertThat(units(elsewhere).write(there, "app-1", Units.STORE)).hasSize(2);
    assertThat(there.resolve("temporal.service")).doesNotExist();
    assertThat(Files.readString(there.resolve("mayday.service")))
        .contains("TEMPORAL_ADDRESS=temporal.example.net:7233\n")
        .doesNotContain("temporal.service", "${");
    assertThat(Files.readString(folder.resolve("mayday.env")))
        .contains("#TEMPORAL_NAMESPACE=", "#TEMPORAL_API_KEY=", "#DESK_DB=");
    assertThat(verified("mayday.service")).isEmpty();
  }

  private void refused(String store, String why) {
    assertThatThrownBy(() -> write(store))
        .isInstanceOf(Refused.class)
        .hasMessageContaining(why)
        .hasMessageContaining("HINT: ")
        .hasMessageNotContaining("p-word");
    assertThat(folder.resolve("units")).doesNotExist();
  }

  private List<String> write(String store) {
    return units(VARIABLES).write(folder.resolve("units"), "app-1", store);
  }

  private Units units(Map<String, String> variables) {
    return new Units(EstateFile.load(config), config, variables, new Secrets(VARIABLES));
  }

  private String verified(String... names) {
    Path analyze = Path.of("/usr/bin/systemd-analyze");
    assertThat(analyze).as("./mayday provision sees to it").isExecutable();
    List<String> words = new ArrayList<>(List.of(analyze.toString(), "verify", "--man=no"));
    for (String name : names) words.add(folder.resolve("units").resolve(name).toString());
    Output said = Commands.run(Command.of(words.toArray(String[]::new)));
    return said.out() + said.err();
  }
}
