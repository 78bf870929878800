package dev.mayday.activities.sessions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mayday.activities.sessions.format.KeyName;
import dev.mayday.activities.sessions.format.SessionFolder;
import dev.mayday.system.CompanyState;
import dev.mayday.system.Source;
import dev.mayday.system.Staged;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Data as nobody meant it: nothing leads out of the folder, no bad thing takes a good one's place.
 */
class OddDataTest {
  @TempDir Path root;
  private Bench bench;

  @BeforeEach
  void bench() {
    bench = new Bench(root, 6, 20);
    bench.live("11");
  }

  @Test
  void companiesThatNoFolderCanBeNamedAfterAreReportedAndTheOthersComeAlong() throws IOException {
    List<String> odd =
        List.of("../../x", "/etc", "a b", "11\n", "Фирма", "e\u0301", "x".repeat(300));
    for (String company : odd) bench.live(company);
    Staged staged = stage(live());
    assertThat(staged.usable()).containsExactly("11");
    assertThat(staged.unusable()).containsExactlyInAnyOrderElementsOf(odd);
    assertThat(Files.readAllLines(content().resolve(SessionFolder.POINTER))).hasSize(1);
    assertThat(below(content())).containsExactlyInAnyOrder(SessionFolder.POINTER, "company_11");
    assertThat(below(root)).containsExactlyInAnyOrder("app", "copies");
  }

  @Test
  void companiesThatDifferInCaseOnlyAreTwo() throws IOException {
    bench.live("Firma");
    bench.live("firma");
    assertThat(stage(live()).usable()).containsExactly("11", "Firma", "firma");
    assertThat(content().resolve("company_Firma/creds.json")).hasBinaryContent(raised("Firma"));
    assertThat(content().resolve("company_firma/creds.json")).hasBinaryContent(raised("firma"));
  }

  @Test
  void keysThatWouldTakeAnothersFileStayAsideAndTheRealOneComesAlong() throws IOException {
    byte[] good = bench.rows.keys.get("11").get(new KeyName("pre-key", "1"));
    for (KeyName bad :
        List.of(
            new KeyName("", "pre-key-1.json"),
            new KeyName("", ".."),
            new KeyName("", "../../../creds.json"),
            new KeyName("", "creds.json"),
            new KeyName("pre", "key-1"),
            new KeyName("sender-key", "memory-1203@g.us"),
            new KeyName("..", "x"),
            new KeyName("session", ""),
            new KeyName("lid-mapping", "a\u0000b")))
      bench.rows.keys.get("11").put(bad, bytes("{}"));
    CompanyState company = stage(live()).companies().get(0);
    assertThat(company.usable()).isTrue();
    assertThat(content().resolve("company_11/pre-key-1.json")).hasBinaryContent(good);
    assertThat(company.findings().toString())
        .contains("would be read as another key", "no file can be named after");
    assertThat(below(root)).containsExactlyInAnyOrder("app", "copies");
  }

  @Test
  void idsWithSlashesAndColonsComeBackAsTheyWere() throws IOException {
    Map<KeyName, String> odd =
        Map.of(
            new KeyName("lid-mapping", "ключ"), "\"1\"",
            new KeyName("lid-mapping", "a+b=c@d.e"), "\"2\"",
            new KeyName("future-type", "a:b/c"), "{}");
    odd.forEach((key, json) -> bench.rows.keys.get("11").put(key, bytes(json)));
    assertThat(stage(live()).usable()).containsExactly("11");
    for (var key : odd.entrySet())
      assertThat(content().resolve("company_11").resolve(Bench.file(key.getKey())))
          .hasContent(key.getValue());
  }

  @Test
  void emptyHugeAndHollowValuesStayAside() throws IOException {
    Map<String, String> odd =
        Map.of("e", "", "n", "null", "b", "   ", "d", "[".repeat(5_000), "h", "9".repeat(5_000));
    odd.forEach(
        (id, json) -> bench.rows.keys.get("11").put(new KeyName("lid-mapping", id), bytes(json)));
    bench
        .rows
        .keys
        .get("11")
        .put(new KeyName("lid-mapping", "huge"), bytes('"' + "x".repeat(17 << 20) + '"'));
    bench.rows.keys.get("11").put(new KeyName("pre-key", "99999999999999999999"), bytes("{}"));
    Staged staged = stage(live());
    assertThat(staged.usable()).containsExactly("11");
    assertThat(below(content().resolve("company_11")))
        .noneMatch(file -> file.startsWith("lid-mapping"));
    for (String creds : new String[] {"null", "[]", "5", "{}", "", "\"x\""}) {
      bench.rows.creds.put("11", bytes(creds));
      bench.sessions.discard(bench.store, "run-1");
      assertThat(stage(live()).usable()).as(creds).isEmpty();
    }
  }

  @Test
  void aFolderOfFilesWithAnOddNameIsReportedNotForgotten() throws IOException {
    bench.rows.lost = true;
    bench.files("12");
    Files.move(bench.folder.resolve("company_12"), bench.folder.resolve("company_zwölf"));
    bench.files("13");
    Files.writeString(bench.folder.resolve("company_13/session-a\nb.json"), "{}");
    Files.createSymbolicLink(
        bench.folder.resolve("company_14"), bench.folder.resolve("company_13"));
    Files.writeString(bench.folder.resolve("company_15.tar"), "no folder");
    Source files = bench.sessions.sources(null, bench.store).get(0);
    Staged staged = stage(files);
    assertThat(staged.usable()).containsExactly("13");
    assertThat(staged.unusable()).containsExactly("zwölf");
  }

  @Test
  void aStandInIsNobodysFolder() throws IOException {
    bench.live("a b");
    String standIn =
        new dev.mayday.activities.sessions.format.CompanyFolders("{company}")
            .folderOrStandIn("a b");
    assertThat(standIn).doesNotMatch("[\\w@+=~.-]+");
  }

  private byte[] raised(String company) {
    return new dev.mayday.activities.sessions.format.CompanyMaker(company.hashCode(), 6, 20)
        .creds();
  }

  private Staged stage(Source source) {
    return bench.sessions.stage(null, bench.store, source, "run-1", Instant.now().minusSeconds(1));
  }

  private static Source live() {
    return new Source(Source.Kind.LIVE, "live", null, null, 0);
  }

  private Path content() {
    return SessionFolder.staged(bench.folder, "run-1").content();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static java.util.Set<String> below(Path folder) throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      return all.map(path -> path.getFileName().toString()).collect(Collectors.toSet());
    }
  }
}
