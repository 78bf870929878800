package dev.mayday.sandbox.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The alert rules for Mayday itself, by Prometheus' own checker; the page explains each. */
class AlertRulesTest {
  private static final Path PROMETHEUS = Path.of("../docker/prometheus.yaml");

  /** Of each rule what makes it fire, and words by which it fires less. */
  private static final Map<String, List<String>> WEAKER =
      Map.of(
          "MaydayWorkerGone", List.of("== 0 or absent", "== 2 or absent"),
          "MaydayNotReady", List.of("mayday_ready == 0", "mayday_ready == 2"),
          "MaydayAlertsNotAccepted", List.of("unless mayday_alerts", "and mayday_alerts"),
          "MaydayDeadManSilent", List.of("5 * mayday_dead", "50 * mayday_dead"),
          "MaydayWarmCopyOld", List.of("age_seconds > on", "age_seconds / 10 > on"),
          "MaydayWaitsForPeople", List.of("> 600", "> 6000"),
          "MaydayBudgetBreached", List.of("unless mayday_budget", "and mayday_budget"),
          "MaydayWorkflowTaskFails", List.of("unless temporal_", "and temporal_"),
          "MaydayDoctorFound",
              List.of("(mayday_doctor_finding) == 1", "(mayday_doctor_finding) == 2"),
          "MaydayDoctorSilent", List.of("> 2 * 86400", "> 3 * 86400"));

  private static final Path PAGE = Path.of("../docs/monitoring.md");

  @Test
  void eachRuleFiresWhenItShouldAndIsSilentOnAGoodDay() {
    good(AlertRules.promtool("", "check", "rules", "mayday-rules.yml"));
    good(AlertRules.promtool("", "test", "rules", "mayday-rules.test.yml"));
  }

  /** Negative control: each rule, when it does not fire any more, is found by its own test. */
  @Test
  void aRuleThatIsWeakerFailsItsTest(@TempDir Path folder) throws IOException {
    String rules = Files.readString(AlertRules.shipped().file());
    assertThat(rules.split("alert: ", -1)).as("every rule is weakened").hasSize(WEAKER.size() + 1);
    Files.copy(
        AlertRules.shipped().file().resolveSibling("mayday-rules.test.yml"),
        folder.resolve("t.yml"));
    for (Map.Entry<String, List<String>> one : WEAKER.entrySet()) {
      String weaker = rules.replace(one.getValue().get(0), one.getValue().get(1));
      assertThat(weaker).as(one.getKey()).isNotEqualTo(rules);
      Files.writeString(folder.resolve("mayday-rules.yml"), weaker);
      Spoken said = AlertRules.promtool("", "test", "rules", folder.resolve("t.yml").toString());
      assertThat(said.code()).as(one.getKey() + "\n" + said.text()).isNotZero();
      assertThat(said.text()).contains("alertname: " + one.getKey());
    }
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
