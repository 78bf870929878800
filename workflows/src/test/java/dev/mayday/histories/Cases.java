package dev.mayday.histories;

import dev.mayday.incident.Alert;
import dev.mayday.incident.Neighbour;
import dev.mayday.incident.Question;
import dev.mayday.incident.Service;
import dev.mayday.incident.Traffic;
import dev.mayday.system.Reachability;
import dev.mayday.system.Refused;
import dev.mayday.triage.AlertBatch;
import dev.mayday.triage.IncidentStart;
import dev.mayday.world.FakePeople;
import dev.mayday.world.Records;
import dev.mayday.world.Services;
import dev.mayday.world.Stage;
import dev.mayday.world.World;
import dev.mayday.world.Worlds;
import io.temporal.client.WorkflowException;
import io.temporal.client.WorkflowStub;
import io.temporal.common.WorkflowExecutionHistory;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** The courses of which a history is kept: scenario and case to what brings it about. */
final class Cases {
  private static final Map<String, String> TARGET =
      Map.of("environment", "staging", "service", "whatsapp");

  private Cases() {}

  /** Path without ending to the recording. */
  static Map<String, Supplier<String>> all() {
    Map<String, Supplier<String>> all = new LinkedHashMap<>();
    recoveries(all, "FallBackToFiles", World::new, Cases::ready);
    recoveries(all, "ReturnToPostgres", Worlds::onFiles, Cases::refused);
    put(
        all,
        "FallBackToFiles/1-live",
        Cases::readable,
        stage -> recovery(stage, "FallBackToFiles"));
    put(
        all,
        "FallBackToFiles/2-rehearsed-while-well",
        Cases::healthy,
        stage -> rehearsal(stage, "FallBackToFiles"));
    put(
        all,
        "FallBackToFiles/2-one-time-codes",
        World::new,
        with(Cases::guessing, stage -> recovery(stage, "FallBackToFiles")));
    put(all, "RespondToIncident/1-recovered", World::new, Cases::incident);
    put(all, "RespondToIncident/1-handed-over", Cases::networkDown, Cases::incident);
    put(all, "RespondToIncident/2-recovered", World::new, Cases::incident);
    put(all, "RespondToIncident/2-on-files-already", Cases::fallenBack, Cases::incident);
    put(all, "KeepWarmCopy/1-refreshed", Cases::healthy, Cases::copy);
    put(all, "KeepWarmCopy/2-refreshed", Cases::healthy, Cases::copy);
    put(all, "KeepWarmCopy/1-stands-still", Worlds::onFiles, Cases::copy);
    all.put("LastExamined/1-followed", () -> text(Examinations.followed()));
    all.put("LastExamined/1-open", () -> text(Examinations.open()));
    put(all, "StandBack/1-holding", World::new, stage -> text(Orders.holding(stage)));
    put(
        all,
        "StandBack/1-called-off",
        World::new,
        stage -> history(stage, Orders.calledOff(stage)));
    return all;
  }

  private static void recoveries(
      Map<String, Supplier<String>> all,
      String scenario,
      Supplier<World> world,
      Consumer<World> heal) {
    Function<Stage, String> run = stage -> recovery(stage, scenario);
    String name = scenario + "/1-";
    put(all, name + "recovered", world, run);
    put(all, scenario + "/2-recovered", world, run);
    put(all, scenario + "/2-rolled-back", world, with(on("EnvFileSet", "rollBack"), run));
    put(all, scenario + "/3-recovered", world, run);
    put(all, scenario + "/3-neighbours", world, with(Cases::neighboured, run));
    put(
        all,
        scenario + "/3-neighbours-rolled-back",
        world,
        with(stage -> neighboured(stage, on("EnvFileSet", "rollBack")), run));
    put(all, scenario + "/4-recovered", world, run);
    put(all, scenario + "/4-neighbours", world, with(Cases::neighboured, run));
    put(all, scenario + "/4-rolled-back", world, with(on("Pm2Start", "rollBack"), run));
    put(all, name + "declined", world, with(stage -> stage.answer("no"), run));
    put(all, name + "expired", world, with(stage -> stage.people.answering(ask -> {}), run));
    put(all, name + "rolled-back", world, with(on("EnvFileSet", "rollBack"), run));
    put(all, name + "aborted", world, with(on("GitCheckout", "abort"), run));
    put(all, name + "handed-over-after-seal", world, with(on("WhatsAppConnected", "abort"), run));
    put(all, name + "unproven", world, with(Cases::skipping, run));
    put(all, name + "cancelled", world, with(Cases::cancelling, run));
    put(all, name + "cancelled-while-asked", world, with(Cases::cancellingLater, run));
    put(all, name + "asked-again", world, with(Cases::unreachable, run));
    put(all, name + "tried-once-more", world, with(Cases::failingAfterSeal, run));
    put(all, name + "healed", world, with(stage -> healing(stage, heal), run));
    put(all, name + "in-part", world, with(Cases::spoiling, run));
    put(all, name + "rehearsed", world, stage -> rehearsal(stage, scenario));
  }

  private static void put(
      Map<String, Supplier<String>> all,
      String name,
      Supplier<World> world,
      Function<Stage, String> run) {
    all.put(
        name,
        () -> {
          try (Stage stage = new Stage(world.get()).answer("yes")) {
            return run.apply(stage);
          }
        });
  }

  private static Function<Stage, String> with(Consumer<Stage> before, Function<Stage, String> run) {
    return stage -> {
      before.accept(stage);
      return run.apply(stage);
    };
  }

  private static Consumer<Stage> on(String activity, String control) {
    return stage -> stage.before(activity, () -> stage.operator.say(control));
  }

  /** One of each treatment, one that is not listed, and a service that tells of its traffic. */
  private static void neighboured(Stage stage) {
    for (String name : List.of("api", "worker", "cron", "stranger")) stage.world.neighbour(name);
    Instant now = Instant.ofEpochMilli(stage.environment.currentTimeMillis());
    stage.world.lastMessages.put("11", now.minusSeconds(60));
    UnaryOperator<Service> listed =
        Services.with(
            Services.neighbour("api", Neighbour.Treatment.STOPPED),
            Services.neighbour("worker", Neighbour.Treatment.RESTARTED),
            Services.neighbour("cron", Neighbour.Treatment.UNTOUCHED));
    Traffic traffic = new Traffic("lastMessageAt", "", "", "");
    stage.control.shape(service -> Records.with(listed.apply(service), "traffic", traffic));
  }

  private static void neighboured(Stage stage, Consumer<Stage> then) {
    neighboured(stage);
    then.accept(stage);
  }

  private static void skipping(Stage stage) {
    stage.world.crashing = true;
    stage.people.answering(ask -> stage.decide(ask, ask.question().number() == 1 ? "yes" : "skip"));
  }

  /** Two wrong short codes, which close them, and the press of a button. */
  private static void guessing(Stage stage) {
    stage.control.shape(
        Services.under(
            policy ->
                Records.with(Records.with(policy, "claimedCounts", false), "codeAttempts", 2)));
    stage.people.answering(
        ask -> {
          Question about = ask.question();
          for (String code : List.of("AAAAA1", "AAAAA2"))
            stage.operator.decide(about, "yes", "", code);
          String pressed =
              FakePeople.press(ask.run(), about.number(), about.plan(), "on-call", "yes");
          stage.operator.decide(about, "yes", "on-call", pressed);
        });
  }

  private static void cancelling(Stage stage) {
    stage.before("GitCheckout", () -> stage.operator.recovery().cancel());
  }

  private static void cancellingLater(Stage stage) {
    stage.people.answering(
        ask -> stage.after(Duration.ofMinutes(1), () -> stage.operator.recovery().cancel()));
  }

  private static void unreachable(Stage stage) {
    stage.world.unreachable.addAll(List.of("on-call", "backup", "lead"));
    stage.after(Duration.ofMinutes(2), stage.world.unreachable::clear);
    stage.people.answering(
        ask -> {
          if (stage.world.unreachable.isEmpty()) stage.decide(ask, "yes");
        });
  }

  private static void failingAfterSeal(Stage stage) {
    stage.failing("Pm2Start", 1, new Refused("the script is not there"));
    stage.people.answering(
        ask -> {
          if (ask.question().number() == 1) stage.decide(ask, "yes");
        });
  }

  private static void healing(Stage stage, Consumer<World> heal) {
    stage.people.answering(
        ask -> {
          heal.accept(stage.world);
          stage.decide(ask, "yes");
        });
  }

  private static void spoiling(Stage stage) {
    stage.world.warmCopy.get("12").put("creds", "cut");
    if (stage.world.folder != null) stage.world.folder.get("12").put("creds", "cut");
  }

  private static String recovery(Stage stage, String scenario) {
    return history(stage, stage.begin(scenario, false));
  }

  private static String rehearsal(Stage stage, String scenario) {
    return history(stage, stage.begin(scenario, true));
  }

  private static String copy(Stage stage) {
    return history(stage, stage.begin("KeepWarmCopy", Services.TARGET.copyId(), TARGET));
  }

  private static String incident(Stage stage) {
    WorkflowStub incident =
        stage.begin(
            "RespondToIncident", Services.TARGET.incidentId(), IncidentStart.of(Services.TARGET));
    Instant now = Instant.ofEpochMilli(stage.environment.currentTimeMillis());
    incident.signal("alerts", alert(now, true));
    stage.after(Duration.ofMinutes(5), () -> incident.signal("alerts", alert(now, false)));
    return history(stage, incident);
  }

  private static AlertBatch alert(Instant at, boolean firing) {
    return new AlertBatch(
        List.of(new Alert("monitor", "down", firing, at, at, "critical", "down", Map.of())));
  }

  private static String history(Stage stage, WorkflowStub run) {
    try {
      if (run.getResult(Object.class) == null) throw new IllegalStateException("no result");
    } catch (WorkflowException cancelled) {
      if (run.getExecution() == null) throw cancelled;
    }
    return text(
        stage.environment.getWorkflowClient().fetchHistory(run.getExecution().getWorkflowId()));
  }

  private static String text(WorkflowExecutionHistory history) {
    return history.toJson(false).replaceAll("(\"identity\": ?)\"[^\"]*\"", "$1\"worker\"");
  }

  private static void ready(World world) {
    world.database = Reachability.State.READY;
  }

  private static void refused(World world) {
    world.database = Reachability.State.REFUSED;
  }

  private static World readable() {
    World world = new World();
    world.rowsReadable = true;
    return world;
  }

  /** On files, by a recovery that nobody remembers, and the database still away. */
  private static World fallenBack() {
    World world = Worlds.onFiles();
    refused(world);
    return world;
  }

  private static World networkDown() {
    World world = new World();
    world.database = Reachability.State.NETWORK_DOWN;
    return world;
  }

  private static World healthy() {
    World world = new World();
    ready(world);
    return world;
  }
}
