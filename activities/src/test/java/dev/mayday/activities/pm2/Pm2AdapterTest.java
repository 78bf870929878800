package dev.mayday.activities.pm2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mayday.activities.fence.Fences;
import dev.mayday.incident.NodeProcess;
import dev.mayday.incident.Settings;
import dev.mayday.system.Fence;
import dev.mayday.system.LogMark;
import dev.mayday.system.Pm2;
import dev.mayday.system.Pm2Contract;
import dev.mayday.system.ProcessState;
import dev.mayday.system.Refused;
import dev.mayday.system.SavedProcess;
import dev.mayday.system.Unavailable;
import dev.mayday.system.Unsafe;
import dev.mayday.world.Await;
import dev.mayday.world.Records;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class Pm2AdapterTest extends Pm2Contract {
  private static final Map<String, String> SECRETS =
      Map.of("MODE", "database", "DATABASE_URL", "postgresql://app:hunter2@db/app");

  private static Pm2Bed shared;

  @TempDir Path folder;

  private Pm2Bed bed;

  @BeforeAll
  static void oneDaemon(@TempDir Path shared) throws IOException {
    Pm2AdapterTest.shared = new Pm2Bed(shared);
  }

  @AfterAll
  static void noDaemon() throws IOException {
    shared.close();
  }

  @BeforeEach
  void aProcessThatRuns() throws IOException {
    bed = shared;
    bed.clean();
    begin();
  }

  @AfterEach
  void nothingStays() throws IOException {
    if (bed == shared) bed.pm2(Map.of(), "delete", "all", "--silent");
    else bed.close();
  }

  private void begin() {
    Await.until(this::started);
    Await.until(() -> state().status().equals("online"));
  }

  /** One that PM2 was restarting while the test before was tidied up outlives its deletion. */
  private boolean started() {
    try {
      bed.pm2(SECRETS, "start", "app.js", "--name", "svc");
      return true;
    } catch (IllegalStateException launchedAlready) {
      assertThat(launchedAlready).hasMessageContaining("already launched");
      bed.pm2(Map.of(), "delete", "all", "--silent");
      return false;
    }
  }

  @Override
  protected Pm2 pm2() {
    return new Pm2Adapter(Pm2Bed.node(), Pm2Bed.program(), new Fences(folder.resolve("fences")));
  }

  @Override
  protected NodeProcess process() {
    return bed.process("svc");
  }

  @Override
  protected Settings settings() {
    return new Settings(
        bed.folder.resolve(".env").toString(), "MODE", "database", "files", "LEAVE_OUT");
  }

  @Override
  protected void stopByHand() {
    bed.pm2(Map.of(), "stop", "svc", "--silent");
  }

  @Override
  protected void startByHand(String mode) {
    bed.pm2(Map.of("MODE", mode), "restart", "svc", "--update-env", "--silent");
  }

  @Override
  protected void write(String mode, String leftOut) {
    bed.settings("MODE=%s\nLEAVE_OUT=%s\n".formatted(mode, leftOut));
  }

  @Override
  protected void boot() {
    bed.pm2(Map.of(), "delete", "svc", "--silent");
    bed.pm2(Map.of(), "start", "app.js", "--name", "svc", "--silent");
    Await.until(() -> state().status().equals("online"));
  }

  @Override
  protected void saveByHand() {
    bed.pm2(Map.of(), "save", "--silent");
  }

  /** What its owner saved of it and of others stays, and PM2 itself reads what was written. */
  @Test
  void onlyTwoVariablesOfOneSavedEntryChangeAndPm2StartsItByThem() throws IOException {
    bed.pm2(SECRETS, "start", "app.js", "--name", "other", "-f", "--silent");
    saveByHand();
    Path dump = bed.home.resolve("dump.pm2");
    JsonNode before = Shelf.JSON.readTree(dump.toFile());
    SavedProcess was = pm2().saved(process(), settings());
    SavedProcess then = was.with(Map.of("MODE", "files", "LEAVE_OUT", "7,9"));
    pm2().save(process(), settings(), was, then, new Fence("test/whatsapp", "run-1", 1, 1, 1));
    JsonNode after = Shelf.JSON.readTree(dump.toFile());
    assertThat(after).isNotEqualTo(before);
    assertThat(Shelf.without(after, "MODE", "LEAVE_OUT"))
        .isEqualTo(Shelf.without(before, "MODE", "LEAVE_OUT"));
    assertThat(Shelf.of(after, "other")).as("somebody else's").isEqualTo(Shelf.of(before, "other"));
    assertThat(was.toString()).doesNotContain("hunter2");
    bed.pm2(Map.of(), "delete", "all", "--silent");
    bed.pm2(Map.of(), "resurrect", "--silent");
    Await.until(() -> state().status().equals("online"));
    assertThat(state().mode()).isEqualTo("files");
    assertThat(Kin.environment(state().pid())).containsEntry("MODE", "files");
  }

  @Test
  void whereNothingWasSavedThereIsNothingToChangeAndADamagedListIsSaid() throws IOException {
    Path dump = bed.home.resolve("dump.pm2");
    Files.deleteIfExists(dump);
    assertThat(pm2().saved(process(), settings())).isEqualTo(SavedProcess.NONE);
    Files.writeString(dump, "[{\"name\": \"svc\", \"hunter2");
    SavedProcess torn = pm2().saved(process(), settings());
    assertThat(torn.changeable()).isFalse();
    assertThat(torn.trouble()).contains("dump.pm2 cannot be read").doesNotContain("hunter2");
    Files.delete(dump);
  }

  /** Two would write, whoever began the one that PM2 knows. */
  @Test
  void whatTheBootBeganBesideAnOrphanIsNotAdopted() throws IOException {
    stop(1);
    write("files", "7,9");
    bed.touch("orphan");
    boot();
    ProcessHandle parent = ProcessHandle.of(state().pid()).orElseThrow();
    Await.until(() -> parent.children().findAny().isPresent());
    assertThat(start("files", 2).pid()).as("with its own child").isEqualTo((int) parent.pid());
    ProcessHandle orphan = parent.children().findAny().orElseThrow();
    Files.delete(bed.folder.resolve("orphan"));
    parent.destroyForcibly();
    Await.until(() -> state().pid() > 0 && state().pid() != parent.pid());
    try {
      assertThatThrownBy(() -> start("files", 3)).isInstanceOf(Unsafe.class);
    } finally {
      orphan.destroyForcibly();
    }
    Await.until(() -> !Kin.lives(orphan));
    assertThat(start("files", 4).pid()).isEqualTo(state().pid());
  }

  @Override
  protected void crash() {
    bed.touch("crash");
  }

  @Override
  protected void logError(String line) {
    append("svc-error.log", line + "\n");
  }

  @Test
  void theLiveProcessHasWhatWasSetAndKeepsTheRest() throws IOException {
    stop(1);
    ProcessState started = start("files", 2);
    String live = Files.readString(Path.of("/proc/" + started.pid() + "/environ"));
    assertThat(live.split("\0"))
        .contains(
            "MODE=files",
            "LEAVE_OUT=7,9",
            "MAYDAY_STAMP=run-1/2/2",
            "DATABASE_URL=postgresql://app:hunter2@db/app",
            "HOME=" + bed.folder);
  }

  @Test
  void noOtherVariableOfTheProcessIsTold() {
    assertThat(state().toString()).doesNotContain("hunter2");
    assertThatThrownBy(() -> start("files", 1)).hasMessageNotContaining("hunter2");
  }

  @Test
  void howItIsStartedIsTold() {
    Launched launched = Launched.of(Pm2Bed.node(), Pm2Bed.program(), process());
    assertThat(launched.script()).isEqualTo(bed.folder.resolve("app.js"));
    assertThat(launched.folder()).isEqualTo(bed.folder);
    assertThat(launched.interpreter()).matches("node|/.*/node");
    assertThat(launched.logs()).hasSize(2).allMatch(Files::isRegularFile);
    NodeProcess nobody = Records.with(process(), "name", "nobody");
    assertThatThrownBy(() -> Launched.of(Pm2Bed.node(), Pm2Bed.program(), nobody))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("does not know nobody");
  }

  @Test
  void aReadStartsNoDaemon() throws IOException {
    Path empty = Files.createDirectory(folder.resolve("empty"));
    NodeProcess process = Records.with(process(), "pm2Home", empty.toString());
    assertThat(pm2().state(process, settings()).status()).isEqualTo("absent");
    assertThatThrownBy(() -> pm2().mark(process)).isInstanceOf(Unavailable.class);
    assertThatThrownBy(() -> pm2().steady(process, settings())).isInstanceOf(Unavailable.class);
    try (var files = Files.list(empty)) {
      assertThat(files).isEmpty();
    }
  }

  @Test
  void afterTheDaemonWasKilledNothingIsStartedInItsPlace() throws IOException {
    nothingStays();
    bed = new Pm2Bed(folder);
    begin();
    ProcessState was = state();
    ProcessHandle app = ProcessHandle.of(was.pid()).orElseThrow();
    ProcessHandle daemon = ProcessHandle.of(bed.daemon()).orElseThrow();
    daemon.destroyForcibly();
    Await.until(() -> !Kin.lives(daemon) && !Kin.lives(app));
    assertThat(state().status()).isEqualTo("absent");
    stop(1);
    assertThatThrownBy(() -> start("files", 2))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("resurrect");
    assertThat(bed.daemon()).as("no other daemon").isEqualTo(daemon.pid());
  }

  @Test
  void aDaemonWithoutItsSocketIsNotDoubled() throws IOException {
    Path socket = bed.home.resolve("rpc.sock");
    Files.move(socket, bed.home.resolve("away"));
    assertThatThrownBy(() -> state()).isInstanceOf(Unavailable.class);
    Files.move(bed.home.resolve("away"), socket);
    assertThat(state().running()).isTrue();
  }

  @Test
  void anOrphanOfTheOldProcessForbidsTheNewOne() throws IOException {
    bed.touch("orphan");
    startByHand("database");
    ProcessHandle parent = ProcessHandle.of(state().pid()).orElseThrow();
    Await.until(() -> parent.children().findAny().isPresent());
    ProcessHandle orphan = parent.children().findAny().orElseThrow();
    Files.delete(bed.folder.resolve("orphan"));
    parent.destroyForcibly();
    Await.until(() -> state().pid() > 0 && state().pid() != parent.pid());
    try {
      assertThatThrownBy(() -> stop(1))
          .isInstanceOf(Unsafe.class)
          .hasMessageContaining(String.valueOf(orphan.pid()));
      assertThatThrownBy(() -> start("files", 2)).isInstanceOf(Unsafe.class);
      assertThat(state().running()).isFalse();
    } finally {
      orphan.destroyForcibly();
    }
    Await.until(() -> !Kin.lives(orphan));
    stop(3);
    assertThat(start("files", 4).running()).isTrue();
  }

  @Test
  void aProcessThatNeedsLongerToSaveThanPm2WaitsIsNotKilledMeanwhile() {
    bed.touch("slow");
    startByHand("database");
    assertThat(state().killTimeout()).isEqualTo(ProcessState.KILL_TIMEOUT);
    Await.until(() -> bed.ready(state().pid()));
    stopByHand();
    Path creds = bed.folder.resolve("creds.json");
    assertThat(creds).as("PM2's own stop tears what it saves").isEmptyFile();
    startByHand("database");
    Await.until(() -> bed.ready(state().pid()));
    NodeProcess slow =
        new NodeProcess(
            "svc",
            bed.home.toString(),
            "",
            Duration.ofSeconds(20),
            Duration.ofSeconds(1),
            Duration.ofSeconds(10));
    pm2().stop(slow, new Fence("test/whatsapp", "run-1", 1, 1, 1));
    assertThat(creds).hasContent("whole");
    assertThat(state().running()).isFalse();
    assertThat(state().killTimeout()).isEqualTo(Duration.ofSeconds(10));
    assertThat(state().mode()).isEqualTo("database");
  }

  @Test
  void aProcessThatIgnoresTheSignalIsStoppedAllTheSame() {
    bed.touch("stubborn");
    startByHand("database");
    stop(1);
    assertThat(state().status()).isEqualTo("stopped");
  }

  @Test
  void aProcessThatPm2IsAboutToStartAgainCountsAsRunning() {
    bed.pm2(Map.of(), "delete", "svc", "--silent");
    bed.touch("crash");
    bed.pm2(SECRETS, "start", "app.js", "--name", "svc", "--restart-delay", "60000", "--silent");
    Await.until(() -> state().status().equals("waiting restart"));
    assertThatThrownBy(() -> start("files", 1)).isInstanceOf(Unsafe.class);
    stop(2);
    assertThat(state().status()).isEqualTo("stopped");
  }

  @Test
  void aStartThatFailsIsSaid() {
    stop(1);
    bed.touch("flat");
    assertThatThrownBy(() -> startSteadily(2))
        .isInstanceOf(Unavailable.class)
        .hasMessageNotContaining("hunter2");
  }

  @Test
  void twoOfOneNameAreNotTouched() {
    bed.pm2(SECRETS, "start", "app.js", "--name", "svc", "-f", "--silent");
    assertThatThrownBy(() -> stop(1)).isInstanceOf(Unsafe.class).hasMessageContaining("2 times");
  }

  @Test
  void anotherProcessOfThatNamespaceIsLeftAlone() {
    bed.pm2(SECRETS, "start", "app.js", "--name", "other", "--namespace", "svc", "-f", "--silent");
    stop(1);
    assertThat(pm2().state(bed.process("other"), settings()).running()).isTrue();
  }

  @Test
  void aModeThatCameFromTheFileIsGivenAsTheFileSaysIt() {
    bed.pm2(Map.of(), "delete", "svc", "--silent");
    bed.pm2(Map.of(), "start", "app.js", "--name", "svc", "--silent");
    ProcessState was = state();
    assertThat(was.mode()).isEmpty();
    stop(1);
    start("files", 2);
    putBack(was, 3);
    assertThat(state().mode()).isEqualTo("from-file");
    int pid = state().pid();
    putBack(was, 3);
    assertThat(state().pid()).isEqualTo(pid);
  }

  @Test
  void withoutPm2ItIsSaidAndNothingIsTried() {
    Pm2 none = new Pm2Adapter(Pm2Bed.node(), folder.resolve("pm2"), new Fences(folder));
    assertThatThrownBy(() -> none.state(process(), settings()))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("not installed");
  }

  /** What the daemon's socket tells is what PM2's program prints. */
  @Test
  void theSocketTellsWhatTheProgramPrints() {
    Shell shell = new Shell(Pm2Bed.node(), Pm2Bed.program(), process());
    JsonNode told = new Rpc(bed.home.resolve("rpc.sock")).list(Duration.ofSeconds(5)).orElseThrow();
    JsonNode printed = shell.printed();
    assertThat(told.size()).isEqualTo(printed.size()).isEqualTo(1);
    for (String field : List.of("pid", "name", "pm_id"))
      assertThat(told.get(0).get(field)).as(field).isEqualTo(printed.get(0).get(field));
    for (String field :
        List.of(
            "status", "restart_time", "pm_uptime", "pm_out_log_path", "pm_err_log_path", "MODE"))
      assertThat(told.get(0).get("pm2_env").get(field))
          .as(field)
          .isEqualTo(printed.get(0).get("pm2_env").get(field));
  }

  @Test
  void aBadPatternIsRefused() {
    LogMark mark = pm2().mark(process());
    assertThatThrownBy(() -> pm2().log(process(), mark, List.of("("), List.of()))
        .isInstanceOf(Refused.class);
  }

  /** PM2 may have seen it online for a moment: then the watch finds it. */
  private void startSteadily(int epoch) {
    start("files", epoch);
    pm2().steady(process(), settings());
  }

  private void append(String log, String text) {
    try {
      Files.writeString(
          bed.home.resolve("logs").resolve(log),
          text,
          StandardCharsets.UTF_8,
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
