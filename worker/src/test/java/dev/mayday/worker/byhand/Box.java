package dev.mayday.worker.byhand;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mayday.activities.estate.EstateFile;
import dev.mayday.incident.Target;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A service's checkout, settings, sessions and copy in a folder, under a PM2 that only takes notes,
 * and its page: what a person pastes of it runs in a real bash, git and Node.
 */
final class Box {
  /** Company 1 can be started, company 2 is kept apart. */
  private static final String COPY =
      """
      const fs = require('fs'), crypto = require('crypto'), [folder, creds] = process.argv.slice(1);
      const sha256 = (text) => crypto.createHash('sha256').update(text).digest('hex');
      fs.mkdirSync(`${folder}/one/sessions/company_1`, { recursive: true });
      const write = (name, text) => fs.writeFileSync(`${folder}/one/${name}`, text);
      const key = (id, text) => (write(`sessions/company_1/pre-key-${id}.json`, text), { key: { company: '1', type: 'pre-key', id, aside: false, content: { sha256: sha256(text) } } });
      write('sessions/company_1/creds.json', '{"nextPreKeyId":7}');
      const lines = [{ header: { name: 'one', snapshot: '2026-03-01T00:00:00Z' } }, key('5', '{"a":1}'), { company: { company: '1', usable: true, creds: { sha256: creds || sha256('{"nextPreKeyId":7}') } } }, { company: { company: '2', usable: false, creds: null } }].map((one) => JSON.stringify(one) + '\\n').join('');
      write('manifest.jsonl', lines + JSON.stringify({ end: { companies: 2, keys: 1, sha256: sha256(lines) } }) + '\\n');
      fs.rmSync(`${folder}/current`, { force: true });
      fs.symlinkSync('one', `${folder}/current`);
      """;

  private static final String APP =
      "{\"name\": \"%s\", \"pid\": %d, \"pm2_env\": {\"status\": \"%s\", \"kill_timeout\": 60000,"
          + " \"pm_cwd\": \"%s\", \"pm_out_log_path\": \"%s/log\", \"pm_err_log_path\": \"%s/log\"%s}}";
  private static final Pattern BLOCK = Pattern.compile("(?ms)^```bash\\n(.*?)^```$");
  private final Path folder;
  private final String names;
  private final List<String> blocks;
  private final List<String> home;

  /**
   * What bash did.
   *
   * @param code its exit code
   * @param text both of its streams
   */
  record Said(int code, String text) {}

  /**
   * @param more lines of the service in mayday.yaml
   */
  Box(Path folder, String... more) throws IOException {
    this(folder, "", List.of(more));
  }

  private Box(Path folder, String user, List<String> more) throws IOException {
    this.folder = folder;
    Files.createDirectories(folder.resolve("checkout/sessions/company_1"));
    Files.writeString(folder.resolve("checkout/sessions/company_1/creds.json"), "{}");
    Files.writeString(folder.resolve("checkout/.env"), "A=b\nMODE_OF_IT=rows\nLEFT_OUT=9\n");
    Files.writeString(folder.resolve("log"), "");
    Files.writeString(folder.resolve("database"), "postgresql://127.0.0.1:1/none\n");
    try (InputStream pm2 = Box.class.getResourceAsStream("/by-hand/pm2.js")) {
      Files.copy(pm2, folder.resolve("pm2.js"));
    }
    runs(folder.resolve("pm2"), app("wa", true, ""));
    git(
        "init -q -b main",
        "commit -q --allow-empty -m 1",
        "tag files-1",
        "commit -q --allow-empty -m 2");
    copy();
    Path yaml = Files.writeString(folder.resolve("mayday.yaml"), yaml(user, more));
    EstateFile estate = EstateFile.load(yaml);
    List<String> all = blocks(estate, "FallBackToFiles");
    names = all.get(0);
    blocks = all.subList(2, all.size());
    home = blocks(estate, "ReturnToPostgres");
    assertThat(said(all.get(1)).code()).isZero();
  }

  private static List<String> blocks(EstateFile estate, String scenario) {
    String page = ByHand.page(estate, estate.service(new Target("production", "wa")), scenario);
    return BLOCK.matcher(page).results().map((MatchResult block) -> block.group(1)).toList();
  }

  /** One whose service is another Unix user's: checkout, PM2 and log belong to that one. */
  static Box of(Path folder, String user) throws IOException {
    Box box = new Box(folder, ", user: " + user, List.of());
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    for (String theirs : List.of("checkout", "pm2", "log")) {
      String place = folder.resolve(theirs).toString();
      assertThat(run(List.of("chown", "--recursive", user, place)).code()).isZero();
    }
    return box;
  }

  private String yaml(String user, List<String> more) {
    return """
        version: 1
        state: FOLDER/state
        hosts: {app-1: {node: NODE, pm2: FOLDER/pm2.js, git: GIT}}
        people: {on-call: {token: "env:ON_CALL_TOKEN"}}
        ladders: {default: [{after: 0s, people: [on-call]}]}
        environments:
          production:
            services:
              wa:
                host: app-1
                runbook: see the wiki
                database: {url: "file:FOLDER/database", probeApart: 1s}
                checkout: {path: FOLDER/checkout, tag: files-1}
                process: {pm2Home: FOLDER/pm2, name: wa, steadyFor: 1s USER}
                settings: {mode: MODE_OF_IT, onDatabase: rows, onFiles: files, leaveOut: LEFT_OUT}
                sessions: {folder: FOLDER/checkout/sessions, copies: FOLDER/copies}
        """
        .replace("NODE", program("node"))
        .replace("GIT", program("git"))
        .replace(" USER", user)
        .concat(more.stream().map(line -> " ".repeat(8) + line + "\n").reduce("", String::concat))
        .replace("FOLDER", folder.toString());
  }

  private static String program(String name) {
    return Optional.ofNullable(System.getenv("MAYDAY_" + name.toUpperCase(Locale.ROOT)))
        .or(
            () ->
                Stream.of(System.getenv("PATH").split(":"))
                    .map(path -> Path.of(path, name))
                    .filter(Files::isExecutable)
                    .findFirst()
                    .map(Path::toString))
        .orElseThrow();
  }

  /** A PM2 that lists these. */
  void runs(Path home, String... apps) throws IOException {
    Files.createDirectories(home);
    Files.writeString(home.resolve("rpc.sock"), "");
    Files.writeString(home.resolve("apps.json"), "[" + String.join(",", apps) + "]");
  }

  /** An entry of its list. */
  String app(String name, boolean up, String more) {
    String cwd = folder.resolve("checkout").toString();
    return APP.formatted(
        name, up ? 2147483645 : 0, up ? "online" : "stopped", cwd, folder, folder, more);
  }

  /** A warm copy that is whole. */
  void copy() throws IOException {
    run(List.of(program("node"), "-e", COPY, folder.resolve("copies").toString()));
  }

  /** One whose credentials are not what its manifest says. */
  void spoiledCopy() throws IOException {
    run(List.of(program("node"), "-e", COPY, folder.resolve("copies").toString(), "0".repeat(64)));
  }

  private void git(String... commands) throws IOException {
    for (String command : commands) {
      String start = "git -c user.name=a -c user.email=a@b -C " + folder.resolve("checkout") + " ";
      assertThat(run(List.of("bash", "-c", start + command)).code()).isZero();
    }
  }

  /** Pastes the first block that holds this; it must do what it says. */
  Said pasted(String part) throws IOException {
    Said said = tried(part);
    assertThat(said.code()).as(part + "\n" + said.text()).isZero();
    return said;
  }

  /** Pastes it, whatever comes of it. */
  Said tried(String part) throws IOException {
    return said(blocks.stream().filter(one -> one.contains(part)).findFirst().orElseThrow());
  }

  /** Pastes a block of the page of the way home, by its number; block 0 are the names. */
  Said atHome(int block) throws IOException {
    return run(List.of("bash", "-c", home.get(0) + "\n" + home.get(block)));
  }

  /** Pastes these words. */
  Said said(String words) throws IOException {
    return run(List.of("bash", "-c", names + "\n" + words));
  }

  /** All blocks from one that holds this up to one that holds that, which is not pasted. */
  void through(String first, String end) throws IOException {
    boolean on = false;
    for (String block : blocks) {
      on = (on || block.contains(first)) && !block.contains(end);
      if (!on) continue;
      Said said = said(block);
      assertThat(said.code()).as(block + "\n" + said.text()).isZero();
    }
  }

  private static Said run(List<String> command) throws IOException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    process.getOutputStream().close();
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    try {
      return new Said(process.waitFor(), text);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** What this PM2 was told to do, a line each. */
  List<String> told(String home) throws IOException {
    Path told = folder.resolve(home).resolve("told");
    return Files.exists(told) ? Files.readAllLines(told) : List.of();
  }

  /** A file's text. */
  String text(String file) throws IOException {
    return Files.readString(folder.resolve(file));
  }

  /** What lies beside the sessions' folder, and it. */
  List<String> beside() throws IOException {
    try (Stream<Path> all = Files.list(folder.resolve("checkout"))) {
      return all.map(path -> path.getFileName().toString())
          .filter(name -> name.startsWith("sessions"))
          .sorted()
          .toList();
    }
  }
}
