package dev.mayday.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mayday.activities.estate.EstateFile;
import dev.mayday.activities.secret.Secrets;
import dev.mayday.system.Wire;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.testing.TestEnvironmentOptions;
import io.temporal.testing.TestWorkflowEnvironment;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A doctor that cannot look, or cannot say what it saw, is no silent one. */
class DailyLookTest {
  @TempDir Path folder;
  private final Secrets secrets = new Secrets(Map.of());
  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final TestWorkflowEnvironment environment =
      TestWorkflowEnvironment.newInstance(
          TestEnvironmentOptions.newBuilder()
              .setWorkflowServiceStubsOptions(Impatient.STUBS)
              .setWorkflowClientOptions(
                  WorkflowClientOptions.newBuilder().setDataConverter(Wire.converter()).build())
              .build());
  private final Temporal temporal =
      new Temporal(environment.getWorkflowServiceStubs(), environment.getWorkflowClient());

  @AfterEach
  void end() {
    environment.close();
  }

  @Test
  void whatItFoundIsOnTheFiguresAndLeftForEverybody() {
    assertThat(look(Estates.with(folder, "")).well()).isFalse();
    assertThat(registry.scrape())
        .contains("what=\"production/whatsapp: checkout\"} 1.0")
        .doesNotContain("what=\"last findings\"", "what=\"doctor\"");
    assertThat(new LastFindings(temporal.client()).of("app-1"))
        .hasValueSatisfying(kept -> assertThat(kept.red()).isPositive());
  }

  @Test
  void whereNothingCanBeLeftInTemporalTheFiguresSayThatToo() {
    environment.close();
    assertThat(look(Estates.with(folder, "")).well()).isFalse();
    assertThat(registry.scrape())
        .contains("what=\"temporal\"} 1.0", "what=\"last findings\"} 1.0")
        .contains("what=\"production/whatsapp: checkout\"} 1.0");
  }

  /** As a defect of its own would: without a configuration it cannot look at anything. */
  @Test
  void whereItBreaksOffThatIsAFinding() {
    assertThat(look(null).well()).isFalse();
    assertThat(registry.scrape()).contains("what=\"doctor\"} 1.0");
    assertThat(new LastFindings(temporal.client()).of("app-1"))
        .hasValueSatisfying(
            kept ->
                assertThat(kept.failed())
                    .anyMatch(one -> one.what().equals("doctor") && !one.hint().isEmpty()));
  }

  /** One that looked once and never again would tell what was so in the morning. */
  @Test
  void theDailyDoctorLooksAgainAndTellsWhatIsSoThen() {
    DailyLook look = look(Estates.with(folder, ""));
    List<Boolean> answers = new CopyOnWriteArrayList<>();
    Function<Boolean, Duration> pause =
        well -> {
          answers.add(!registry.scrape().contains("what=\"temporal\"} 1.0"));
          return answers.contains(false) ? Duration.ofHours(1) : Duration.ofMillis(50);
        };
    try (DailyDoctor doctor = DailyDoctor.begin(look::well, Duration.ZERO, pause)) {
      assertThat(doctor).isNotNull();
      assertThat(Until.holds(() -> List.copyOf(answers), looks -> !looks.isEmpty()))
          .as("Temporal answers")
          .isNotEmpty()
          .containsOnly(true);
      environment.close();
      assertThat(Until.holds(() -> List.copyOf(answers), looks -> looks.contains(false)))
          .as("a later look, when it is gone")
          .contains(true, false);
    }
  }

  private DailyLook look(EstateFile estate) {
    return new DailyLook(temporal, estate, secrets, List.of("app-1"), new DoctorFigures(registry));
  }
}
