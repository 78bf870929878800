package dev.mayday.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mayday.incident.Entry;
import dev.mayday.incident.Loss;
import dev.mayday.incident.Outcome;
import dev.mayday.incident.Report;
import dev.mayday.system.Reachability;
import dev.mayday.system.Refused;
import dev.mayday.world.Stage;
import dev.mayday.world.World;
import dev.mayday.world.Worlds;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

@Timeout(120)
@Execution(ExecutionMode.CONCURRENT)
class ReturnToPostgresTest {
  private final World world = Worlds.onFiles();
  private final String before = world.production();
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
  void whatHappenedOnFilesIsInTheDatabaseAndTheJournalReadsLikeTheRunbook() {
    Report report = recovered(Outcome.RECOVERED);
    assertThat(FallBackToFilesTest.said(report, "change", "commit", "prove", "tidy"))
        .containsExactly(
            "stop baileys-whatsapp-service, proven",
            "bring the sessions from files into the database, in one transaction, nothing newer"
                + " overwritten",
            "check out main, keeping local changes",
            "set {USE_REPOSITORY_PATTERN=true, WHATSAPP_LEAVE_OUT=} in .env",
            "have PM2 start baileys-whatsapp-service on the database when the host boots",
            "start baileys-whatsapp-service on the database",
            "baileys-whatsapp-service is online and stays so",
            "connected to WhatsApp",
            "every session that was brought is in the database, as brought or newer",
            "no new errors in the log",
            "a test message is sent",
            "drop the undo table of " + "r" + report.run().replace("-", "").substring(0, 12));
    assertThat(world.rows.get("11")).containsEntry("session-9", "n1");
    assertThat(world.rows.get("12"))
        .containsEntry("session-7", "n5")
        .doesNotContainKey("pre-key-1");
    assertThat(world.branch).isEqualTo("main");
    assertThat(world.rowsBefore).isEmpty();
  }

  @Test
  void theLossIsMeasured() {
    Loss loss = recovered(Outcome.RECOVERED).loss();
    assertThat(loss.kind()).isEqualTo(Loss.Kind.MEASURED);
    assertThat(loss.sentence())
        .isEqualTo(
            "1 keys came new from files, 1 were newer there, 1 were removed there;"
                + " 0 had changed in the database meanwhile and were kept as they are there");
  }

  @Test
  void whatSomebodyChangedInTheDatabaseMeanwhileIsKeptAndNamed() {
    world.rows.get("12").put("session-7", "written by another");
    Report report = recovered(Outcome.RECOVERED);
    assertThat(world.rows.get("12")).containsEntry("session-7", "written by another");
    assertThat(report.loss().keptAside()).containsExactly("12/session-7");
    assertThat(report.loss().sentence()).contains("1 had changed in the database meanwhile");
  }

  @Test
  void whatTheServiceWritesUntilItsStopComesAlong() {
    stage.before("Pm2Stop", () -> world.folder.get("11").put("session-10", "the last"));
    Report report = recovered(Outcome.RECOVERED);
    assertThat(world.rows.get("11")).containsEntry("session-10", "the last");
    assertThat(report.loss().sentence()).startsWith("2 keys came new");
  }

  @Test
  void aCompanyWhoseFilesAreSpoiltIsLeftOutAndItsRowsStay() {
    world.folder.get("12").put("creds", "cut");
    Report report = recovered(Outcome.RECOVERED_IN_PART);
    assertThat(report.apart()).containsExactly("company 12: creds.json is cut");
    assertThat(report.leftToDo().toString())
        .contains("until company 12 is mended they may be the only good ones");
    assertThat(world.rows.get("12")).isEqualTo(World.store("12").get("12"));
    assertThat(world.leftOut).isEqualTo("12");
  }

  @Test
  void aCompanyThatTheFallbackLeftOutIsNotForgotten() {
    world.env.put("WHATSAPP_LEAVE_OUT", "12");
    world.folder.remove("12");
    world.installedBase.remove("12");
    Report report = recovered(Outcome.RECOVERED_IN_PART);
    assertThat(report.apart())
        .containsExactly(
            "company 12: still left out by WHATSAPP_LEAVE_OUT, as before; take it out of there when"
                + " its sessions hold");
  }

  @Test
  void withoutUsableFilesPeopleHaveIt() {
    world.folder.values().forEach(files -> files.put("creds", "cut"));
    String spoilt = world.production();
    Report report = stage.run("ReturnToPostgres");
    assertThat(report.outcome()).isEqualTo(Outcome.HANDED_OVER);
    assertThat(world.production()).isEqualTo(spoilt);
  }

  @Test
  void aServiceOnTheDatabaseHasNothingToReturnFrom() {
    world.env.put("USE_REPOSITORY_PATTERN", "true");
    assertThat(stage.run("ReturnToPostgres").outcome()).isEqualTo(Outcome.FALSE_ALARM);
  }

  @Test
  void aDatabaseThatBreaksOffDuringTheLooksIsNotReturnedTo() {
    stage.before("PostgresProbe", () -> {});
    stage.before("PostgresProbe", () -> {});
    stage.before("PostgresProbe", () -> world.database = Reachability.State.STARTING_UP);
    Report report = stage.run("ReturnToPostgres");
    assertThat(report.outcome()).isEqualTo(Outcome.FALSE_ALARM);
    assertThat(report.journal())
        .extracting(Entry::what)
        .contains("does the database still answer? look 2 of 3");
    assertThat(world.production()).isEqualTo(before);
  }

  @Test
  void aDatabaseThatGoesAwayWhilePeopleAreAskedIsNotCalledHealed() {
    stage.people.answering(
        ask -> {
          synchronized (world) {
            world.database = Reachability.State.REFUSED;
          }
          stage.decide(ask, "yes");
        });
    Report report = stage.run("ReturnToPostgres");
    assertThat(report.outcome()).as("%s", report.journal()).isEqualTo(Outcome.FALSE_ALARM);
    assertThat(report.why())
        .contains("the database does not answer", "goes on with files", "nothing was changed");
    assertThat(world.production()).isEqualTo(before);
  }

  @Test
  void aServiceThatSomebodyReturnedWhilePeopleWereAskedIsHealed() {
    stage.people.answering(
        ask -> {
          synchronized (world) {
            world.env.put("USE_REPOSITORY_PATTERN", "true");
          }
          stage.decide(ask, "yes");
        });
    assertThat(stage.run("ReturnToPostgres").outcome()).isEqualTo(Outcome.HEALED_MEANWHILE);
  }

  @Test
  void aDatabaseThatIsLostRightBeforeTheStartKeepsTheServiceOnFiles() {
    stage.before("EnvFileSet", () -> world.database = Reachability.State.REFUSED);
    stage.after(java.time.Duration.ofMinutes(3), () -> world.database = Reachability.State.READY);
    List<String> served = new ArrayList<>();
    stage.before("SessionRowsTakeBack", () -> served.add(world.pid > 0 ? world.mode : "nobody"));
    stage.people.answering(
        ask -> stage.decide(ask, ask.question().number() == 1 ? "yes" : "retry"));
    Report report = stage.run("ReturnToPostgres");
    assertThat(report.outcome()).as("%s", report.journal()).isEqualTo(Outcome.ROLLED_BACK);
    assertThat(report.why()).contains("the database does not answer any more");
    assertThat(served)
        .as("on files again before the database is waited for")
        .containsExactly("false");
    assertThat(world.production()).isEqualTo(before);
  }

  @Test
  void anUndoTableThatStaysIsLeftToDoAndSpoilsNothing() {
    stage.failing("SessionRowsForget", 1, new Refused("no right to drop it\nHINT: grant it"));
    Report report = recovered(Outcome.RECOVERED);
    assertThat(report.leftToDo())
        .filteredOn(todo -> todo.startsWith("drop the undo table"))
        .singleElement()
        .asString()
        .contains("no right to drop it");
  }

  @Test
  void theFilesThatStayBehindAreNamedAndARehearsalLeavesNothingToDo() {
    assertThat(recovered(Outcome.RECOVERED).leftToDo())
        .singleElement()
        .asString()
        .startsWith("the sessions in /srv/app/baileys_sessions stay as they were");
  }

  @Test
  void localChangesThatTheFallbackKeptAreNamed() {
    world.keptChanges.put("fallback", "app.js=hot fix");
    assertThat(recovered(Outcome.RECOVERED).leftToDo())
        .anyMatch(
            todo ->
                todo.contains("are kept as refs/mayday/fallback and are not in the checkout")
                    && todo.contains("diff refs/mayday/fallback^1 refs/mayday/fallback"));
  }

  @Test
  void aProcessThatPm2DoesNotListIsHandedOverBeforeAnythingIsTouched() {
    world.pid = 0;
    world.status = "absent";
    String untouched = world.production();
    Report report = stage.run("ReturnToPostgres");
    assertThat(report.outcome()).as("%s", report.journal()).isEqualTo(Outcome.HANDED_OVER);
    assertThat(report.why()).contains("does not list");
    assertThat(world.production()).isEqualTo(untouched);
  }

  @Test
  void whatAProofThatWasLeftOutSpeaksOfIsKept() {
    stage.failing("SessionRowsProve", 1, new Refused("12 rows are older\nHINT: compare"));
    stage.people.answering(ask -> stage.decide(ask, ask.question().number() == 1 ? "yes" : "skip"));
    Report report = recovered(Outcome.RECOVERED_UNPROVEN);
    assertThat(world.rowsBefore).as("the undo table").isNotEmpty();
    assertThat(report.leftToDo())
        .anyMatch(left -> left.startsWith("drop the undo table") && left.contains("kept"));
  }

  @Test
  void aServiceThatWorkedIsNotKeptStoppedForAQuestion() {
    stage.failing("GitCheckout", 1, new Refused("a merge is not finished\nHINT: finish it"));
    Report report = stage.run("ReturnToPostgres");
    assertThat(report.outcome()).as("%s", report.journal()).isEqualTo(Outcome.ROLLED_BACK);
    assertThat(report.why()).contains("put back at once", "a merge is not finished");
    assertThat(stage.people.asked()).as("about the plan alone").hasSize(1);
    assertThat(world.production()).isEqualTo(before);
  }

  @Test
  void aCompanyThatIsSpoiltAfterThePlanIsNotAskedAboutWhileTheServiceStandsStill() {
    stage.before("SessionRowsBringBack", () -> world.folder.get("12").put("creds", "cut"));
    Report report = stage.run("ReturnToPostgres");
    assertThat(report.outcome()).as("%s", report.journal()).isEqualTo(Outcome.ROLLED_BACK);
    assertThat(report.why()).contains("put back at once");
    assertThat(stage.people.asked()).as("about the plan alone").hasSize(1);
    assertThat(world.pid).isPositive();
    assertThat(world.mode).isEqualTo("false");
  }

  /** Whether rows were brought cannot be seen now; the service works as before all the same. */
  @Test
  void aDatabaseThatStaysAwayLeavesAServiceThatWorksAndATaskNotARuin() {
    stage.before("SessionRowsBringBack", () -> world.database = Reachability.State.REFUSED);
    Report report = stage.run("ReturnToPostgres");
    assertThat(report.outcome()).as("%s", report.journal()).isEqualTo(Outcome.ROLLED_BACK);
    assertThat(report.leftToDo())
        .singleElement()
        .asString()
        .startsWith("put back by hand: bring the sessions from files into the database");
    assertThat(world.pid).isPositive();
    assertThat(world.production()).isEqualTo(before);
  }

  /** As the boot of its host does, between two steps. */
  @Test
  void aServiceThatSomebodyStartedMeanwhileIsNoSecondWriter() {
    stage.before("EnvFileSet", () -> world.pid = 77);
    Report report = stage.run("ReturnToPostgres");
    assertThat(report.outcome()).as("%s", report.journal()).isEqualTo(Outcome.ROLLED_BACK);
    assertThat(report.why()).contains("runs again although it was stopped");
    assertThat(report.journal()).extracting(Entry::kind).doesNotContain("seal");
    assertThat(world.production()).isEqualTo(before);
  }

  /** What the boot began on the database writes there: to put files back would lose that. */
  @Test
  void aServiceThatTheBootBeganOnWhatWasSetIsAdoptedAndNotPutBack() {
    stage.before("Pm2Save", world::boot);
    Report report = stage.run("ReturnToPostgres");
    assertThat(report.outcome()).as("%s", report.journal()).isEqualTo(Outcome.RECOVERED);
    assertThat(report.journal()).extracting(Entry::kind).contains("seal").doesNotContain("undo");
    assertThat(report.leftToDo().toString()).contains("was started by somebody else");
    assertThat(world.pid).isEqualTo(300);
  }

  @Test
  void theKillSwitchDoesNotHoldAServiceThatIsStoppedForASwap() {
    stage.before("SessionRowsBringBack", () -> world.standBack = "lead: maintenance");
    recovered(Outcome.RECOVERED);
  }

  private Report recovered(Outcome outcome) {
    Report report = stage.run("ReturnToPostgres");
    assertThat(report.outcome()).as("%s", report.journal()).isEqualTo(outcome);
    assertThat(world.halfHealed()).isFalse();
    return report;
  }
}
