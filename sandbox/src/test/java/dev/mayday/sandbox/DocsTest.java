package dev.mayday.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mayday.activities.estate.EstateFile;
import dev.mayday.scenario.Scenarios;
import io.temporal.workflow.WorkflowInterface;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the pages name is there: files, commands and their options, scenarios. */
class DocsTest {
  private static final Path CHECKOUT = checkout();

  @Test
  void whatThePagesNameIsThere() throws IOException {
    List<Path> pages = pages();
    assertThat(pages).contains(CHECKOUT.resolve("README.md"));
    assertThat(pages.stream().flatMap(page -> Page.of(page).wrong().stream())).isEmpty();
  }

  @Test
  void everyScenarioHasItsPageAndEveryPageItsScenario() throws IOException {
    assertThat(names(CHECKOUT.resolve("docs/runbooks")))
        .containsExactlyInAnyOrderElementsOf(
            Scenarios.all().stream().map(DocsTest::type).map(DocsTest::page).toList());
  }

  @Test
  void theLeastConfigurationOfTheReadmeIsGood(@TempDir Path folder) throws IOException {
    String readme = Files.readString(CHECKOUT.resolve("README.md"));
    String yaml = readme.split("```yaml\n", 2)[1].split("```", 2)[0];
    EstateFile estate = EstateFile.load(Files.writeString(folder.resolve("mayday.yaml"), yaml));
    assertThat(estate.hosts()).containsKey("app-1");
  }

  /** The checks themselves: each finds its own kind of wrong. */
  @Test
  void whatIsWrongIsFound(@TempDir Path folder) {
    assertThat(wrong(folder, "[a page](nowhere.md)"))
        .containsExactly("p.md: no such file: nowhere.md");
    assertThat(wrong(folder, "![a picture](images/x.png)")).hasSize(1);
    assertThat(wrong(folder, "`mayday heal-all`"))
        .containsExactly("p.md: no such command: mayday heal-all");
    assertThat(wrong(folder, "```\n$ mayday status --loudly\n```"))
        .containsExactly("p.md: no such option: status --loudly");
    assertThat(wrong(folder, "see Main.java:12")).hasSize(1);
    assertThat(wrong(folder, "in /home/somebody/mayday")).hasSize(1);
    assertThat(wrong(folder, "`./mayday sandbox up --companies 2`, `mayday status --watch`"))
        .isEmpty();
  }

  /** Code in a fence links nowhere; what comes after it does. */
  @Test
  void aLinkIsNoneWithinAFence(@TempDir Path folder) {
    String code = "```js\nif (x[0](y)) stop();\n```\n";
    assertThat(wrong(folder, code)).isEmpty();
    assertThat(wrong(folder, code + "[a page](nowhere.md)\n" + code)).hasSize(1);
  }

  /** The printed page has the folders of the example, and no others. */
  @Test
  void thePrintedPageMayNameTheFoldersOfTheExample(@TempDir Path folder) throws IOException {
    Files.writeString(folder.resolve("mayday.example.yaml"), "pm2Home: /home/app/.pm2\n");
    Path printed = folder.resolve("without-mayday.md");
    assertThat(new Page(printed, "`/home/app/.pm2`, /home/app/.pm2;").wrong()).isEmpty();
    assertThat(new Page(printed, "in /home/somebody/mayday").wrong()).hasSize(1);
    assertThat(wrong(folder, "in /home/app/.pm2")).hasSize(1);
  }

  private static List<String> wrong(Path folder, String text) {
    return new Page(folder.resolve("p.md"), text).wrong();
  }

  private static List<Path> pages() throws IOException {
    List<Path> pages = new ArrayList<>();
    try (Stream<Path> top = Files.list(CHECKOUT)) {
      top.filter(file -> file.toString().endsWith(".md")).forEach(pages::add);
    }
    for (String folder : List.of("docs", "docker"))
      pages.addAll(pagesUnder(CHECKOUT.resolve(folder)));
    return pages;
  }

  private static List<Path> pagesUnder(Path folder) throws IOException {
    if (!Files.exists(folder)) return List.of();
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(file -> file.toString().endsWith(".md")).toList();
    }
  }

  private static List<String> names(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }

  private static String type(Class<?> implementation) {
    return Arrays.stream(implementation.getInterfaces())
        .filter(type -> type.isAnnotationPresent(WorkflowInterface.class))
        .findFirst()
        .orElseThrow()
        .getSimpleName();
  }

  private static String page(String scenario) {
    String dashed = scenario.replaceAll("(?<=.)([A-Z])", "-$1");
    return dashed.toLowerCase(Locale.ROOT) + ".md";
  }

  private static Path checkout() {
    Path folder = Path.of("").toAbsolutePath();
    while (folder != null && !Files.exists(folder.resolve("docs/runbooks")))
      folder = folder.getParent();
    return folder;
  }
}
