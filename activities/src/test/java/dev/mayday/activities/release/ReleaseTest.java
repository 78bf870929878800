package dev.mayday.activities.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mayday.activities.pm2.Launched;
import dev.mayday.activities.pm2.Programs;
import dev.mayday.activities.unix.Account;
import dev.mayday.incident.Checkout;
import dev.mayday.system.Refused;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On a real git and a real Node: what would start, and each way in which it would not. */
class ReleaseTest {
  private static final String LOCK =
      "{\"lockfileVersion\":3,\"packages\":{\"\":{},\"node_modules/pg\":{\"version\":\"8.16.3\"},"
          + "\"node_modules/extra\":{\"version\":\"1.0.0\",\"optional\":true},"
          + "\"node_modules/jest\":{\"version\":\"29.0.0\",\"dev\":true}}}";

  @TempDir Path folder;
  private Path tree;
  private ReleaseBed bed;

  @BeforeEach
  void aServiceAtItsTag() throws IOException {
    tree = folder.resolve("app");
    bed = new ReleaseBed(tree);
    bed.write("server.js", "const pg = require('pg');\nrequire('./src/store');\n");
    bed.write("src/store.js", "try { require('fast') } catch { /* slow is well */ }\n");
    bed.write("package.json", "{\"name\":\"service\",\"dependencies\":{\"pg\":\"^8\"}}");
    bed.write("package-lock.json", LOCK);
    bed.write(".gitignore", "node_modules\ndist\n.env\n");
    tag();
    bed.write("node_modules/pg/package.json", "{\"name\":\"pg\",\"version\":\"8.16.3\"}");
    bed.write("node_modules/pg/index.js", "throw new Error('nothing of it is run');\n");
  }

  @Test
  void whatIsInstalledAsDemandedStarts() {
    Seen seen = look("server.js");
    assertThat(seen.problems()).isEmpty();
    assertThat(seen.files()).isEqualTo(2);
    assertThat(seen.packages()).isEqualTo(2);
    assertThat(seen.lock()).isEqualTo("package-lock.json");
    assertThat(seen.notes()).singleElement().asString().contains("fast is not installed");
    assertThat(seen.library()).isEmpty();
  }

  @Test
  void aPackageThatIsNotThereOrInAnotherVersionIsNamed() {
    bed.write("node_modules/pg/package.json", "{\"name\":\"pg\",\"version\":\"7.0.0\"}");
    assertThat(look("server.js").problems())
        .containsExactly("pg is installed as 7.0.0, and the tag's lock file demands 8.16.3");
    delete("node_modules/pg/package.json", "node_modules/pg/index.js", "node_modules/pg");
    assertThat(look("server.js").problems())
        .contains("server.js asks for pg: pg is not installed")
        .anyMatch(said -> said.contains("pg 8.16.3 is not installed"));
  }

  @Test
  void aFileThatIsMissingOrCannotBeCompiledIsNamed() {
    bed.write("src/store.js", "require('../gone');\nconst half = {\n");
    tag();
    assertThat(look("server.js").problems())
        .anyMatch(said -> said.startsWith("src/store.js cannot be compiled: "))
        .contains("src/store.js asks for ../gone: there is no such file");
  }

  /** What is on the branch, or lies about uncommitted, is not the tag's. */
  @Test
  void theTagIsReadAndNotWhatIsCheckedOut() {
    bed.write("src/store.js", "require('nowhere');\n");
    assertThat(look("server.js").problems()).isEmpty();
    bed.git("rm", "-q", "--cached", "src/store.js");
    tagged();
    assertThat(look("server.js").problems())
        .containsExactly("server.js asks for ./src/store: there is no such file");
  }

  @Test
  void codeThatGitIgnoresIsAnotherVersions() {
    bed.write("dist/server.js", "1\n");
    assertThat(look("dist/server.js").problems())
        .singleElement()
        .asString()
        .contains("dist/server.js, which PM2 starts", "ignored by git");
    assertThat(look("other.js").problems())
        .containsExactly("other.js, which PM2 starts, is not in the tag's tree");
  }

  @Test
  void modulesAreReadAsModules() {
    bed.write("package.json", "{\"type\":\"module\",\"dependencies\":{}}");
    bed.write(
        "server.js", "import pg from 'pg';\nexport * from './src/store.js';\nimport './src/no';\n");
    bed.write("src/store.js", "export const at = await import('node:fs');\n");
    tag();
    assertThat(look("server.js").problems())
        .containsExactly("server.js asks for ./src/no: there is no such file");
  }

  @Test
  void wordsInTextsCommentsAndExpressionsAreNoRequests() {
    bed.write(
        "server.js",
        """
        // require('a')
        /* require('b') */
        const c = "require('c')";
        const d = /require\\('d'\\)/, e = `require('e')`;
        c.require('f');
        const g = 4 / 2; const h = 6 / 3;
        """);
    tag();
    assertThat(look("server.js").problems()).isEmpty();
  }

  @Test
  void whatNpmStartsIsFoundInThePackage() {
    bed.write(
        "package.json",
        "{\"scripts\":{\"start\":\"NODE_ENV=production node --enable-source-maps server.js\"}}");
    bed.write("server.js", "require('absent');\n");
    tag();
    Launched npm = new Launched(Path.of("/usr/bin/npm"), tree, "node", List.of());
    assertThat(look(npm).problems()).contains("server.js asks for absent: absent is not installed");
  }

  /** Two lock files that differ: one folder of packages cannot satisfy both, two can. */
  @Test
  void eachReleaseIsHeldAgainstItsOwnPackages() {
    bed.write("package-lock.json", LOCK.replace("8.16.3", "9.0.0"));
    bed.git("add", "-A");
    bed.commit("newer packages");
    bed.write("node_modules/pg/package.json", "{\"name\":\"pg\",\"version\":\"9.0.0\"}");
    assertThat(look("server.js").problems())
        .containsExactly("pg is installed as 9.0.0, and the tag's lock file demands 8.16.3");
    bed.write("../tag/node_modules/pg/package.json", "{\"version\":\"8.16.3\"}");
    bed.write("../tag/node_modules/pg/index.js", "throw new Error('nothing of it is run');\n");
    assertThat(apart("emergency").problems()).isEmpty();
    assertThat(apart("main").problems()).isEmpty();
    delete("../tag/node_modules/pg/package.json", "../tag/node_modules/pg/index.js");
    assertThat(apart("emergency").problems())
        .as("what only the branch has installed is not the tag's")
        .contains("server.js asks for pg: pg is not installed");
  }

  private Seen apart(String name) {
    String modules = folder.resolve("tag/node_modules").toString();
    List<String> off = List.of(tree + "/.env", tree + "/node_modules", modules);
    return look(
        new Checkout(tree.toString(), "main", "emergency", off, modules),
        name,
        new Launched(tree.resolve("server.js"), tree, "node", List.of()));
  }

  @Test
  void whatLiesElsewhereOrIsNotForNodeIsRefused() throws IOException {
    Launched elsewhere = new Launched(Path.of("/srv/other.js"), folder, "node", List.of());
    assertThatThrownBy(() -> look(elsewhere))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("is not in " + tree.toRealPath())
        .hasMessageContaining("HINT: ");
    Launched bash = new Launched(tree.resolve("server.js"), tree, "/bin/bash", List.of());
    assertThatThrownBy(() -> look(bash))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("/bin/bash");
  }

  @Test
  void theGenerationIsReadFromTheCodeOfTheLibrary() {
    baileys(
        "6.17.16",
        "storeSenderKey: async (keyId, key) => {\n await keys.set({ 'sender-key': { [keyId]: key.serialize() } });\n },\n x: Buffer.from(y)");
    assertThat(library())
        .isEqualTo(new Baileys("@whiskeysockets/baileys", "6.17.16", 6, "its code"));
    baileys(
        "6.7.24",
        "storeSenderKey: async (name, key) => {\n const s = JSON.stringify(key.serialize());\n await keys.set({ 'sender-key': { [name]: Buffer.from(s, 'utf-8') } });\n },");
    assertThat(library().generation()).isEqualTo(7);
    baileys("8.0.0", "something else");
    assertThat(library())
        .isEqualTo(new Baileys("@whiskeysockets/baileys", "8.0.0", 7, "its version"));
    baileys("6.5.0", "something else");
    assertThat(library().generation()).as("not seen, and not guessed").isZero();
  }

  private void baileys(String version, String code) {
    String at = "node_modules/@whiskeysockets/baileys/";
    bed.write(at + "package.json", "{\"version\":\"" + version + "\"}");
    bed.write(at + "lib/Signal/libsignal.js", code);
  }

  private Baileys library() {
    return look("server.js").library().orElseThrow();
  }

  private Seen look(String entry) {
    return look(new Launched(tree.resolve(entry), tree, "node", List.of()));
  }

  private Seen look(Launched launched) {
    Checkout checkout = new Checkout(tree.toString(), "main", "emergency", List.of(tree + "/.env"));
    return look(checkout, "emergency", launched);
  }

  private static Seen look(Checkout checkout, String name, Launched launched) {
    return new Release("git", new Programs(System.getenv()).node())
        .look(checkout, name, launched, Account.own());
  }

  private void tag() {
    bed.git("add", "-A");
    tagged();
  }

  /** What stands in the index becomes the release. */
  private void tagged() {
    bed.commit("a release");
    bed.git("tag", "-f", "emergency");
  }

  private void delete(String... names) {
    try {
      for (String name : names) Files.delete(tree.resolve(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
