package dev.mayday.worker.byhand;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mayday.activities.estate.EstateFile;
import dev.mayday.incident.Service;
import dev.mayday.incident.Target;
import dev.mayday.scenario.Scenarios;
import dev.mayday.system.Refused;
import dev.mayday.world.Records;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page for the day without Mayday. */
class ByHandTest {
  private static final Path DOCS =
      Path.of(System.getProperty("basedir", ".")).resolve("../docs").normalize();
  private static final Path PAGE = DOCS.resolve("without-mayday.md");
  private static final String END_OF_INTRODUCTION = "-Dmayday.pages=write. -->\n";
  private static final EstateFile EXAMPLE = EstateFile.load(DOCS.resolve("mayday.example.yaml"));
  private static final Service SERVICE = EXAMPLE.service(new Target("production", "whatsapp"));

  @TempDir Path folder;

  @Test
  void theDocumentsShowWhatTheCommandPrints() throws IOException {
    String page = Files.readString(PAGE);
    int end = page.indexOf(END_OF_INTRODUCTION) + END_OF_INTRODUCTION.length();
    String wanted = page.substring(0, end) + "\n" + both();
    if ("write".equals(System.getProperty("mayday.pages"))) Files.writeString(PAGE, wanted);
    assertThat(Files.readString(PAGE)).isEqualTo(wanted);
  }

  private static String both() {
    return List.of("FallBackToFiles", "ReturnToPostgres").stream()
        .map(scenario -> lower(ByHand.page(EXAMPLE, SERVICE, scenario)))
        .collect(Collectors.joining("\n"));
  }

  /** Its headings, one step further down. */
  private static String lower(String page) {
    boolean[] fenced = new boolean[1];
    return page.lines()
        .map(
            line -> {
              if (line.startsWith("```")) fenced[0] = !fenced[0];
              return !fenced[0] && line.startsWith("#") ? "#" + line : line;
            })
        .collect(Collectors.joining("\n", "", "\n"));
  }

  @Test
  void everyScenarioThatRecoversHasOneAndEachPlaceInItIsFilled() {
    assertThat(Scenarios.recoveries())
        .allSatisfy(
            scenario ->
                assertThat(ByHand.page(EXAMPLE, SERVICE, scenario))
                    .contains("production/whatsapp", "/opt/ai-admin", "```bash\n")
                    .doesNotContain("@{"));
    assertThatThrownBy(() -> ByHand.page(EXAMPLE, SERVICE, "RestoreEverything"))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("HINT: there are FallBackToFiles, ReturnToPostgres");
  }

  /** What a shell would take for more than a name is quoted, and a secret is only referred to. */
  @Test
  void awkwardNamesAreOneWordAndSecretsAreReferences() {
    Service odd =
        Records.with(
            Records.with(
                SERVICE,
                "settings",
                Records.with(SERVICE.settings(), "path", "/opt/ai-admin/it's $HOME/.env")),
            "messaging",
            Records.with(
                SERVICE.messaging(), "sendHeaders", Map.of("Authorization", "file:/etc/a b")));
    assertThat(ByHand.page(EXAMPLE, odd, "FallBackToFiles"))
        .contains("export ENV_FILE='/opt/ai-admin/it'\\''s $HOME/.env'")
        .contains("export DATABASE=env:DATABASE_URL\n")
        .contains("export SEND_HEADERS='{\"Authorization\":\"file:/etc/a b\"}'")
        .contains("`DATABASE_URL`, `MAYDAY_TEST_PHONE`, `WHATSAPP_API_TOKEN`.");
  }

  @Test
  void pagesAreWrittenWholeAndAnew() throws IOException {
    Pages pages = new Pages(EXAMPLE, folder.resolve("runbooks"));
    Path file = pages.write(SERVICE, "FallBackToFiles");
    assertThat(file).isEqualTo(folder.resolve("runbooks/production/whatsapp/FallBackToFiles.md"));
    Files.writeString(file, "old");
    pages.write(SERVICE);
    assertThat(Files.readString(file)).startsWith("# FallBackToFiles of production/whatsapp");
    assertThat(file.getParent().toFile().list())
        .containsExactlyInAnyOrder("FallBackToFiles.md", "ReturnToPostgres.md");
  }

  /** Root's own look must not take the worker's pages away from it. */
  @Test
  void keptPagesBelongToWhoeverTheStateBelongsTo() throws IOException {
    EstateFile estate =
        EstateFile.load(
            Files.writeString(
                folder.resolve("mayday.yaml"),
                Files.readString(DOCS.resolve("mayday.example.yaml"))
                    .replace("state: /var/lib/mayday", "state: " + folder.resolve("state"))));
    Path state = Files.createDirectory(folder.resolve("state"));
    boolean root = Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0);
    if (root) Files.setAttribute(state, "unix:uid", 65534);
    Path file = Pages.kept(estate).write(SERVICE, "FallBackToFiles");
    for (Path made = file; !made.equals(folder); made = made.getParent())
      assertThat(Files.getAttribute(made, "unix:uid"))
          .as("%s", made)
          .isEqualTo(Files.getAttribute(state, "unix:uid"));
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-r--r--");
  }
}
