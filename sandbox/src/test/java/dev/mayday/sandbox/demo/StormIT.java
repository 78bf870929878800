package dev.mayday.sandbox.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mayday.incident.Alert;
import dev.mayday.incident.Outcome;
import dev.mayday.incident.Report;
import dev.mayday.sandbox.Fault;
import dev.mayday.sandbox.Port;
import dev.mayday.triage.Carried;
import io.temporal.api.history.v1.HistoryEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * More alerts than anybody wants, through two real webhooks to a real server: each service has one
 * incident, one recovery that goes on undisturbed, and nothing that was acknowledged is lost. Long
 * since all of it is one sandbox's storm, each part of which goes on where the last one ended.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class StormIT {
  private static final int ALERTS = 12_000;
  private static final int SERVICES = 1_000;
  private static final int AT_LEAST_RUNS = 2;

  /** Megabytes. As many alerts as a storm has take more, each as short as it can be read. */
  private static final double GROWTH = 8;

  private static final String FILES = "FallBackToFiles";
  private static final String LAST = "the end";

  /** A step that nobody takes for so long, twice, is asked about: that would be starved. */
  private static final Duration OFFERED = Duration.ofSeconds(20);

  /**
   * Alertmanager sends groups; these come at 400 alerts a second and leave the machine its breath.
   */
  private static final int GROUP = 10;

  private static final long LULL = Duration.ofMillis(25).toNanos();
  private final Instant began = Instant.now();
  private Ground ground;
  private Child replica;
  private String second;
  private String stormy = "";

  /** What had come to the incident before the storm. */
  private Landed calm = new Landed(List.of());

  @BeforeAll
  void up(@TempDir Path temp) throws IOException {
    Setting crowd = new Setting(Map.of(), Map.of(), Crowd::join);
    ground = Ground.raise(temp.resolve("box"), 1, 200, box -> crowd);
    int port = Port.free();
    second = "http://127.0.0.1:" + port;
    Path configuration = ground.sandbox.folder().resolve("second.yaml");
    Files.writeString(
        configuration,
        Files.readString(ground.sandbox.configuration())
            .replaceFirst("(?m)^metrics: .*", "metrics: { listen: \"127.0.0.1:0\" }")
            .replaceFirst("  listen: .*", "  listen: \"127.0.0.1:" + port + "\""));
    replica = ground.scene.beside(configuration, "webhook");
    replica.awaitReady(Duration.ofSeconds(90), () -> Port.answers(port));
  }

  @AfterAll
  void down() {
    if (replica != null) replica.close();
    if (ground != null) ground.close();
  }

  @AfterEach
  void unlock() {
    ground.unlock();
  }

  /** Before any recovery no cool-down holds one back: what is seen does. */
  @Test
  @Order(0)
  void aFlappingSourceOfAServiceThatIsWellStartsNothing() {
    Instant since = flaps();
    Carried incident =
        incident(
            Scene.TARGET.incidentId(),
            seen ->
                seen.alerts().stream().anyMatch(one -> ended(one, "flap", since))
                    && !seen.pending()
                    && seen.wellAt() != null);
    assertThat(incident.recovery()).isEmpty();
    assertThat(ground.newest()).as("a recovery").isEmpty();
    assertThat(told()).as("calls to people").isLessThanOrEqualTo(1);
    calm = Landed.of(ground.scene.client(), Scene.TARGET.incidentId());
    assertThat(calm.activities("PostgresProbe")).as("looks").isPositive();
  }

  @Test
  @Order(1)
  void aRecoveryInAStormIsOneAndIsNotStarvedAndNothingIsLost() {
    long worker = ground.scene.mayday().pid();
    ground.sandbox.breakIt(Fault.POSTGRES_STOPPED);
    Storm storm = storm(ground.scene.webhookUrl(), second);
    AtomicBoolean over = new AtomicBoolean();
    AtomicInteger sent = new AtomicInteger();
    ground.sabotage.order(LAST, dev.mayday.sandbox.sabotage.Order.holdBefore(FILES, "ReportsFile"));
    CompletableFuture<Void> raging =
        CompletableFuture.runAsync(() -> rage("storm-", storm, sent, over));
    stormy = ground.after("");
    ground.answers(0, ground.asked(stormy), "yes", "on-call");
    Until.holds("all are sent", () -> sent.get() >= ALERTS);
    assertThat(ground.open(stormy)).as("all were sent while it ran").isTrue();
    ground.sabotage.withdraw(LAST);
    Report end = ground.end(stormy);
    over.set(true);
    raging.join();

    assertThat(end.outcome()).as(end.why()).isEqualTo(Outcome.RECOVERED);
    assertThat(ground.newest()).as("one recovery").isEqualTo(stormy);
    assertThat(storm.acknowledged()).hasSize(ALERTS);
    Landed landed = Landed.of(ground.scene.client(), Scene.TARGET.incidentId());
    assertThat(landed.lost(storm.acknowledged())).isEmpty();
    assertThat(landed.without("storm-7").lost(storm.acknowledged())).contains("storm-7");
    assertThat(landed.runs().size()).as("it went on as new").isGreaterThanOrEqualTo(AT_LEAST_RUNS);
    Carried incident = incident(Scene.TARGET.incidentId(), seen -> seen.recovery().isEmpty());
    assertThat(incident.alerts()).hasSize(200).allMatch(Alert::firing);
    assertThat(ground.scene.mayday().pid()).as("the same process").isEqualTo(worker);
    System.out.printf(
        "storm: %d alerts, %d messages turned away, %d signals to %d runs of the incident, %d"
            + " looks; recovery: %s, %d events; peak memory: worker and webhook %d MB, webhook %d"
            + " MB%n",
        sent.get(),
        storm.turnedAway(),
        landed.signals(),
        landed.runs().size(),
        landed.activities("PostgresProbe"),
        end.rto().machine(),
        events(stormy),
        Peak.megabytes(worker),
        Peak.megabytes(replica.pid()));
    assertThat(landed.signals() - calm.signals())
        .as("a storm costs a few signals")
        .isLessThan(sent.get() / 5);
    assertThat(landed.activities("PostgresProbe") - calm.activities("PostgresProbe"))
        .as("looks")
        .isLessThan(20);
    assertThat(Peak.megabytes(worker)).isLessThan(Peak.MOST);
    assertThat(Peak.megabytes(replica.pid())).isLessThan(Peak.MOST);
  }

  /** As many as were promised, and repeats of them until the recovery is over: it never ends. */
  private void rage(String keys, Storm storm, AtomicInteger sent, AtomicBoolean over) {
    CompletableFuture<Void> all = CompletableFuture.completedFuture(null);
    for (int message = 0; sent.get() < ALERTS || !over.get(); message++) {
      Storm.Shout[] group = new Storm.Shout[GROUP];
      for (int one = 0; one < GROUP; one++) {
        String key = keys + (sent.get() + one) % ALERTS;
        group[one] = new Storm.Shout(key, "sandbox", "whatsapp", true, began);
      }
      all = CompletableFuture.allOf(all, storm.send(message, group));
      sent.addAndGet(GROUP);
      LockSupport.parkNanos(LULL);
    }
    all.join();
  }

  /**
   * As many again, once everything is there that a first storm takes: nothing is kept of them. What
   * the process may take in all says little of that, since its heap is bounded and used.
   */
  @Test
  @Order(2)
  void nothingOfASecondStormIsLeftOnTheHeaps() {
    long worker = ground.scene.mayday().pid();
    double ofWorker = Heap.megabytes(worker);
    double ofWebhook = Heap.megabytes(replica.pid());
    Storm storm = storm(ground.scene.webhookUrl(), second);
    rage("again-", storm, new AtomicInteger(), new AtomicBoolean(true));
    Until.holds("all have come", () -> lost(storm).isEmpty());
    double grownWorker = Heap.megabytes(worker) - ofWorker;
    double grownWebhook = Heap.megabytes(replica.pid()) - ofWebhook;
    System.out.printf(
        "a second storm: the heap of worker and webhook grew by %.1f MB from %.1f MB, that of the"
            + " webhook by %.1f MB from %.1f MB%n",
        grownWorker, ofWorker, grownWebhook, ofWebhook);
    assertThat(grownWorker).as("worker and webhook").isLessThan(GROWTH);
    assertThat(grownWebhook).as("webhook").isLessThan(GROWTH);
  }

  private Set<String> lost(Storm storm) {
    return Landed.of(ground.scene.client(), Scene.TARGET.incidentId()).lost(storm.acknowledged());
  }

  /** Negative control: a process that keeps as many alerts, as it read them, is found out. */
  @Test
  @Order(2)
  void whoKeepsAStormGrowsByMore() throws IOException {
    long here = ProcessHandle.current().pid();
    double before = Heap.megabytes(here);
    List<JsonNode> kept = new ArrayList<>();
    for (int number = 0; number < ALERTS; number++) kept.add(own(number % SERVICES).read());
    double grown = Heap.megabytes(here) - before;
    assertThat(kept).hasSize(ALERTS);
    assertThat(grown).isGreaterThan(GROWTH);
  }

  /** One that cannot make up its mind calls nobody a hundred times. */
  @Test
  @Order(3)
  void aFlappingSourceStartsNothingAndDoesNotCallPeopleEachTime() {
    long told = told();
    Instant since = flaps();
    Carried incident =
        incident(
            Scene.TARGET.incidentId(),
            seen -> seen.alerts().stream().anyMatch(one -> ended(one, "flap", since)));
    assertThat(incident.recovery()).isEmpty();
    assertThat(ground.newest()).as("no second recovery in the cool-down").isEqualTo(stormy);
    assertThat(told() - told).as("calls to people").isLessThanOrEqualTo(1);
  }

  /** Fires and is over two hundred times; returns when it fired last. */
  private Instant flaps() {
    Storm storm = storm(ground.scene.webhookUrl());
    Instant last = began;
    for (int flap = 0; flap < 200; flap++) {
      last = Instant.now();
      storm.say(new Storm.Shout("flap", "sandbox", "whatsapp", true, last));
      storm.say(new Storm.Shout("flap", "sandbox", "whatsapp", false, last));
    }
    return last;
  }

  private long told() {
    return Landed.of(ground.scene.client(), Scene.TARGET.incidentId()).activities("NotifierTell");
  }

  private static boolean ended(Alert alert, String key, Instant since) {
    return alert.key().equals(key) && !alert.firing() && alert.startedAt().equals(since);
  }

  /** What it takes alone is the measure of what it took in the storm. */
  @Test
  @Order(4)
  void aloneItTakesAboutAsLong() {
    ground.sandbox.heal();
    String back = ground.begin("ReturnToPostgres", "the database is back");
    ground.answers(0, ground.asked(back), "yes", "on-call");
    assertThat(ground.end(back).outcome()).isEqualTo(Outcome.RECOVERED);
    ground.sandbox.breakIt(Fault.POSTGRES_STOPPED);
    String alone = ground.begin("FallBackToFiles", "to compare");
    ground.answers(0, ground.asked(alone), "yes", "on-call");
    Report end = ground.end(alone);
    assertThat(end.outcome()).isEqualTo(Outcome.RECOVERED);
    Duration machine = end.rto().machine();
    Duration inStorm = ground.report(stormy).orElseThrow().rto().machine();
    Duration wait = Waits.longest(history(stormy));
    System.out.println(
        "alone: "
            + machine
            + ", "
            + events(alone)
            + " events; in the storm: "
            + inStorm
            + ", of which a step waited at most "
            + wait);
    // its end was held until all alerts were sent: half a minute and more
    assertThat(inStorm).isLessThan(machine.multipliedBy(5).plusSeconds(60));
    assertThat(wait).as("a step's wait for its turn").isLessThan(OFFERED.dividedBy(2));
    assertThat(Waits.longest(history(alone))).isPositive().isLessThan(OFFERED.dividedBy(2));
    assertThat(events(stormy)).as("its history is its own").isLessThan(events(alone) + 40);
  }

  private int events(String run) {
    return history(run).size();
  }

  private List<HistoryEvent> history(String run) {
    return ground.scene.client().fetchHistory(Scene.TARGET.recoveryId(), run).getEvents();
  }

  @Test
  @Order(5)
  void duplicatesTwoWebhooksApartJoinAndAnOldWordIsNotBelieved() {
    Storm storm = storm(ground.scene.webhookUrl(), second);
    String service = Crowd.service(0);
    List<CompletableFuture<Void>> sent =
        IntStream.range(0, 100)
            .mapToObj(number -> storm.send(number, twin(service, number / 2)))
            .toList();
    CompletableFuture.allOf(sent.toArray(CompletableFuture[]::new)).join();
    String id = Crowd.incident(service);
    Carried joined = incident(id, seen -> seen.alerts().size() == 50);
    assertThat(joined.alerts()).extracting(Alert::key).doesNotHaveDuplicates();
    assertThat(Landed.of(ground.scene.client(), id).runs()).as("one incident").hasSize(1);

    Instant early = began.minusSeconds(60);
    storm.say(new Storm.Shout("twin-1", Crowd.ENVIRONMENT, service, false, early));
    storm.say(new Storm.Shout("twin-2", Crowd.ENVIRONMENT, service, false, began));
    storm.say(new Storm.Shout("twin-2", Crowd.ENVIRONMENT, service, true, early));
    Carried after = incident(id, seen -> seen.alerts().stream().anyMatch(one -> !one.firing()));
    assertThat(after.alerts())
        .filteredOn(one -> !one.firing())
        .extracting(Alert::key)
        .containsExactly("twin-2");
  }

  private Storm.Shout twin(String service, int number) {
    return new Storm.Shout("twin-" + number, Crowd.ENVIRONMENT, service, true, began);
  }

  @Test
  @Order(6)
  void aThousandServicesHaveAThousandIncidents() {
    Storm storm = storm(ground.scene.webhookUrl(), second);
    List<CompletableFuture<Void>> sent =
        IntStream.range(0, SERVICES).mapToObj(number -> storm.send(number, own(number))).toList();
    CompletableFuture.allOf(sent.toArray(CompletableFuture[]::new)).join();
    assertThat(storm.acknowledged()).hasSize(SERVICES);
    Set<String> lost = lostOfAll();
    assertThat(lost).isEmpty();
    assertThat(Peak.megabytes(ground.scene.mayday().pid())).isLessThan(Peak.MOST);
    System.out.println(
        "1,000 incidents: peak memory of worker and webhook "
            + Peak.megabytes(ground.scene.mayday().pid())
            + " MB");
  }

  private Storm.Shout own(int number) {
    return new Storm.Shout("own-" + number, Crowd.ENVIRONMENT, Crowd.service(number), true, began);
  }

  private Set<String> lostOfAll() {
    ExecutorService looks = Executors.newFixedThreadPool(16);
    try {
      List<CompletableFuture<Set<String>>> all =
          IntStream.range(0, SERVICES)
              .mapToObj(number -> CompletableFuture.supplyAsync(() -> lost(number), looks))
              .toList();
      return all.stream().flatMap(one -> one.join().stream()).collect(Collectors.toSet());
    } finally {
      looks.shutdownNow();
    }
  }

  /** The service's own alert, if its own incident does not have it. */
  private Set<String> lost(int number) {
    String id = Crowd.incident(Crowd.service(number));
    return Landed.of(ground.scene.client(), id).lost(Set.of("own-" + number));
  }

  private Carried incident(String id, Predicate<Carried> condition) {
    return ground.incident(id, "as expected", condition);
  }

  private Storm storm(String... desks) {
    try {
      return new Storm(Files.readString(ground.sandbox.secret("alertmanager")).strip(), desks);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
