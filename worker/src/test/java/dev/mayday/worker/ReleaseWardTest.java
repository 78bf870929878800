package dev.mayday.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mayday.activities.estate.EstateFile;
import dev.mayday.activities.estate.Host;
import dev.mayday.activities.pm2.Launched;
import dev.mayday.activities.pm2.Programs;
import dev.mayday.activities.release.ReleaseBed;
import dev.mayday.activities.secret.Secrets;
import dev.mayday.activities.sessions.Bench;
import dev.mayday.activities.sessions.format.CompanyMaker;
import dev.mayday.activities.unix.Account;
import dev.mayday.incident.Service;
import dev.mayday.world.Records;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real checkout with a tag: what would not start, and sessions that it would not read. */
class ReleaseWardTest {
  private static final String FALL_BACK = "FallBackToFiles";
  private static final String PG =
      "{\"lockfileVersion\":3,\"packages\":{\"\":{},\"node_modules/pg\":{\"version\":\"8.16.3\"}}}";

  @TempDir Path folder;
  private Path tree;
  private ReleaseBed bed;
  private EstateFile estate;
  private Service service;
  private Bench bench;

  @BeforeEach
  void aServiceWhoseTagWantsWhatIsInstalled() throws IOException {
    estate = Estates.with(folder, "");
    service = estate.services().values().iterator().next();
    tree = Path.of(service.checkout().path());
    bed = new ReleaseBed(tree);
    bench = new Bench(folder.resolve("bench"), 6);
    service = Records.with(service, "sessions", bench.store);
    bed.write("server.js", "require('pg');\n");
    bed.write("package-lock.json", PG);
    bed.write(".gitignore", "node_modules\n");
    commit("files");
    bed.git("tag", service.checkout().tag());
    bed.write("node_modules/pg/package.json", "{\"name\":\"pg\",\"version\":\"8.16.3\"}");
    bed.write("node_modules/pg/index.js", "throw new Error('nothing of it is run');\n");
  }

  @Test
  void whatFitsIsGreenAndWhatIsNotSeenIsSaidToBeSo() {
    assertThat(look().reds()).isEmpty();
    assertThat(look().of("session format").detail())
        .contains("Baileys 6, says sessions.generation", "not seen, of the copy", "of the tag's");
  }

  @Test
  void aTagThatWantsWhatIsNotInstalledStopsTheFallbackAlone() {
    bed.write("server.js", "1;\n");
    bed.write("package-lock.json", "{\"lockfileVersion\":3,\"packages\":{}}");
    commit("without a database");
    bed.write("node_modules/pg/package.json", "{\"name\":\"pg\",\"version\":\"7.0.0\"}");
    look().red("release of the tag", "pg is installed as 7.0.0", FALL_BACK);
    assertThat(look().of("release of the tag").hint()).contains("a recovery installs nothing");
    look().well("release of the branch");
  }

  /** As they differ, one folder of packages cannot satisfy both releases; two can. */
  @Test
  void twoLockFilesAreMetWhereTheTagHasPackagesOfItsOwn() {
    bed.write("package-lock.json", PG.replace("8.16.3", "9.0.0"));
    commit("newer packages");
    bed.write("node_modules/pg/package.json", "{\"name\":\"pg\",\"version\":\"9.0.0\"}");
    look().red("release of the tag", "pg is installed as 9.0.0", FALL_BACK);
    assertThat(look().of("release of the tag").hint()).contains("checkout.tagModules");
    ofTheTag("8.16.3");
    look().well("release of the tag");
    look().well("release of the branch");
    ofTheTag("7.0.0");
    look().red("release of the tag", "pg is installed as 7.0.0", FALL_BACK);
    look().well("release of the branch");
  }

  private void ofTheTag(String version) {
    bed.write(
        "../of-the-tag/node_modules/pg/package.json",
        "{\"name\":\"pg\",\"version\":\"" + version + "\"}");
    bed.write("../of-the-tag/node_modules/pg/index.js", "throw new Error('it is not run');\n");
    String modules = tree.resolveSibling("of-the-tag/node_modules").toString();
    service =
        Records.with(service, "checkout", Records.with(service.checkout(), "tagModules", modules));
  }

  @Test
  void aBranchThatWantsWhatIsNotInstalledStopsTheReturnAlone() {
    bed.write("server.js", "require('pg');\nrequire('newer');\n");
    commit("newer");
    look().red("release of the branch", "newer is not installed", "ReturnToPostgres");
    look().well("release of the tag");
  }

  @Test
  void aTagThatIsNotThereIsRed() {
    bed.git("tag", "-d", service.checkout().tag());
    look().red("release of the tag", service.checkout().tag(), FALL_BACK);
  }

  @Test
  void aCopyOfTheOtherGenerationThanTheConfiguredIsRed() throws Exception {
    bench.warmCopy(Instant.now(), Map.of("1", new CompanyMaker(1, 7, 60)));
    look()
        .red(
            "session format",
            "sessions.generation says Baileys 6, the copy's content says Baileys 7",
            FALL_BACK);
    service = Records.with(service, "sessions", Records.with(service.sessions(), "generation", 7));
    look().well("session format");
  }

  @Test
  void aCopyOfBothGenerationsIsRed() throws Exception {
    bench.warmCopy(
        Instant.now(), Map.of("1", new CompanyMaker(1, 6, 60), "2", new CompanyMaker(2, 7, 60)));
    look().red("session format", "both generations of Baileys", FALL_BACK);
  }

  /** The package for 6 by its code, though copy and configuration are of 7; and the reverse. */
  @Test
  void aTagWhoseLibraryReadsTheOtherGenerationIsRed() throws Exception {
    baileys("6.7.24", "Buffer.from(JSON.stringify(key.serialize()), 'utf-8')");
    look()
        .red(
            "session format",
            "@whiskeysockets/baileys 6.7.24 by its code says Baileys 7",
            FALL_BACK);
    baileys("6.17.16", "key.serialize()");
    look().well("session format");
    Bench seven = new Bench(folder.resolve("seven"), 7);
    seven.warmCopy(Instant.now(), Map.of("1", new CompanyMaker(1, 7, 60)));
    service = Records.with(service, "sessions", seven.store);
    look().red("session format", "6.17.16 by its code says Baileys 6", FALL_BACK);
  }

  private void baileys(String version, String value) {
    String at = "node_modules/@whiskeysockets/baileys/";
    bed.write(at + "package.json", "{\"version\":\"" + version + "\"}");
    bed.write(
        at + "lib/Signal/libsignal.js",
        "storeSenderKey: async (id, key) => {\n await keys.set({ 'sender-key': { [id]: "
            + value
            + " } });\n },\n");
  }

  private Findings look() {
    Secrets secrets = new Secrets(Map.of());
    Host host =
        new Host("", new Programs(System.getenv()).node().toString(), "/none", "/usr/bin/git");
    Launched launched = new Launched(tree.resolve("server.js"), tree, "node", List.of());
    HostPorts ports = HostPorts.of(estate, secrets, "app-1");
    return Findings.of(
        secrets,
        looks -> new ReleaseWard(service, host, ports, Account.own(), launched, looks).visit());
  }

  private void commit(String what) {
    bed.git("add", "-A");
    bed.commit(what);
  }
}
