package dev.mayday.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.uber.m3.tally.NoopScope;
import dev.mayday.activities.estate.DeadMan;
import dev.mayday.activities.estate.EstateAdapter;
import dev.mayday.activities.estate.EstateFile;
import dev.mayday.activities.incidents.IncidentsAdapter;
import dev.mayday.activities.secret.Secrets;
import dev.mayday.activities.temporal.Runs;
import dev.mayday.activities.temporal.SearchAttributes;
import dev.mayday.doctor.Examined;
import dev.mayday.incident.Target;
import dev.mayday.system.Refused;
import dev.mayday.system.Unavailable;
import dev.mayday.triage.StandBackOrder;
import dev.mayday.world.Records;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import io.temporal.envconfig.ClientConfigProfile;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The worker on a real Temporal server. */
class WorkersIT {
  private static final Target WHATSAPP = new Target("production", "whatsapp");

  @TempDir Path folder;
  private final Secrets secrets = new Secrets(Map.of("ON_CALL_TOKEN", "token-of-the-on-call"));
  private DevServer server;
  private Temporal temporal;
  private SearchAttributes attributes;
  private EstateFile estate;
  private EstateAdapter adapter;

  @BeforeEach
  void start() throws IOException {
    server = new DevServer(folder);
    temporal = server.connect();
    attributes = new SearchAttributes(temporal.client());
    estate = Estates.with(folder, "");
    adapter = new EstateAdapter(estate, attributes, new Runs(temporal.client()));
  }

  @AfterEach
  void stop() {
    attributes.close();
    temporal.close();
    server.close();
  }

  @Test
  void searchAttributesAreRegisteredOnceAndTheEstateSeesThem() {
    assertThat(adapter.read(WHATSAPP).searchAttributes()).isEmpty();
    assertThat(attributes.register()).containsExactlyInAnyOrderElementsOf(SearchAttributes.ours());
    assertThat(Until.holds(attributes::known, known -> known.size() == 6))
        .containsExactlyElementsOf(SearchAttributes.ours());

    assertThat(attributes.register()).isEmpty();
    assertThat(adapter.read(WHATSAPP).searchAttributes()).hasSize(6);
    assertThat(adapter.read(WHATSAPP).hash())
        .as("the server is no part of the estate")
        .isEqualTo(estate.service(WHATSAPP).hash());
  }

  @Test
  void theWholeOfItRunsStandsBackTellsIncidentsAndStops() {
    IncidentsAdapter incidents = new IncidentsAdapter(temporal.client());
    try (Metrics metrics = new Metrics()) {
      try (Workers workers =
          Workers.start(temporal, estate, secrets, metrics, true, List.of("app-1"))) {
        assertThat(workers).isNotNull();
        assertThat(
                Until.holds(
                    this::doctor,
                    found -> well(found, "control worker") && well(found, "worker of host app-1")))
            .filteredOn(finding -> finding.what().contains("worker"))
            .allMatch(Finding::ok);
        assertThat(new Attendance(temporal.client()).missing(List.of("app-1"))).isEmpty();
        standsBack();
        aWorkerThatIsSeenNoMoreIsMissed();
        theLastFindingsAreReadByEverybody();

        assertThat(incidents.running(WHATSAPP)).isEmpty();
        incidents.begun(WHATSAPP, "FallBackToFiles", "run-1", "lead");
        incidents.begun(WHATSAPP, "FallBackToFiles", "run-1", "lead");
        assertThat(new Runs(temporal.client()).open(WHATSAPP.incidentId()))
            .hasValueSatisfying(
                run -> assertThat(run.getWorkflowType()).isEqualTo("RespondToIncident"));
      }
    }
  }

  /** As if the server had seen it last twenty seconds ago: a living one asks anew each ten. */
  private void aWorkerThatIsSeenNoMoreIsMissed() {
    Pollers pollers = new Pollers(temporal);
    assertThat(pollers.of("host-app-1", "worker --host app-1", Duration.ZERO)).contains("polls");
    assertThatThrownBy(
            () -> pollers.of("host-app-1", "worker --host app-1", Duration.ofSeconds(-20)))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("nobody polls the queue host-app-1 any more")
        .hasMessageContaining("HINT: start mayday worker --host app-1");
    assertThat(pollers.clock())
        .hasValueSatisfying(offset -> assertThat(offset.small()).as("%s", offset).isTrue());
  }

  private void theLastFindingsAreReadByEverybody() {
    LastFindings last = new LastFindings(temporal.client());
    assertThat(last.of("app-1")).isEmpty();
    Instant at = Instant.parse("2026-03-14T02:17:31Z");
    Finding red =
        new Finding("it", false, "is broken", "mend it").in("", "", "", List.of("KeepWarmCopy"));
    last.keep(LastFindings.examined("app-1", at, List.of(red)));
    assertThat(last.of("app-1"))
        .hasValueSatisfying(
            kept -> {
              assertThat(kept.red()).isEqualTo(1);
              assertThat(kept.failed().get(0).stops()).containsExactly("KeepWarmCopy");
            });
    Finding well = new Finding("it", true, "is well", "");
    Examined later = LastFindings.examined("app-1", at.plusSeconds(60), List.of(well));
    last.keep(later);
    assertThat(Until.holds(() -> last.of("app-1"), kept -> kept.equals(Optional.of(later))))
        .contains(later);
  }

  /** Who waits elsewhere hears of a Temporal that is gone by the silence. */
  @Test
  void deadManPingsStopWithTemporal() throws IOException {
    try (MockWebServer elsewhere = new MockWebServer();
        Metrics metrics = new Metrics()) {
      for (int i = 0; i < 1000; i++)
        elsewhere.enqueue(new MockResponse.Builder().code(200).build());
      elsewhere.start();
      Secrets known = new Secrets(Map.of("PING", elsewhere.url("/").toString()));
      DeadMan often = new DeadMan("env:PING", Duration.ofMillis(50));
      EstateFile watched = Records.with(estate, "deadMan", Optional.of(often));
      try (Workers workers = Workers.start(temporal, watched, known, metrics, true, List.of())) {
        assertThat(workers).isNotNull();
        assertThat(Until.holds(elsewhere::getRequestCount, many -> many > 2)).isGreaterThan(2);
        server.close();
        Until.holds(() -> held(metrics), many -> many > 0);
        int before = elsewhere.getRequestCount();
        assertThat(Until.holds(() -> held(metrics), many -> many > 1)).isGreaterThan(1);
        assertThat(elsewhere.getRequestCount()).isEqualTo(before);
      }
    }
  }

  private static double held(Metrics metrics) {
    return metrics.registry().get("mayday.dead.man.pings").tag("result", "held").counter().count();
  }

  private void standsBack() {
    assertThat(adapter.standBack("production")).isEmpty();
    WorkflowStub order =
        temporal
            .client()
            .newUntypedWorkflowStub(
                "StandBack",
                WorkflowOptions.newBuilder()
                    .setTaskQueue(Target.CONTROL_QUEUE)
                    .setWorkflowId(StandBackOrder.id("production"))
                    .build());
    order.start(new StandBackOrder("production", "lead", "maintenance"));
    assertThat(
            Until.holds(
                () -> adapter.standBack("production"), said -> said.equals("lead: maintenance")))
        .isEqualTo("lead: maintenance");
    order.signal("off", Map.of("by", List.of(7)));
    order.signal("off", "please");
    assertThat(adapter.standBack("production")).as("nonsense calls nothing off").isNotEmpty();
    new Findings(doctor())
        .red(
            "kill switch of production",
            "lead: maintenance",
            "FallBackToFiles",
            "ReturnToPostgres");
    order.signal("off", Map.of("by", "lead", "mood", "calm"));
    assertThat(order.getResult(String.class)).isEqualTo("called off by lead");
    assertThat(adapter.standBack("production")).isEmpty();
    assertThatThrownBy(() -> adapter.standBack("nowhere"))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("HINT: there are production");
  }

  @Test
  void onAnEmptyHostTheDoctorNamesEverythingThatIsMissingAndChangesNothing() throws IOException {
    List<Finding> findings = Doctor.examine(server::connect, estate, secrets, List.of("app-1"));

    for (String what :
        List.of("database", "session tables", "warm copy", "checkout", ".env", "process"))
      assertThat(findings)
          .as(what)
          .anySatisfy(
              finding -> {
                assertThat(finding.what()).isEqualTo("production/whatsapp: " + what);
                assertThat(finding.ok()).isFalse();
                assertThat(finding.hint()).isNotEmpty();
              });
    assertThat(well(findings, "host app-1")).isTrue();
    assertThat(well(findings, "clock")).isTrue();
    assertThat(findings)
        .filteredOn(one -> one.what().equals("temporal's store"))
        .allMatch(one -> !one.ok() && one.detail().contains("in memory"))
        .hasSize(1);
    assertThat(well(findings, "token of on-call")).isTrue();
    assertThat(folder.toFile().list()).containsExactlyInAnyOrder("mayday.yaml", "temporal.log");
  }

  private List<Finding> doctor() {
    return Doctor.examine(server::connect, estate, secrets, List.of());
  }

  private static boolean well(List<Finding> findings, String what) {
    return findings.stream().anyMatch(finding -> finding.what().equals(what) && finding.ok());
  }

  @Test
  void whatCannotBeReachedOrIsNotThereIsSaid() {
    Findings found = new Findings(doctor());
    String[] all = {"FallBackToFiles", "ReturnToPostgres", "KeepWarmCopy"};
    found.red("control worker", "nobody polls the queue mayday", all);
    found.red("worker of host app-1", "nobody polls the queue host-app-1", all);
    assertThat(found.of("worker of host app-1").hint()).contains("mayday worker --host app-1");
    found.red("search attributes", "not registered: ");
    found.red("schedule of the warm copy", "there is none", "KeepWarmCopy");
    found.well("lock");
    found.well("kill switch of production");
    assertThat(new Attendance(temporal.client()).missing(List.of("app-1")))
        .containsExactly(
            "nobody polls the queue mayday: start mayday worker",
            "nobody polls the queue host-app-1: start mayday worker --host app-1");
    assertThatThrownBy(
            () ->
                Temporal.connect(
                    server.profile().toBuilder().setNamespace("nowhere").build(), new NoopScope()))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("\"nowhere\"")
        .hasMessageContaining("HINT: ");
    server.close();
    ClientConfigProfile gone = server.profile();
    assertThatThrownBy(() -> Temporal.connect(gone, new NoopScope()))
        .isInstanceOf(Unavailable.class)
        .hasMessageContaining("TEMPORAL_ADDRESS");
  }
}
