package dev.mayday.sandbox.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mayday.system.Refused;
import org.junit.jupiter.api.Test;

class SettingsTest {
  private static final String YAML =
      "probeApart: 3s\nprocess: { steadyFor: 3s }\npolicies:\n  KeepWarmCopy: { every: 10s }\n";

  @Test
  void waitsAreTakenOutAndNobodyIsAsked() {
    assertThat(Settings.NO_WAITS.apply(YAML))
        .contains("probeApart: 0s", "steadyFor: 1s", "  FallBackToFiles: { approval: automatic }");
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
