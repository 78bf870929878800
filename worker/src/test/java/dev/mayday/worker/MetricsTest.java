package dev.mayday.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mayday.activities.estate.Listen;
import dev.mayday.incident.Target;
import dev.mayday.system.Refused;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MetricsTest {
  private final Metrics metrics = new Metrics();
  private final Listen at = metrics.serve(new Listen("127.0.0.1", 0));

  @AfterEach
  void stop() {
    metrics.close();
  }

  @Test
  void whatAWorkflowReportsIsThere() throws Exception {
    metrics
        .scope()
        .tagged(Map.of("scenario", "FallBackToFiles", "outcome", "RECOVERED"))
        .timer("mayday_recovery")
        .record(com.uber.m3.util.Duration.ofSeconds(42));

    assertThat(
            Until.holds(() -> body("/metrics"), text -> text.contains("mayday_recovery_seconds")))
        .contains(
            "mayday_recovery_seconds_sum{outcome=\"RECOVERED\",scenario=\"FallBackToFiles\"} 42.0")
        .contains("# HELP mayday_recovery_seconds How long finished recoveries took")
        .contains("jvm_memory_used_bytes");
  }

  @Test
  void aCopyThatNobodyRefreshesGrowsOld() throws Exception {
    Target target = new Target("production", "whatsapp");
    metrics.copyAges().expect(target, Duration.ofMinutes(5));
    assertThat(Until.holds(() -> body("/metrics"), text -> age(text) > 0))
        .as("a copy that never came grows old too")
        .doesNotContain("NaN");

    metrics.copyAges().taken(target, Instant.now().minusSeconds(90));
    metrics.copyAges().taken(target, Instant.now().minusSeconds(600));
    assertThat(body("/metrics"))
        .containsPattern("mayday_warm_copy_age_seconds\\{.*} (89|9\\d)\\.")
        .containsPattern("mayday_warm_copy_max_age_seconds\\{.*} 300\\.0");
  }

  @Test
  void whatTheDoctorFoundIsTold() throws Exception {
    DoctorFigures figures = new DoctorFigures(metrics.registry());
    assertThat(body("/metrics")).contains("mayday_doctor_last_run_timestamp_seconds ");
    Finding red =
        new Finding("a/b: checkout", false, "torn", "mend it")
            .in("a", "b", "app-1", List.of("FallBackToFiles"));
    Finding well = new Finding("temporal", true, "answers", "");
    figures.tell(List.of(red, well), Instant.parse("2026-03-14T02:17:31Z"));
    assertThat(body("/metrics"))
        .contains(
            "mayday_doctor_finding{environment=\"a\",host=\"app-1\",service=\"b\",what=\"a/b: checkout\"} 1.0")
        .contains(
            "mayday_doctor_finding{environment=\"\",host=\"\",service=\"\",what=\"temporal\"} 0.0")
        .containsPattern("mayday_doctor_last_run_timestamp_seconds 1\\.77345\\d*E9")
        .doesNotContain("torn");
    figures.tell(List.of(well), Instant.now());
    assertThat(body("/metrics")).doesNotContain("a/b: checkout");
  }

  @Test
  void readinessSaysWhatIsMissingWhileTheProcessLives() throws Exception {
    assertThat(get("/health").statusCode()).isEqualTo(200);
    assertThat(get("/ready").statusCode()).isEqualTo(503);
    assertThat(body("/ready")).contains("not started");
    assertThat(body("/metrics")).contains("mayday_ready 0.0");

    metrics.readyWhen(Optional::empty);
    assertThat(get("/ready").statusCode()).isEqualTo(200);
    assertThat(body("/metrics")).contains("mayday_ready 1.0");
  }

  @Test
  void aPortThatIsTakenIsRefusedByItsKey() {
    try (Metrics second = new Metrics()) {
      assertThatThrownBy(() -> second.serve(at))
          .isInstanceOf(Refused.class)
          .hasMessageContaining(at.toString())
          .hasMessageContaining("HINT: ")
          .hasMessageContaining("metrics.listen");
    }
  }

  private String body(String path) {
    return get(path).body();
  }

  private HttpResponse<String> get(String path) {
    try {
      return HttpClient.newHttpClient()
          .send(
              HttpRequest.newBuilder(URI.create("http://" + at + path)).build(),
              HttpResponse.BodyHandlers.ofString());
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static double age(String text) {
    return text.lines()
        .filter(line -> line.startsWith("mayday_warm_copy_age_seconds{"))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
        .findFirst()
        .orElse(-1);
  }
}
