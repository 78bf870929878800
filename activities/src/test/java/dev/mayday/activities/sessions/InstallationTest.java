package dev.mayday.activities.sessions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mayday.activities.sessions.disk.Disk;
import dev.mayday.activities.sessions.disk.Linux;
import dev.mayday.activities.sessions.format.InstalledStamp;
import dev.mayday.activities.sessions.format.SessionFolder;
import dev.mayday.activities.sessions.format.Summary;
import dev.mayday.system.Fence;
import dev.mayday.system.Refused;
import dev.mayday.system.Source;
import dev.mayday.system.Unavailable;
import dev.mayday.system.Unsafe;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InstallationTest {
  @TempDir Path root;
  private Bench bench;
  private String before;

  @BeforeEach
  void staged() throws IOException {
    bench = new Bench(root, 6);
    bench.live("11");
    bench.files("12");
    before = Bench.all(bench.folder);
    stage("run-1");
  }

  @Test
  void anInstallKilledRightAfterTheExchangeIsAdopted() throws Exception {
    Place place = Place.of(bench.store);
    new InstalledStamp("run-1", "r", Instant.now(), true).write(staged("run-1"));
    new Installation(place, "run-1", Linux::exchange).exchange();
    install("run-1", 2);
    assertThat(place.was("run-1")).exists();
    assertThat(InstalledStamp.read(bench.folder).orElseThrow().name()).isEqualTo("run-1");
    putBack("run-1", 3);
    assertThat(Bench.all(bench.folder)).isEqualTo(before);
  }

  @Test
  void anInstallKilledRightAfterTheExchangeAndDiscardedCanStillBePutBack() throws Exception {
    new InstalledStamp("run-1", "r", Instant.now(), true).write(staged("run-1"));
    new Installation(Place.of(bench.store), "run-1", Linux::exchange).exchange();
    bench.sessions.discard(bench.store, "run-1");
    putBack("run-1", 3);
    assertThat(Bench.all(bench.folder)).isEqualTo(before);
  }

  @Test
  void theExchangeKilledHalfWayLeavesOneOfTheTwoWhole() throws IOException {
    SessionsAdapter dies =
        bench.without(
            (one, other) -> {
              if (!one.toString().contains("trial")) throw new IOException("killed");
            });
    assertThatThrownBy(() -> dies.install(bench.store, "run-1", fence(1)))
        .isInstanceOf(Unavailable.class);
    assertThat(Bench.all(bench.folder)).isEqualTo(before);
    putBack("run-1", 2);
    assertThat(Bench.all(bench.folder)).isEqualTo(before);
  }

  @Test
  void aPutBackKilledRightAfterTheExchangeIsFinished() throws Exception {
    install("run-1", 1);
    Linux.exchange(Place.of(bench.store).was("run-1"), bench.folder);
    putBack("run-1", 2);
    assertThat(Bench.all(bench.folder)).isEqualTo(before);
    assertThat(staged("run-1").content()).exists();
    putBack("run-1", 3);
    install("run-1", 4);
    assertThat(bench.folder.resolve("company_11/creds.json")).exists();
  }

  @Test
  void anAttemptThatWakesAfterThePutBackChangesNothing() throws IOException {
    install("run-1", 1);
    putBack("run-1", 2);
    assertThatThrownBy(() -> install("run-1", 1)).isInstanceOf(Refused.class);
    assertThat(Bench.all(bench.folder)).isEqualTo(before);
  }

  @Test
  void aStagedFolderThatWasChangedIsNotInstalled() throws IOException {
    Path content = staged("run-1").content();
    Files.writeString(content.resolve("company_11/pre-key-1.json"), "{}");
    unsafe();
    Files.delete(content.resolve("company_11/pre-key-1.json"));
    unsafe();
    stage("run-1");
    Files.writeString(content.resolve("company_11/pre-key-99999.json"), "{}");
    unsafe();
    stage("run-1");
    Files.createDirectory(content.resolve("company_99"));
    unsafe();
    stage("run-1");
    install("run-1", 9);
    assertThat(Bench.all(bench.folder)).isNotEqualTo(before);
  }

  @Test
  void whatIsParkedMustStillBeThereToBePutBack() throws IOException {
    install("run-1", 1);
    Disk.delete(Place.of(bench.store).was("run-1"));
    String installed = Bench.all(bench.folder);
    assertThatThrownBy(() -> putBack("run-1", 2)).isInstanceOf(Unsafe.class);
    assertThat(Bench.all(bench.folder)).isEqualTo(installed);
  }

  @Test
  void theManifestStaysAsLongAsTheSessionsMayBeRead() throws Exception {
    install("run-1", 1);
    bench.sessions.discard(bench.store, "run-1");
    assertThat(Summary.of(staged("run-1").manifest()).keys()).isEqualTo(60);
    stage("run-2");
    install("run-2", 2);
    assertThat(staged("run-1").manifest()).exists();
    bench.sessions.discard(bench.store, "run-2");
    assertThat(staged("run-1").manifest()).as("its files are parked").exists();
    assertThat(staged("run-2").manifest()).exists();
  }

  @Test
  void aLinkedFolderIsExchangedWhereItReallyIs() throws IOException {
    Path link = root.resolve("linked");
    Files.createSymbolicLink(link, bench.folder);
    var store = Bench.store(link, root.resolve("copies"), 6);
    bench.sessions.install(store, "run-1", fence(1));
    assertThat(Files.isSymbolicLink(link)).isTrue();
    assertThat(link.resolve("company_11/creds.json")).exists();
  }

  private void unsafe() throws IOException {
    assertThatThrownBy(() -> install("run-1", 1)).isInstanceOf(Unsafe.class);
    assertThat(Bench.all(bench.folder)).isEqualTo(before);
  }

  private void stage(String name) {
    Source live = new Source(Source.Kind.LIVE, "live", null, null, 0);
    bench.sessions.stage(null, bench.store, live, name, null);
  }

  private void install(String name, int epoch) {
    bench.sessions.install(bench.store, name, fence(epoch));
  }

  private void putBack(String name, int epoch) {
    bench.sessions.putBack(bench.store, name, fence(epoch));
  }

  private SessionFolder staged(String name) {
    return SessionFolder.staged(bench.folder, name);
  }

  private static Fence fence(int epoch) {
    return new Fence("production/whatsapp", "recovery-1", 1_000, epoch, epoch);
  }
}
