package dev.mayday.sandbox.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mayday.system.Refused;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class SettingsTest {
  private static final String YAML =
      "probeApart: 3s\nprocess: { steadyFor: 3s }\npolicies:\n  KeepWarmCopy: { every: 10s }\n";

  @Test
  void waitsAreTakenOutAndNobodyIsAsked() {
    assertThat(Settings.NO_WAITS.apply(YAML))
        .contains("probeApart: 0s", "steadyFor: 1s", "  FallBackToFiles: { approval: automatic }");
  }

  /** Those that the example names, which are those that hold where nothing is named. */
  @Test
  void usualWaitsAreMaydaysOwn() throws IOException {
    String usual = Settings.USUAL_WAITS.apply(YAML);
    String example = example();
    for (String wait : List.of("probeApart", "steadyFor"))
      assertThat(Settings.value(usual, wait)).isEqualTo(Settings.value(example, wait));
  }

  private static String example() throws IOException {
    try (InputStream all = SettingsTest.class.getResourceAsStream("/mayday.example.yaml")) {
      return new String(all.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /** Else a benchmark would measure something else than it says. */
  @Test
  void aSettingThatIsNotThereIsRefused() {
    assertThatThrownBy(() -> Settings.NO_WAITS.apply("version: 1")).isInstanceOf(Refused.class);
    assertThatThrownBy(() -> Settings.value("version: 1", "probeApart"))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("probeApart");
  }
}
