package dev.mayday.sandbox.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mayday.incident.Outcome;
import dev.mayday.incident.Question;
import dev.mayday.incident.Report;
import dev.mayday.sandbox.Fault;
import dev.mayday.sandbox.Kind;
import dev.mayday.sandbox.Raised;
import dev.mayday.sandbox.Sandbox;
import dev.mayday.sandbox.Status;
import dev.mayday.sandbox.Traits;
import dev.mayday.triage.Carried;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * The days on which Mayday is not there, or does not remember: a recovery by hand, the way home
 * from it, a store of Temporal's that is lost, a host that boots; and a person who has only the Web
 * UI. All on the service that shares no name with the one that the runbook was written for, and
 * that is asked in another way. Longer than most: each day begins with what the one before left.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class WithoutMaydayIT {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final String POLICY = "FallBackToFiles: { coolDown: 0s, watchFor: 0s }";

  /** A page that nobody wrote anew since. */
  private static final String OLD = "old";

  /** The step from which on there is no way back but forward. */
  private static final String START = "hand ready";

  /** What is seen of a service that was taken to files, whoever remembers it. */
  private static final String WORKS = "the service is on files already, runs and is connected";

  private final Chat chat = new Chat();
  private Ground ground;
  private Traits traits;
  private Pasted page;
  private Pasted home;
  private Lodgers neighbours;

  @BeforeAll
  void up(@TempDir Path temp) {
    Sandbox box = Raised.up(temp.resolve("box"), Kind.GATEWAY, 2, 60, false);
    traits = box.traits();
    ground = Ground.on(box, this::before, POLICY);
  }

  private Setting before(Sandbox box) {
    neighbours = Lodgers.in(box);
    Setting chatting = chat.setting(box);
    return new Setting(
        Map.of(),
        chatting.secrets(),
        text -> Lodgers.listed(Crashes.brisk(chatting.configuration().apply(text))));
  }

  @AfterAll
  void down() {
    if (ground != null) ground.close();
    chat.close();
  }

  /** Neither Temporal nor a worker is there, and PostgreSQL is dead. */
  @Test
  @Order(1)
  void thePageWithThisServersNamesIsWrittenWithoutAnybodyToAsk() throws IOException {
    ground.scene.mayday().close();
    ground.scene.temporal().kill();
    ground.sandbox.breakIt(Fault.POSTGRES_STOPPED);
    Path there = old("FallBackToFiles");
    Path back = old("ReturnToPostgres");
    assertThat(ground.says(0, "runbook", "FallBackToFiles", "--write")).contains(there.toString());
    String text = Files.readString(there);
    assertThat(text)
        .startsWith("# FallBackToFiles of " + ground.sandbox.target())
        .doesNotContain(ground.sandbox.apiToken());
    assertThat(back).as("nobody asked for it").hasContent(OLD);
    Files.writeString(there, OLD);
    assertThat(ground.says(1, "doctor", "--host", traits.host()))
        .contains("runbooks by hand: are written to ");
    assertThat(there).content().isEqualTo(text);
    assertThat(ground.says(0, "runbook", "FallBackToFiles")).isEqualToIgnoringNewLines(text);
    page = new Pasted(text, byHand());
    home = new Pasted(Files.readString(back), byHand());
    assertThat(home.pasted(home.steps().get(1)).text()).contains("STOP: ECONNREFUSED");
  }

  /** Takes what the pasted blocks say. */
  private Path byHand() {
    return ground.sandbox.folder().resolve("by-hand.log");
  }

  /** A page that was written some time ago, of other names. */
  private Path old(String scenario) throws IOException {
    Path pages = ground.sandbox.folder().resolve("mayday/runbooks");
    Path folder = pages.resolve(traits.environment()).resolve(traits.service());
    return Files.writeString(Files.createDirectories(folder).resolve(scenario + ".md"), OLD);
  }

  @Test
  @Order(2)
  void halfOfItAndTheWayBackLeaveProductionAsItWas() {
    Picture before = Picture.of(ground.scene).production();
    List<String> undone = page.steps().stream().takeWhile(block -> !block.contains(START)).toList();
    String set = undone.get(undone.size() - 1);
    assertThat(set).contains("hand set");
    undone.stream().filter(block -> !block.equals(set)).forEach(page::paste);
    nothingStartsWithout(set);
    page.paste(set);
    assertThat(ground.sandbox.envFile()).content().contains(onFiles());
    assertThat(page.pasted(undone.get(2)).text()).as("a second stage").contains("they are staged");
    page.back().forEach(page::paste);
    Until.holds("it runs again", () -> Picture.of(ground.scene).pid() > 0);
    Picture after = Picture.of(ground.scene).production();
    assertThat(after.withPid(before.pid())).isEqualTo(before);
    Until.holds("its neighbour lives on", () -> neighbours.stopped().modes().size() == 2);
    neighbours.wereLeftAt(traits.onDatabase());
  }

  /** Whoever was stopped by hand and put back has lived once more than the other. */
  private void neighboursCameAlong(String... modes) {
    List<String> all = Stream.concat(Stream.of(traits.onDatabase()), Stream.of(modes)).toList();
    assertThat(neighbours.restarted().modes()).as("the restarted one").isEqualTo(all);
    assertThat(neighbours.stopped().modes())
        .as("the stopped one")
        .isEqualTo(Stream.concat(Stream.of(traits.onDatabase()), all.stream()).toList());
  }

  private String onFiles() {
    return traits.mode() + "=" + traits.onFiles();
  }

  /** A STOP in the block of the start, and what was noted is not noted anew. */
  private void nothingStartsWithout(String set) {
    Spoken said = page.pasted(step(START));
    assertThat(said.code()).as(set + " was left out: " + said.text()).isNotZero();
    assertThat(said.text()).contains("STOP: ");
    assertThat(page.pasted("hand ready").text()).contains("STOP: ");
    assertThat(page.pasted("hand look").text()).contains("stopped").contains("it is begun already");
  }

  private String step(String part) {
    return page.steps().stream().filter(block -> block.contains(part)).findFirst().orElseThrow();
  }

  @Test
  @Order(3)
  void allOfItBringsTheServiceBackOnFiles() {
    page.steps().forEach(page::paste);
    green("files");
    assertThat(page.pasted("hand look").text()).contains("STOP: the service is on files already");
    assertThat(page.back())
        .filteredOn(block -> !block.contains("may-run"))
        .allSatisfy(block -> assertThat(page.pasted(block).text()).contains("STOP: "));
    green("files");
    neighboursCameAlong(traits.onFiles());
  }

  /**
   * What the page left is what a return compares with. Of its blocks only those two that stay open
   * are not said: the sandbox has a Temporal and a worker of its own.
   */
  @Test
  @Order(4)
  void maydayBringsHomeWhatWasRecoveredByHand() throws IOException {
    ground.scene.temporal().start();
    typed("mayday setup");
    ground.scene.startMayday();
    ground.sandbox.heal(Fault.POSTGRES_STOPPED);
    assertThat(home.pasted(home.steps().get(0)).text()).contains(onFiles());
    assertThat(home.pasted(home.steps().get(1)).text()).contains("its port answers");
    typed("mayday rehearse");
    Lodger stranger = new Lodger(ground.sandbox, "nobody-knows").in();
    comesHome("PM2 nobody-knows (node ", "is not under neighbours in mayday.yaml");
    neighboursCameAlong(traits.onFiles(), traits.onDatabase());
    assertThat(stranger.modes()).as("is asked about, and left alone").hasSize(1);
    stranger.out();
    aBootFindsTheDatabase();
  }

  /**
   * A person begins the return by the page's words, another one reads this in the question and says
   * yes.
   */
  private void comesHome(String... reads) {
    String before = ground.newest();
    typed("mayday recover", "YOUR-NAME", "lead");
    String run = ground.after(before);
    Question question = ground.asked(run);
    assertThat(question.text()).contains(reads);
    String number = String.valueOf(question.number());
    String token = ground.sandbox.secret("on-call").toString();
    typed("mayday decide", "NUMBER", number, "ANOTHER-NAME", "on-call", "FILE", token);
    Report end = ground.end(run);
    assertThat(end.outcome()).as("%s", end).isEqualTo(Outcome.RECOVERED);
    assertThat(end.loss().sentence()).contains(" were newer there");
    green("postgres");
  }

  /** And a copy is taken from there. */
  private void aBootFindsTheDatabase() throws IOException {
    ground.copied(": ");
    assertThat(Saved.of(ground.sandbox).mode())
        .as("a boot finds the database")
        .isEqualTo(traits.onDatabase());
  }

  /** What a person does who has only the Web UI, on this service too. */
  @Test
  @Order(5)
  void aPersonFallsBackToFilesFromTheWebUiAlone(@TempDir Path folder) throws IOException {
    ground.sandbox.breakIt(Fault.POSTGRES_STOPPED);
    Visit visit = Visit.of(ground, chat, folder, folder.resolve("pictures"));
    visit.pages().forEach((step, text) -> ground.heard().add("page " + step + "\n" + text));
    assertThat(ground.secrets().in(visit.page("result")))
        .as("the search finds what the browser shows")
        .containsExactly(Secrets.CONTROL);
    assertThat(visit.page("refused"))
        .contains("the lock of " + ground.sandbox.target() + " is the id");
    visit.saysEverythingAtOnce(ground.sandbox.target());
    assertThat(visit.page("heard")).contains("counted: verified by one-time code");
    assertThat(visit.page("result"))
        .contains("FallBackToFiles of " + ground.sandbox.target() + " (drill): RECOVERED");
    assertThat(visit.page("timeline"))
        .contains("stop " + ground.sandbox.process() + ", proven", "RECOVERED");
    Report end = ground.end(ground.newest());
    assertThat(end.decisions()).singleElement().matches(one -> one.verified() && one.counted());
    green("files");
    neighboursCameAlong(traits.onFiles(), traits.onDatabase(), traits.onFiles());
  }

  /** The host boots after that; what PM2 had saved of the mode would win. */
  @Test
  @Order(6)
  void aHostThatBootsWhileOnFilesComesBackOnFiles() throws IOException {
    assertThat(Saved.of(ground.sandbox).mode()).isEqualTo(traits.onFiles());
    ground.sandbox.breakIt(Fault.HOST_DOWN);
    ground.sandbox.heal(Fault.HOST_DOWN);
    green("files");
  }

  /** With the store the histories of all that was until now go: they are searched before that. */
  @Test
  @Order(7)
  void noSecretIsInWhatIsLostNext() throws IOException {
    Search.findsNothing(ground);
    assertThat(ground.secrets().in(Files.readString(byHand())))
        .as("the search finds what the pasted blocks said")
        .containsExactly(Secrets.CONTROL);
  }

  /** A server with an empty store: nothing is begun a second time, nothing is taken back. */
  @Test
  @Order(8)
  void aStoreThatIsLostBeginsNothingASecondTimeAndTakesNothingBack() throws IOException {
    Picture before = Picture.of(ground.scene);
    Lost.store(ground);
    assertThat(ground.newest()).as("nobody remembers").isEmpty();
    assertThat(chat.told()).as("before the alert").noneMatch(one -> one.contains(WORKS));
    assertThat(ground.scene.alert("firing", Instant.now())).isEqualTo(202);
    Carried incident =
        ground.incident("on files", seen -> seen.notes().toString().contains("triage: "));
    assertThat(incident.notes().toString())
        .contains("nothing to do, the database answers REFUSED")
        .contains(WORKS);
    onCallIsTold();
    assertThat(incident.recovery()).isEmpty();
    assertThat(ground.newest()).as("a second recovery").isEmpty();
    assertThat(Picture.of(ground.scene)).isEqualTo(before);
    green("files");
  }

  private void onCallIsTold() {
    String told =
        Until.found(
            "on-call is told",
            () -> chat.told().stream().filter(one -> one.contains(WORKS)).findFirst());
    assertThat(told)
        .contains("nothing that Mayday does by itself: the database answers REFUSED")
        .contains("ReturnToPostgres waits for the database and for a person")
        .contains(ground.sandbox.target().toString());
  }

  /** Steps 1 and 2 of the page on a lost store; the database is away still. */
  @Test
  @Order(9)
  void theDoctorNamesWhatAnEmptyStoreLacksAndSetupMakesItAnew() {
    String copy = ground.sandbox.target() + ": schedule of the warm copy: there is none";
    List<String> lacks = List.of("FAIL search attributes: not registered: ", "FAIL " + copy);
    assertThat(ground.says(1, "doctor")).contains(lacks);
    assertThat(ground.says(0, "setup", "--register"))
        .contains("search attributes registered: ")
        .contains(ground.sandbox.target().copyId() + ": created, every ");
    Until.holds(
        "the doctor names neither",
        () -> lacks.stream().noneMatch(ground.says(1, "doctor")::contains));
  }

  /** The database is away, and nobody remembers the first one: it looks like the day for it. */
  @Test
  @Order(10)
  void whoeverBeginsASecondFallbackByHandIsToldThatThereIsNothingToDo() {
    Picture before = Picture.of(ground.scene);
    assertThat(ground.says(20, List.of("recover", "FallBackToFiles", "--by", "lead", "--wait")))
        .contains("FALSE_ALARM", "the emergency is not, or no longer, there");
    assertThat(Picture.of(ground.scene)).isEqualTo(before);
    green("files");
  }

  /** Of what Mayday knew nothing is left by then: what was installed stands beside the sessions. */
  @Test
  @Order(11)
  void theWayHomeNeedsNeitherTheLostStoreNorTheStateFolder() throws IOException {
    Lost.state(ground);
    ground.sandbox.heal(Fault.POSTGRES_STOPPED);
    comesHome("carry out the plan");
    assertThat(neighbours.restarted().modes()).as("the restarted").endsWith(traits.onDatabase());
    assertThat(neighbours.stopped().modes()).as("the stopped").endsWith(traits.onDatabase());
    aBootFindsTheDatabase();
  }

  @Test
  @Order(12)
  void noSecretIsAnywhere() {
    Search.findsNothing(ground);
  }

  /** Says the page's command that begins so, with these words in place of those. */
  private void typed(String begin, String... instead) {
    String line =
        home.steps().stream().filter(one -> one.startsWith(begin)).findFirst().orElseThrow();
    List<String> words = new ArrayList<>(List.of(line.strip().split(" ")));
    for (int i = 0; i < instead.length; i += 2) words.replaceAll(swap(instead[i], instead[i + 1]));
    ground.says(0, words.subList(1, words.size()).toArray(String[]::new));
  }

  private static UnaryOperator<String> swap(String word, String other) {
    return one -> one.equals(word) ? other : one;
  }

  private void green(String mode) {
    Status status = ground.sandbox.awaitGreen(PATIENCE);
    assertThat(status.green()).as(status.table()).isTrue();
    assertThat(status.mode()).isEqualTo(mode);
  }
}
