package dev.mayday.activities.sessions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mayday.activities.sessions.disk.Disk;
import dev.mayday.activities.sessions.format.SessionFolder;
import dev.mayday.system.Fence;
import dev.mayday.system.Source;
import dev.mayday.system.Swept;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What may be somebody's newest data is never swept away; what is only ours goes. */
class SweepTest {
  @TempDir Path root;
  private Bench bench;

  @BeforeEach
  void bench() throws IOException {
    bench = new Bench(root, 6, 5);
    bench.live("11");
    bench.files("12");
  }

  @Test
  void aStagedFolderThatTheServiceMayHaveWrittenToStaysAndIsNamed() throws IOException {
    stage("run-1");
    Path content = staged("run-1").content();
    Files.writeString(content.resolve("company_11/pre-key-1.json"), "newer");
    assertThat(sweep()).isEqualTo(left(content + ": it was changed after it was staged"));
    assertThat(content.resolve("company_11/pre-key-1.json")).hasContent("newer");
  }

  /** An installation that died between the exchange and the parking. */
  @Test
  void whatLayThereBeforeStaysAlsoUnderTheStagedName() throws IOException {
    stage("run-1");
    install("run-1", 1);
    Files.move(Place.of(bench.store).was("run-1"), staged("run-1").content());
    assertThat(sweep().left()).singleElement().asString().contains("before");
    assertThat(staged("run-1").content().resolve("company_12/creds.json")).exists();
  }

  @Test
  void aBookStaysWhileAnyFolderCarriesItAndGoesWithTheLast() throws IOException {
    stage("run-1");
    install("run-1", 1);
    stage("run-2");
    install("run-2", 2);
    assertThat(sweep().removed()).isZero();
    assertThat(staged("run-1").manifest()).exists();
    Disk.delete(Place.of(bench.store).was("run-2"));
    assertThat(sweep()).isEqualTo(new Swept(1, left(was("run-1") + WAS).left()));
    assertThat(staged("run-1").book()).doesNotExist();
    assertThat(staged("run-2").manifest()).exists();
  }

  @Test
  void aLookInAdvanceAndWhatADeadAttemptBeganGo() throws IOException {
    stage("run-1-look");
    stage("run-2");
    Files.move(staged("run-2").manifest(), staged("run-2").book().resolve("manifest.jsonl.part"));
    Files.createDirectory(root.resolve("app/baileys_sessions.mayday-trial-77-a"));
    String before = Bench.all(bench.folder);
    assertThat(sweep()).isEqualTo(new Swept(3, java.util.List.of()));
    try (var rest = Files.list(root.resolve("app"))) {
      assertThat(rest).containsExactly(bench.folder);
    }
    assertThat(Bench.all(bench.folder)).isEqualTo(before);
  }

  @Test
  void whatIsNotOursIsNotTouched() throws IOException {
    Path theirs = Files.createDirectory(root.resolve("app/baileys_sessions.mayday-trial-1-a"));
    Files.writeString(theirs.resolve("file"), "x");
    Path backup = Files.createDirectory(root.resolve("app/baileys_sessions.backup"));
    Path link = root.resolve("app/baileys_sessions.mayday- odd");
    Files.createSymbolicLink(link, bench.folder);
    assertThat(sweep()).isEqualTo(left());
    assertThat(theirs.resolve("file")).exists();
    assertThat(backup).exists();
    assertThat(Files.isSymbolicLink(link)).isTrue();
  }

  @Test
  void manyThingsThatStayAreCountedNotNamed() throws IOException {
    for (int i = 0; i < 500; i++)
      Files.createDirectory(root.resolve("app/baileys_sessions.mayday-r" + i + ".was"));
    assertThat(sweep().left()).hasSize(Swept.NAMED + 1).last().isEqualTo("and 490 more");
  }

  private static final String WAS = ": what lay in the service's folder before";

  private Path was(String name) throws IOException {
    return Place.of(bench.store).was(name);
  }

  private static Swept left(String... names) {
    return new Swept(0, java.util.List.of(names));
  }

  private Swept sweep() {
    return bench.sessions.sweep(bench.store, Instant.now().plus(Duration.ofDays(1)));
  }

  private void stage(String name) {
    Source live = new Source(Source.Kind.LIVE, "live", null, null, 0);
    bench.sessions.stage(null, bench.store, live, name, null);
  }

  private void install(String name, int epoch) {
    bench.sessions.install(
        bench.store, name, new Fence("production/whatsapp", "recovery-1", 1_000, epoch, epoch));
  }

  private SessionFolder staged(String name) {
    return SessionFolder.staged(bench.folder, name);
  }
}
