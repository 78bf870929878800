package dev.mayday.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.uber.m3.tally.NoopScope;
import dev.mayday.activities.estate.EstateAdapter;
import dev.mayday.activities.estate.EstateFile;
import dev.mayday.activities.incidents.IncidentsAdapter;
import dev.mayday.activities.secret.Secrets;
import dev.mayday.activities.temporal.Runs;
import dev.mayday.activities.temporal.SearchAttributes;
import dev.mayday.incident.Target;
import dev.mayday.system.Refused;
import dev.mayday.system.Unavailable;
import dev.mayday.triage.StandBackOrder;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import io.temporal.envconfig.ClientConfigProfile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
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
        standsBack();

        assertThat(incidents.running(WHATSAPP)).isEmpty();
        incidents.begun(WHATSAPP, "FallBackToFiles", "run-1", "lead");
        incidents.begun(WHATSAPP, "FallBackToFiles", "run-1", "lead");
        assertThat(new Runs(temporal.client()).open(WHATSAPP.incidentId()))
            .hasValueSatisfying(
                run -> assertThat(run.getWorkflowType()).isEqualTo("RespondToIncident"));
      }
    }
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
    assertThat(doctor())
        .filteredOn(finding -> finding.what().equals("worker of host app-1"))
        .allSatisfy(
            finding -> {
              assertThat(finding.ok()).isFalse();
              assertThat(finding.hint()).contains("mayday worker");
            })
        .hasSize(1);
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
