package dev.mayday.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mayday.activities.estate.DeadMan;
import dev.mayday.activities.secret.Secrets;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A sign of life that stops with the life, and disturbs nobody. */
@Timeout(60)
class DeadManSwitchTest {
  private static final String TOKEN = "0d9f-secret-of-the-ping";
  private final MockWebServer elsewhere = new MockWebServer();
  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final AtomicReference<Optional<String>> missing = new AtomicReference<>(Optional.empty());

  @BeforeEach
  void start() throws IOException {
    elsewhere.start();
  }

  @AfterEach
  void stop() {
    elsewhere.close();
  }

  private DeadManSwitch pinging(String url) {
    DeadMan often = new DeadMan("env:PING", Duration.ofMillis(20));
    return new DeadManSwitch(often, new Secrets(Map.of("PING", url)), missing::get, registry);
  }

  private String address() {
    return elsewhere.url("/ping/" + TOKEN).toString();
  }

  @Test
  void isHeardWhileThisProcessWorksAndHeldWhileSomethingIsMissing() throws Exception {
    for (int i = 0; i < 1000; i++) elsewhere.enqueue(new MockResponse.Builder().code(200).build());
    try (DeadManSwitch ours = pinging(address())) {
      assertThat(ours).isNotNull();
      assertThat(elsewhere.takeRequest().getTarget()).isEqualTo("/ping/" + TOKEN);
      Until.holds(() -> counted("heard"), many -> many > 2);
      missing.set(Optional.of("temporal does not answer"));
      double held = Until.holds(() -> counted("held"), many -> many > 0);
      int before = elsewhere.getRequestCount();
      Until.holds(() -> counted("held"), many -> many > held + 5);
      assertThat(elsewhere.getRequestCount()).as("nothing was sent").isEqualTo(before);
      missing.set(Optional.empty());
      assertThat(Until.holds(elsewhere::getRequestCount, many -> many > before))
          .as("it works again")
          .isGreaterThan(before);
    }
  }

  @Test
  void whatIsNotHeardIsCountedAndNobodyLearnsTheAddress() {
    for (int i = 0; i < 1000; i++) elsewhere.enqueue(new MockResponse.Builder().code(500).build());
    try (DeadManSwitch refused = pinging(address())) {
      assertThat(refused).isNotNull();
      Until.holds(() -> counted("failed"), many -> many > 2);
      assertThat(counted("heard")).isZero();
    }
    double before = counted("failed");
    for (String wrong : new String[] {"no address", "http://127.0.0.1:1/" + TOKEN})
      try (DeadManSwitch lost = pinging(wrong)) {
        assertThat(lost).isNotNull();
        assertThat(Until.holds(() -> counted("failed"), many -> many > before + 2))
            .isGreaterThan(before + 2);
      }
    assertThat(registry.scrape())
        .contains("mayday_dead_man_age_seconds", "mayday_dead_man_every_seconds 0.02")
        .doesNotContain(TOKEN);
  }

  @Test
  void itsSilenceGrowsOldFromTheStartOn() {
    try (DeadManSwitch lost = pinging("http://127.0.0.1:1/")) {
      assertThat(lost).isNotNull();
      assertThat(Until.holds(this::age, old -> old > 0.2)).isGreaterThan(0.2);
    }
  }

  private double age() {
    return registry.get("mayday.dead.man.age").gauge().value();
  }

  private double counted(String result) {
    return registry.get("mayday.dead.man.pings").tag("result", result).counter().count();
  }
}
