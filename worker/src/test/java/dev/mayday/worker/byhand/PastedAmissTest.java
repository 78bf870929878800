package dev.mayday.worker.byhand;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** At night blocks are left out, pasted twice, and pasted over a STOP: nothing is lost by it. */
class PastedAmissTest {
  private static final String LOOK = "hand look";
  private static final String STAGE = "hand stage";
  private static final String STOP = "hand stopped";
  private static final String INSTALL = "hand install";
  private static final String SET = "hand set";
  private static final String START = "hand ready";
  private static final String UNSET = "hand unset";
  private static final String END = "hand end";
  private static final String STARTED = "restart wa --update-env";

  @TempDir Path folder;

  @Test
  void withoutTheSettingsNothingIsStarted() throws IOException {
    Box box = new Box(folder);
    box.through(LOOK, SET);
    Box.Said said = box.tried(START);
    assertThat(said.code()).isNotZero();
    assertThat(said.text()).contains("STOP: ").contains("do the steps before this one");
    assertThat(box.told("pm2")).containsExactly("stop wa");

    box.pasted(SET);
    assertThat(box.tried(SET).text()).contains("it is set already");
    box.pasted(START);
    assertThat(box.told("pm2")).containsExactly("stop wa", STARTED);
    assertThat(box.text("pm2/apps.json")).contains("\"LEFT_OUT\":\"2,9\"");
    assertThat(box.tried(START).text()).contains("STOP: wa is not stopped, it is online");
  }

  /** Somebody took a company in again that is kept apart. */
  @Test
  void whoIsKeptApartIsLeftOutOrNothingIsStarted() throws IOException {
    Box box = new Box(folder);
    box.through(LOOK, START);
    Path env = folder.resolve("checkout/.env");
    Files.writeString(env, Files.readString(env).replace("LEFT_OUT=2,9", "LEFT_OUT=9"));
    assertThat(box.tried(START).text()).contains("STOP: company 2 is not left out");
    assertThat(box.told("pm2")).doesNotContain(STARTED);
  }

  @Test
  void noStepIsDoneBeforeTheOneThatItRestsOn() throws IOException {
    Box box = new Box(folder);
    assertThat(box.tried(STAGE).text()).contains("STOP: ");
    box.pasted(LOOK);
    assertThat(box.tried(STOP).text()).contains("STOP: no sessions are staged");
    box.pasted(STAGE);
    assertThat(box.tried("before-checkout").text()).contains("STOP: ").contains("do step 5");
    assertThat(box.tried(INSTALL).text()).contains("STOP: ").contains("do step 5");
    box.pasted(STOP);
    assertThat(box.tried(INSTALL).text()).contains("STOP: ").contains("do step 6");
    assertThat(box.beside()).hasSize(3).contains("sessions");
    box.pasted("before-checkout");
    assertThat(box.tried("before-checkout").text()).contains("STOP: ").contains("step 7");
  }

  /** What stops half way is not there at all, and what a cut line left is not put in place. */
  @Test
  void onlyAWholeStagingIsPutInPlace() throws IOException {
    Box box = new Box(folder);
    box.pasted(LOOK);
    box.spoiledCopy();
    assertThat(box.tried(STAGE).text()).contains("STOP: the credentials of company 1");
    assertThat(box.beside()).containsExactly("sessions");
    box.copy();
    assertThat(box.pasted(STAGE).text()).contains("ready: companies 1; kept apart");
    assertThat(box.pasted(STAGE).text()).contains("they are staged");

    String staged = box.beside().get(1);
    Files.delete(folder.resolve("checkout").resolve(staged).resolve(".mayday"));
    box.said("hand before-stop; pm2 stop wa; echo '[]' > \"$HAND/kin.json\"");
    assertThat(box.tried(INSTALL).text()).contains("STOP: ").contains("do step 3 again");
    assertThat(box.text("checkout/sessions/company_1/creds.json")).isEqualTo("{}");
    assertThat(box.pasted(STAGE).text()).contains("ready: companies 1");
    Path book = folder.resolve("checkout").resolve(staged + ".book/manifest.jsonl");
    Files.writeString(book, Files.readString(book).replace("\"leap\":1000", "\"leap\":1001"));
    assertThat(box.tried(INSTALL).text()).contains("STOP: ").contains("do step 3 again");
  }

  /** Root pastes, and the worker that brings the sessions home by the book is somebody else. */
  @Test
  void theBookIsTheWorkersAndTheSessionsAreTheServices() throws IOException {
    Box box = new Box(folder);
    if (owner("/proc/self").equals(0))
      Files.setAttribute(folder.resolve("state"), "unix:uid", 65534);
    box.through(LOOK, SET);
    List<String> there = box.beside();
    assertThat(there).hasSize(3);
    String book = "checkout/" + there.get(1);
    assertThat(book).endsWith(".book");
    for (String file : List.of(book, book + "/manifest.jsonl", book + "/installed.json"))
      assertThat(owner(file)).as(file).isEqualTo(owner("state"));
    assertThat(owner("checkout/sessions")).isEqualTo(owner("checkout"));
  }

  private Object owner(String file) throws IOException {
    return Files.getAttribute(folder.resolve(file), "unix:uid");
  }

  /** After the checkout, the second look would note the tag as what was. */
  @Test
  void whatWasIsNotedOnce() throws IOException {
    Box box = new Box(folder);
    Path work = Files.writeString(folder.resolve("checkout/work.txt"), "somebody's");
    box.through(LOOK, START);
    assertThat(work).doesNotExist();
    assertThat(box.pasted(LOOK).text()).contains("it is begun already, as by-hand-");
    box.through(UNSET, END);
    assertThat(work).hasContent("somebody's");
    assertThat(box.text("checkout/.git/HEAD")).isEqualTo("ref: refs/heads/main\n");
    assertThat(box.text("checkout/.env")).isEqualTo("A=b\nMODE_OF_IT=rows\nLEFT_OUT=9\n");
    assertThat(box.text("checkout/sessions/company_1/creds.json")).isEqualTo("{}");
    assertThat(box.told("pm2")).containsExactly("stop wa", "restart wa");
    box.pasted(END);
    assertThat(box.pasted(LOOK).text()).doesNotContain("begun already");
  }

  /** Whoever scrolls too far finds no way back in which the newest sessions are lost. */
  @Test
  void afterTheStartNothingGoesBack() throws IOException {
    Box box = new Box(folder);
    box.through(LOOK, "hand online");
    List<String> there = box.beside();
    for (String block : List.of(UNSET, "hand uninstall", "hand was", "hand back"))
      assertThat(box.tried(block).text()).contains("STOP: it was started on files");
    assertThat(box.tried(END).text()).contains("STOP: the service is on files");
    assertThat(box.tried(LOOK).text()).contains("STOP: the service is on files already");
    assertThat(box.beside()).isEqualTo(there);
    assertThat(box.told("pm2")).containsExactly("stop wa", STARTED);
  }

  /** The way back, half done, does not start it either. */
  @Test
  void itIsStartedAsItWasOnlyWhenAllOfItIs() throws IOException {
    Box box = new Box(folder);
    box.through(LOOK, START);
    assertThat(box.tried("hand back").text()).contains("STOP: the settings are not back");
    box.pasted(UNSET);
    assertThat(box.tried("hand back").text()).contains("STOP: the folder of the sessions is not");
    box.pasted("hand uninstall");
    assertThat(box.tried("hand back").text()).contains("STOP: the checkout is not back");
    assertThat(box.told("pm2")).containsExactly("stop wa");
  }

  @Test
  void neighboursAreStoppedAndStartedWhereTheyLive() throws IOException {
    Box box =
        new Box(
            folder,
            "neighbours:",
            "  jobs: {process: {pm2Home: FOLDER/other}, treatment: stopped}",
            "  idle: {shares: [env], treatment: stopped}",
            "  api: {shares: [env], treatment: restarted}",
            "  import: {command: 'import[.]py', treatment: stopped}");
    String mode = ", \"MODE_OF_IT\": \"rows\"";
    box.runs(folder.resolve("other"), box.app("jobs", true, mode));
    String[] own = {
      box.app("wa", true, ""),
      box.app("idle", false, ""),
      box.app("api", true, ""),
      box.app("stranger", true, "")
    };
    box.runs(folder.resolve("pm2"), own);
    box.through(LOOK, "hand ran");
    assertThat(box.pasted("hand strangers").text())
        .contains("NOT LISTED: stranger, online")
        .doesNotContain("api")
        .doesNotContain("wa,");
    box.pasted("PROCESS=jobs");
    assertThat(box.tried("PROCESS=idle").text()).contains("STOP: idle does not run");
    assertThat(box.tried("PROCESS=jobs").text()).as("again").doesNotContain("STOP");
    box.through(STOP, "hand online");
    assertThat(box.told("other")).containsOnly("stop jobs");
    box.said(
        "( PM2_HOME=" + folder + "/other; PROCESS=jobs; hand may-run && start values-beside )");
    assertThat(box.text("other/apps.json")).contains("\"MODE_OF_IT\":\"files\"");
    box.pasted("PROCESS=api");
    box.pasted("save dump.pm2\n");
    box.pasted("save dump.pm2.1");
    assertThat(box.told("other")).endsWith("restart jobs --update-env", "save");
    assertThat(box.told("pm2")).endsWith("restart api --update-env", "save");
    assertThat(box.text("pm2/apps.json")).as("the service's alone").containsOnlyOnce("MODE_OF_IT");
  }

  @Test
  void aPatternThatOnlyJavaTakesIsLeftToAPerson() throws IOException {
    Box box =
        new Box(
            folder, "messaging: {errorLog: ['\\Afatal', 'a++b', '(?i)\\berror\\b', 'no\\-go']}");
    box.through(LOOK, "hand online");
    Files.writeString(folder.resolve("log"), "all is well\n", StandardOpenOption.APPEND);
    assertThat(box.said("hand errors").text())
        .contains("READ THE LOG YOURSELF, ")
        .contains("only Java takes \\Afatal and a++b\n");
    Files.writeString(folder.resolve("log"), "an ERROR\nno-go\n", StandardOpenOption.APPEND);
    assertThat(box.said("hand errors").text()).contains("STOP: 2 lines of ");
  }
}
