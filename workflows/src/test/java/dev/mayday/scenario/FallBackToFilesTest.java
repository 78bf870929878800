package dev.mayday.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mayday.incident.Entry;
import dev.mayday.incident.Loss;
import dev.mayday.incident.Messaging;
import dev.mayday.incident.Outcome;
import dev.mayday.incident.Plan;
import dev.mayday.incident.Report;
import dev.mayday.incident.Service;
import dev.mayday.incident.Settings;
import dev.mayday.runbook.Start;
import dev.mayday.system.Reachability;
import dev.mayday.system.Refused;
import dev.mayday.world.Records;
import dev.mayday.world.Services;
import dev.mayday.world.Stage;
import dev.mayday.world.World;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

@Timeout(120)
@Execution(ExecutionMode.CONCURRENT)
class FallBackToFilesTest {
  private final World world = new World();
  private Stage stage;

  @BeforeEach
  void begin() {
    stage = new Stage(world).answer("yes");
  }

  @AfterEach
  void end() {
    stage.close();
  }

  @Test
  void theServiceGoesOnWithFilesAndTheJournalReadsLikeTheRunbook() {
    Report report = recovered(Outcome.RECOVERED);
    assertThat(said(report, "change", "commit", "seal", "prove"))
        .containsExactly(
            "stop baileys-whatsapp-service, proven",
            "check out files-tag, keeping local changes",
            "put the sessions from the warm copy in place",
            "set {USE_REPOSITORY_PATTERN=false, WHATSAPP_LEAVE_OUT=} in .env",
            "have PM2 start baileys-whatsapp-service on files when the host boots",
            "start baileys-whatsapp-service on files",
            "start baileys-whatsapp-service on files",
            "baileys-whatsapp-service is online and stays so",
            "connected to WhatsApp",
            "no new errors in the log",
            "a test message is sent");
    assertThat(world.mode).isEqualTo("false");
    assertThat(world.commit).isEqualTo("commit-of-tag");
    assertThat(world.env).containsEntry("OTHER", "x y");
    assertThat(world.folder).containsOnlyKeys("11", "12");
    assertThat(world.sent).containsExactly("Mayday: staging/whatsapp works on files now");
    assertThat(world.staged).isEmpty();
  }

  /** Every second of 5,000 companies is torn: what people read and histories keep stays short. */
  @Test
  void thousandsOfCompaniesAreCountedNotListed() {
    String[] companies =
        IntStream.range(10_000, 15_000).mapToObj(Integer::toString).toArray(String[]::new);
    world.warmCopy = World.store(companies);
    for (int i = 0; i < companies.length; i += 2)
      world.warmCopy.get(companies[i]).put("creds", "torn");
    Report report = recovered(Outcome.RECOVERED_IN_PART);
    assertThat(report.apart()).hasSize(51).last().isEqualTo("and 2450 more");
    assertThat(report.loss().keptAside()).hasSizeLessThanOrEqualTo(51);
    assertThat(report.journal()).allMatch(entry -> entry.toString().length() < 1_000);
    assertThat(report.toString()).hasSizeLessThan(60_000);
    assertThat(world.leftOut.split(",")).hasSize(2_500);
  }

  @Test
  void whatOnlyAPersonMayRemoveIsLeftToDo() {
    assertThat(recovered(Outcome.RECOVERED).leftToDo()).isEmpty();
  }

  @Test
  void sessionsThatLayThereBeforeAndLocalChangesAreNamed() {
    world.folder = World.store("11");
    world.changes = "local";
    assertThat(recovered(Outcome.RECOVERED).leftToDo())
        .hasSize(2)
        .anyMatch(todo -> todo.contains("are kept in its repository as refs/mayday/r"))
        .anyMatch(todo -> todo.startsWith("the sessions that lay in /srv/app/baileys_sessions"));
  }

  @Test
  void aCheckoutThatWouldNotGoIsSaidBeforeAnythingIsTouched() {
    String before = world.production();
    world.inTheWay = "tag.js";
    stage.people.answering(ask -> stage.decide(ask, "hand over"));
    Report report = recovered(Outcome.HANDED_OVER);
    assertThat(stage.people.asked().get(0).question().text())
        .contains("would the checkout of files-tag go?", "tag.js");
    assertThat(world.production()).isEqualTo(before);
    assertThat(said(report, "change", "commit")).isEmpty();
  }

  /** Somebody saved it while PM2 had a mode of its own for it, as after a return. */
  @Test
  void aHostThatBootsAfterwardsComesBackOnFilesWhateverWasSavedBefore() {
    world.saved = new TreeMap<>(Map.of("USE_REPOSITORY_PATTERN", "true"));
    assertThat(recovered(Outcome.RECOVERED).leftToDo()).isEmpty();
    world.boot();
    assertThat(world.works()).isEqualTo("false");
    assertThat(world.halfHealed()).isFalse();
  }

  @Test
  void whatPm2HadSavedIsPutBackWithTheRest() {
    world.saved = new TreeMap<>(Map.of("USE_REPOSITORY_PATTERN", "true"));
    String before = world.production();
    stage.before("Pm2Save", () -> stage.operator.say("rollBack"));
    recovered(Outcome.ROLLED_BACK);
    assertThat(world.production().replaceAll("pid=\\d+", ""))
        .isEqualTo(before.replaceAll("pid=\\d+", ""));
  }

  @Test
  void whereNothingIsSavedThatIsLeftToDoAndHoldsNothingUp() {
    world.saved = null;
    assertThat(recovered(Outcome.RECOVERED).leftToDo())
        .singleElement()
        .asString()
        .startsWith("PM2 has saved nothing of baileys-whatsapp-service: when this host boots");
  }

  @Test
  void aProcessThatPm2DoesNotListIsHandedOverBeforeAnythingIsTouched() {
    world.pid = 0;
    world.status = "absent";
    String before = world.production();
    Report report = recovered(Outcome.HANDED_OVER);
    assertThat(report.why()).contains("does not list baileys-whatsapp-service", "pm2 resurrect");
    assertThat(world.production()).isEqualTo(before);
    assertThat(stage.people.asked()).isEmpty();
  }

  @Test
  void aProcessThatPm2KillsTooEarlyIsNamedAndAskedAboutAlsoWhereApprovalIsAutomatic() {
    world.killTimeout = Duration.ofMillis(1600);
    assertThat(recovered(Outcome.RECOVERED).plan().steps().get(0).phrase())
        .startsWith("stop baileys-whatsapp-service, proven (PM2 kills it after 1600 ms")
        .contains("10 s to save");
    assertThat(stage.people.asked().get(0).question().text())
        .contains("mind: PM2 kills it after 1600 ms");
    assertThat(world.killTimeout).isEqualTo(Duration.ofSeconds(10));
  }

  @Test
  void whatIsApprovedIsWhatIsDone() {
    Report report = recovered(Outcome.RECOVERED);
    assertThat(report.plan().steps())
        .extracting(Plan.Step::phrase)
        .containsExactlyElementsOf(said(report, "change", "commit", "prove"));
    assertThat(report.plan().steps())
        .filteredOn(step -> step.verb().equals("commit"))
        .singleElement()
        .matches(step -> step.note().startsWith("newer sessions are written to files"));
    assertThat(stage.people.asked().get(0).question().plan()).isEqualTo(report.plan().hash());
  }

  @Test
  void ratchetsOfACopyStayAsideAndTheLossIsCalledABound() {
    world.warmCopyAt = Instant.ofEpochMilli(stage.environment.currentTimeMillis()).minusSeconds(60);
    Report report = recovered(Outcome.RECOVERED);
    assertThat(world.folder.get("11")).containsOnlyKeys("creds", "pre-key-1");
    assertThat(report.loss().kind()).isEqualTo(Loss.Kind.BOUND);
    assertThat(report.loss().atMost()).isBetween(Duration.ofSeconds(60), Duration.ofSeconds(62));
    assertThat(report.loss().sentence()).contains("at most").contains("ReturnToPostgres counts it");
    assertThat(report.loss().keptAside())
        .containsExactly("company 11: 1 ratchets", "company 12: 1 ratchets");
  }

  @Test
  void aCompanyThatWouldBecomeANewIdentityIsLeftOutAndTheOthersGoOn() {
    world.warmCopy.get("12").put("creds", "cut");
    Report report = recovered(Outcome.RECOVERED_IN_PART);
    assertThat(report.apart()).containsExactly("company 12: creds.json is cut");
    assertThat(world.folder).containsOnlyKeys("11");
    assertThat(world.env).containsEntry("WHATSAPP_LEAVE_OUT", "12");
    assertThat(world.leftOut).isEqualTo("12");
  }

  @Test
  void whoWasLeftOutBeforeStaysLeftOut() {
    world.env.put("WHATSAPP_LEAVE_OUT", "9, 12");
    Report report = recovered(Outcome.RECOVERED);
    assertThat(world.leftOut).isEqualTo("12,9");
    assertThat(report.apart()).as("somebody wanted it so").isEmpty();
  }

  @Test
  void aServiceThatCannotBeToldIsSeenToByAPersonBeforeItStarts() {
    stage.control.shape(FallBackToFilesTest::untold);
    world.warmCopy.get("12").put("creds", "cut");
    stage.people.answering(
        ask -> {
          if (ask.question().number() == 2) assertThat(world.pid).isZero();
          stage.decide(ask, ask.question().answers().get(0));
        });
    Report report = recovered(Outcome.RECOVERED_IN_PART);
    assertThat(stage.people.asked().get(1).question().text())
        .isEqualTo(
            "please do by hand: keep the service from starting company 12"
                + " (their credentials do not hold)");
    assertThat(report.plan().steps()).extracting(Plan.Step::verb).contains("manual");
    assertThat(world.env).doesNotContainKey("WHATSAPP_LEAVE_OUT");
  }

  @Test
  void aServiceThatCannotBeToldDoesNotStartOnSilence() {
    stage.control.shape(FallBackToFilesTest::untold);
    world.warmCopy.get("12").put("creds", "cut");
    String before = world.production();
    stage.people.answering(
        ask -> {
          if (ask.question().number() == 1) stage.decide(ask, "yes");
        });
    assertThat(stage.run("FallBackToFiles").outcome()).isEqualTo(Outcome.ROLLED_BACK);
    assertThat(world.production()).isEqualTo(before);
  }

  @Test
  void withoutAUsableCompanyPeopleHaveIt() {
    world.warmCopy.values().forEach(keys -> keys.put("creds", "cut"));
    String before = world.production();
    Report report = stage.run("FallBackToFiles");
    assertThat(report.outcome()).isEqualTo(Outcome.HANDED_OVER);
    assertThat(report.why()).startsWith("no company's sessions are usable");
    assertThat(world.production()).isEqualTo(before);
    assertThat(world.staged).isEmpty();
  }

  @Test
  void withoutAnySessionsPeopleHaveIt() {
    world.warmCopy = null;
    Report report = stage.run("FallBackToFiles");
    assertThat(report.outcome()).isEqualTo(Outcome.HANDED_OVER);
    assertThat(report.why()).startsWith("there are no sessions to go on with");
  }

  @Test
  void filesThatLieThereAreBetterThanNothing() {
    world.warmCopy = null;
    world.folder = World.store("11");
    recovered(Outcome.RECOVERED);
    assertThat(world.folder).containsOnlyKeys("11");
  }

  @Test
  void aDatabaseThatStillReadsLosesNothing() {
    world.rowsReadable = true;
    stage.before("Pm2Stop", () -> world.rows.get("11").put("session-8", "written last"));
    Report report = recovered(Outcome.RECOVERED);
    assertThat(world.folder).as("exported after the stop").isEqualTo(world.rows);
    assertThat(report.loss().atMost()).isEqualTo(Duration.ZERO);
    assertThat(report.loss().sentence()).contains("exported after the stop");
    assertThat(report.loss().keptAside()).isEmpty();
    assertThat(world.staged).as("the look in advance is gone").isEmpty();
  }

  @Test
  void aCompanyThatIsSpoiltByTheLastWriteIsLeftOutToo() {
    world.rowsReadable = true;
    stage.before("Pm2Stop", () -> world.rows.get("12").put("creds", "cut"));
    stage.people.answering(ask -> stage.decide(ask, ask.question().answers().get(0)));
    Report report = recovered(Outcome.RECOVERED_IN_PART);
    assertThat(stage.people.asked())
        .anyMatch(ask -> ask.question().text().contains("is not what was approved"));
    assertThat(report.apart()).containsExactly("company 12: creds.json is cut");
    assertThat(world.leftOut).isEqualTo("12");
  }

  @Test
  void whatAFullDiskHadNoRoomToKeepIsLeftToDoByName() {
    world.outside = "app.log was renamed to .mayday-1/app.log";
    Refused full = new Refused("the disk is full\nHINT: make room");
    stage.failing("SessionsInstall", 1, full);
    stage.people.answering(
        ask -> {
          if (ask.question().number() == 1) stage.decide(ask, "yes");
        });
    Report report = stage.run("FallBackToFiles");
    assertThat(report.outcome()).isEqualTo(Outcome.ROLLED_BACK);
    assertThat(report.leftToDo()).containsExactly(world.outside);
  }

  @Test
  void aDatabaseThatDiesAfterTheLookRollsBackOnSilence() {
    world.rowsReadable = true;
    String before = world.production();
    Refused gone = new Refused("the rows are gone\nHINT: see why");
    stage.before("Pm2Stop", () -> stage.failing("SessionsStage", 1, gone));
    stage.people.answering(
        ask -> {
          if (ask.question().number() == 1) stage.decide(ask, "yes");
        });
    assertThat(stage.run("FallBackToFiles").outcome()).isEqualTo(Outcome.ROLLED_BACK);
    assertThat(world.production()).isEqualTo(before);
    assertThat(world.staged).isEmpty();
  }

  @Test
  void aDatabaseThatComesBackRightBeforeTheStartIsGoneBackTo() {
    String before = world.production();
    stage.before("EnvFileSet", () -> world.database = Reachability.State.READY);
    Report report = stage.run("FallBackToFiles");
    assertThat(report.outcome()).isEqualTo(Outcome.HEALED_MEANWHILE);
    assertThat(report.why()).contains("the database answers again");
    assertThat(world.production()).isEqualTo(before);
  }

  @Test
  void whatAFailedUndoNeedsIsNotRemoved() {
    world.folder = World.store("11", "12");
    world.folder.get("11").put("session-9", "last year's");
    stage.failing("EnvFileSet", 1, new Refused("not writable\nHINT: see its owner"));
    stage.failing("SessionsPutBack", 1, new Refused("held\nHINT: see who holds it"));
    stage.people.answering(
        ask ->
            stage.decide(
                ask,
                switch (ask.question().number()) {
                  case 1 -> "yes";
                  case 2 -> "roll back";
                  default -> "hand over";
                }));
    Report report = stage.run("FallBackToFiles");
    assertThat(report.outcome()).as("%s", report.journal()).isEqualTo(Outcome.LEFT_BROKEN);
    assertThat(report.leftToDo())
        .anyMatch(left -> left.startsWith("put back by hand: put the sessions from"))
        .anyMatch(left -> left.startsWith("remove by hand, when all else is put back"));
    assertThat(world.parked.values())
        .singleElement()
        .satisfies(was -> assertThat(was.get("11")).containsEntry("session-9", "last year's"));
  }

  @Test
  void theLossIsBoundByWhatMaydaySawAndNotByWhatASenderSaid() {
    Instant now = Instant.ofEpochMilli(stage.environment.currentTimeMillis());
    world.warmCopyAt = now.minusSeconds(50);
    Start start =
        new Start(Services.TARGET, false, "starter", now.minus(Duration.ofHours(1)), "slow since");
    Report report =
        stage.result(stage.begin("FallBackToFiles", Services.TARGET.recoveryId(), start));
    assertThat(report.outcome()).isEqualTo(Outcome.RECOVERED);
    assertThat(report.loss().atMost())
        .as("bound by the first look: the second one is 30 s later, the sender's word an hour off")
        .isBetween(Duration.ofSeconds(50), Duration.ofSeconds(79));
  }

  @Test
  void whereTheServicesOwnConnectionMayLiveTheLossIsBoundByItsStop() {
    world.database = Reachability.State.TIMEOUT;
    world.warmCopyAt = Instant.ofEpochMilli(stage.environment.currentTimeMillis());
    Report report = recovered(Outcome.RECOVERED);
    assertThat(report.loss().atMost())
        .as("the second look is 30 s after the first")
        .isGreaterThanOrEqualTo(Duration.ofSeconds(29));
    assertThat(report.loss().sentence()).contains("the stop of the service");
  }

  @Test
  void aNetworkThatIsDownIsNotTheDatabasesFault() {
    world.database = Reachability.State.NETWORK_DOWN;
    Report report = stage.run("FallBackToFiles");
    assertThat(report.outcome()).isEqualTo(Outcome.HANDED_OVER);
    assertThat(report.why()).startsWith("the network of host app is down, not the database");
    assertThat(stage.people.asked()).isEmpty();
  }

  @Test
  void aServiceOnFilesAlreadyIsNoEmergency() {
    world.mode = "false";
    world.env.put("USE_REPOSITORY_PATTERN", "false");
    assertThat(stage.run("FallBackToFiles").outcome()).isEqualTo(Outcome.FALSE_ALARM);
  }

  /** Nobody has to break a production to see the plan of the day on which it breaks. */
  @Test
  void aRehearsalWhileTheDatabaseAnswersDrawsThePlanFromWhatWouldBeThereWithoutIt() {
    world.database = Reachability.State.READY;
    Report report = stage.result(stage.begin("FallBackToFiles", true));
    assertThat(report.outcome()).isEqualTo(Outcome.REHEARSED);
    assertThat(said(report, "rehearse")).containsExactly("the database answers");
    assertThat(report.plan().steps().toString())
        .contains("put the sessions from the warm copy in place")
        .doesNotContain("export the sessions");
    assertThat(world.mode).isEqualTo("true");
    assertThat(world.staged).isEmpty();
    assertThat(stage.run("FallBackToFiles").outcome()).isEqualTo(Outcome.FALSE_ALARM);
  }

  @Test
  void aServiceThatStoppedOnFilesKeepsItsNewestSessions() {
    world.env.put("USE_REPOSITORY_PATTERN", "false");
    world.mode = "false";
    world.pid = 0;
    world.status = "stopped";
    world.folder = World.store("11", "12");
    world.folder.get("11").put("session-9", "newest");
    String before = world.production();
    Report report = recovered(Outcome.HANDED_OVER);
    assertThat(report.why()).contains("is on files and does not run", "find out why it stopped");
    assertThat(world.production()).isEqualTo(before);
    assertThat(world.folder.get("11")).containsEntry("session-9", "newest");
  }

  @Test
  void whereNothingTellsTheCompaniesApartOneConnectionDoesNotProveTwo() {
    stage.control.shape(FallBackToFilesTest::lone);
    world.warmCopy = World.store("11", "12");
    Report report = recovered(Outcome.HANDED_OVER);
    assertThat(stage.people.asked().get(1).question().text())
        .contains("a connection is open, but nothing tells whose: 2 companies were started")
        .contains("messaging.companies");
    assertThat(report.apart()).isEmpty();
    assertThat(world.pid).as("it keeps running").isPositive();
  }

  @Test
  void whoeverLookedAtEachCompanyGoesOnUnproven() {
    stage.control.shape(FallBackToFilesTest::lone);
    stage.people.answering(ask -> stage.decide(ask, ask.question().number() == 1 ? "yes" : "skip"));
    recovered(Outcome.RECOVERED_UNPROVEN);
    assertThat(world.sent).hasSize(1);
  }

  @Test
  void oneCompanyIsProvenByOneConnectionAndAModeThatNothingTellsIsNotClaimed() {
    stage.control.shape(FallBackToFilesTest::lone);
    world.warmCopy = World.store("11");
    Report report = recovered(Outcome.RECOVERED);
    assertThat(report.journal())
        .filteredOn(entry -> entry.what().equals("connected to WhatsApp"))
        .extracting(Entry::result)
        .contains("a connection is open; no line of its log tells the mode");
  }

  @Test
  void aCompanyThatDoesNotConnectIsNamed() {
    stage.before("WhatsAppConnected", () -> world.folder.get("12").put("creds", "torn since"));
    assertThat(recovered(Outcome.RECOVERED_IN_PART).apart())
        .containsExactly("company 12: not connected after the start");
  }

  /** As the boot of its host does, between two steps. */
  @Test
  void aServiceThatSomebodyStartedMeanwhileIsAskedAboutBeforeTheSeal() {
    stage.before("EnvFileSet", () -> world.pid = 77);
    stage.people.answering(
        ask -> {
          if (ask.question().number() == 1) stage.decide(ask, "yes");
          else {
            assertThat(ask.question().text()).contains("runs again although it was stopped");
            world.pid = 0;
            stage.decide(ask, "retry");
          }
        });
    assertThat(stage.run("FallBackToFiles").outcome()).isEqualTo(Outcome.RECOVERED);
  }

  /** The boot began it on what was sealed: as good as the start, and said. */
  @Test
  void aServiceThatTheBootStartedAfterTheSealIsAdopted() {
    stage.before("Pm2Start", world::boot);
    Report report = recovered(Outcome.RECOVERED);
    assertThat(stage.people.asked()).as("the plan alone").hasSize(1);
    assertThat(world.pid).isEqualTo(300);
    assertThat(report.leftToDo()).anyMatch(left -> left.contains("started by somebody else"));
  }

  /** PM2 had a mode of its own saved: it may write where the run does not read. */
  @Test
  void aServiceThatStartedInAnotherModeAfterTheSealIsLeftToPeople() {
    stage.before("Pm2Start", () -> world.pid = 77);
    Report report = stage.run("FallBackToFiles");
    assertThat(report.outcome()).isEqualTo(Outcome.HANDED_OVER);
    assertThat(world.pid).as("it keeps running").isEqualTo(77);
  }

  @Test
  void newErrorsInTheLogAreAskedAbout() {
    stage.before("Pm2Start", () -> world.logErrors.add("error"));
    Report report = stage.run("FallBackToFiles");
    assertThat(report.outcome()).as("on silence it keeps running").isEqualTo(Outcome.HANDED_OVER);
    assertThat(stage.people.asked().get(1).question().text())
        .contains("new errors in the log: error");
    assertThat(world.pid).isPositive();
  }

  /** A service may write everything to its standard output. */
  @Test
  void errorsThatStandInTheOutputLogAreAskedAboutWhereTheyAreLookedForThere() {
    stage.control.shape(service -> logging(service, Messaging.Logs.BOTH));
    stage.before("Pm2Start", () -> world.logOutput.add("{\"level\":50,\"msg\":\"error\"}"));
    Report report = stage.run("FallBackToFiles");
    assertThat(report.outcome()).isEqualTo(Outcome.HANDED_OVER);
    assertThat(stage.people.asked().get(1).question().text())
        .contains("new errors in the log: error", "read the service's logs");
  }

  /** Negative control. */
  @Test
  void theOutputLogIsNotReadForErrorsWhereNobodySaidSo() {
    stage.before("Pm2Start", () -> world.logOutput.add("no error is left"));
    recovered(Outcome.RECOVERED);
  }

  @Test
  void companiesAreListedWithTheSeparatorThatTheServiceReads() {
    stage.control.shape(FallBackToFilesTest::semicolons);
    world.env.put("WHATSAPP_LEAVE_OUT", "9; south,1");
    world.warmCopy.get("12").put("creds", "cut");
    recovered(Outcome.RECOVERED_IN_PART);
    assertThat(world.leftOut).isEqualTo("12;9;south,1");
    assertThat(world.env).containsEntry("WHATSAPP_LEAVE_OUT", "12;9;south,1");
  }

  private static Service logging(Service service, Messaging.Logs where) {
    Messaging messaging = Records.with(service.messaging(), "errorsIn", where);
    return Records.with(service, "messaging", messaging);
  }

  private static Service semicolons(Service service) {
    Settings settings = Records.with(service.settings(), "leaveOutSeparator", ";");
    return Records.with(service, "settings", settings);
  }

  private Report recovered(Outcome outcome) {
    Report report = stage.run("FallBackToFiles");
    assertThat(report.outcome()).as("%s", report.journal()).isEqualTo(outcome);
    assertThat(world.halfHealed()).isFalse();
    return report;
  }

  /** Neither a list of companies nor a line that tells the mode: a mayday.yaml's least. */
  private static Service lone(Service service) {
    Messaging messaging = service.messaging();
    for (String key : List.of("companies", "databaseLog", "filesLog"))
      messaging = Records.with(messaging, key, "");
    return Records.with(service, "messaging", messaging);
  }

  private static Service untold(Service service) {
    Settings settings = Records.with(service.settings(), "leaveOut", "");
    return Records.with(service, "settings", settings);
  }

  static List<String> said(Report report, String... kinds) {
    Map<String, Boolean> wanted = new java.util.HashMap<>();
    for (String kind : kinds) wanted.put(kind, true);
    return report.journal().stream()
        .filter(entry -> wanted.containsKey(entry.kind()))
        .map(Entry::what)
        .toList();
  }
}
