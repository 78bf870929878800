package dev.mayday.sandbox.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The alert rules for Mayday itself, by Prometheus' own checker; the page explains each. */
class AlertRulesTest {
  private static final Path PROMETHEUS = Path.of("../docker/prometheus.yaml");
  private static final Path PAGE = Path.of("../docs/monitoring.md");

  @Test
  void eachRuleFiresWhenItShouldAndIsSilentOnAGoodDay() {
    good(AlertRules.promtool("", "check", "rules", "mayday-rules.yml"));
    good(AlertRules.promtool("", "test", "rules", "mayday-rules.test.yml"));
  }

  /** Negative control: a rule that does not fire any more is found by its own test. */
  @Test
  void aRuleThatIsWeakerFailsItsTest(@TempDir Path folder) throws IOException {
    String rules = Files.readString(AlertRules.shipped().file());
    Files.copy(
        AlertRules.shipped().file().resolveSibling("mayday-rules.test.yml"),
        folder.resolve("t.yml"));
    for (String threshold : List.of("mayday_ready == 0", "> 600", "unless mayday_budget")) {
      assertThat(rules).contains(threshold);
      Files.writeString(
          folder.resolve("mayday-rules.yml"), rules.replace(threshold, weaker(threshold)));
      Spoken said = AlertRules.promtool("", "test", "rules", folder.resolve("t.yml").toString());
      assertThat(said.code()).as(threshold + "\n" + said.text()).isNotZero();
    }
  }

  private static String weaker(String threshold) {
    return switch (threshold) {
      case "> 600" -> "> 6000";
      case "mayday_ready == 0" -> "mayday_ready == 2";
      default -> "and mayday_budget";
    };
  }

  @Test
  void prometheusLoadsThemAndThePageExplainsEach(@TempDir Path folder) throws IOException {
    Path mine = folder.resolve("prometheus.yaml");
    String shipped = Files.readString(PROMETHEUS);
    assertThat(shipped).contains("/etc/prometheus/mayday-rules.yml");
    Files.writeString(
        mine,
        shipped.replace(
            "/etc/prometheus/mayday-rules.yml", AlertRules.shipped().file().toString()));
    good(AlertRules.promtool("", "check", "config", mine.toString()));
    assertThat(Files.readString(Path.of("../docker/compose.yaml")))
        .contains("./prometheus/mayday-rules.yml:/etc/prometheus/mayday-rules.yml:ro");
    String page = Files.readString(PAGE);
    Pattern.compile("alert: (\\w+)")
        .matcher(Files.readString(AlertRules.shipped().file()))
        .results()
        .forEach(rule -> assertThat(page).contains("`" + rule.group(1) + "`"));
    assertThat(page).contains(Files.readString(Alertmanager.EXAMPLE).strip());
  }

  private static void good(Spoken said) {
    assertThat(said.code()).as(said.text()).isZero();
    assertThat(said.text()).contains("SUCCESS");
  }
}
