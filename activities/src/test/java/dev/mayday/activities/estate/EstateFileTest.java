package dev.mayday.activities.estate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mayday.incident.Policy.Approval;
import dev.mayday.incident.Rung;
import dev.mayday.incident.Service;
import dev.mayday.incident.Target;
import dev.mayday.system.Refused;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EstateFileTest {
  private static final Target WHATSAPP = new Target("production", "whatsapp");

  /** Nothing but what has no default. */
  private static final String LEAST =
      """
      version: 1
      state: /var/lib/mayday
      hosts: {app-1: {}}
      people: {on-call: {token: "env:ON_CALL_TOKEN"}}
      ladders: {default: [{after: 0s, people: [on-call]}]}
      environments:
        production:
          services:
            whatsapp:
              host: app-1
              runbook: see the wiki
              database: {url: "env:DATABASE_URL"}
              checkout: {path: /opt/ai-admin}
              process: {pm2Home: /home/app/.pm2}
      """;

  @TempDir Path folder;

  @Test
  void theExampleOfTheDocumentationIsRead() {
    EstateFile file = EstateFile.load(Example.docs().resolve("mayday.example.yaml"));
    Service service = file.service(WHATSAPP);

    assertThat(service.database().url()).isEqualTo("env:DATABASE_URL");
    assertThat(service.queue()).isEqualTo("host-app-1");
    assertThat(service.ladder())
        .element(1)
        .isEqualTo(new Rung(Duration.ofMinutes(5), List.of("backup")));
    assertThat(file.webhook().orElseThrow().sources()).hasSize(2);
    assertThat(file.webhook().orElseThrow().maxBody()).isEqualTo(1 << 20);
    assertThat(file.copies()).containsEntry(WHATSAPP, Duration.ofMinutes(1));
    assertThat(file.on("app-1")).containsExactly(service);
    assertThat(file.on("app-2")).isEmpty();
  }

  @Test
  void whatIsLeftOutIsAsTheRunbookHasIt() {
    EstateFile file = load(LEAST);
    Service service = file.service(WHATSAPP);

    assertThat(service.sessions().auth().table()).isEqualTo("whatsapp_auth");
    assertThat(service.sessions().keys().table()).isEqualTo("whatsapp_keys");
    assertThat(service.sessions().folder()).isEqualTo("/opt/ai-admin/baileys_sessions");
    assertThat(service.sessions().companyFolder()).isEqualTo("company_{company}");
    assertThat(service.sessions().copies()).isEqualTo("/var/lib/mayday/copies/production/whatsapp");
    assertThat(service.checkout().tag()).isEqualTo("emergency-file-fallback-v1");
    assertThat(service.settings().path()).isEqualTo("/opt/ai-admin/.env");
    assertThat(service.settings().mode()).isEqualTo("USE_REPOSITORY_PATTERN");
    assertThat(service.settings().onDatabase()).isEqualTo("true");
    assertThat(service.settings().onFiles()).isEqualTo("false");
    assertThat(service.process().name()).isEqualTo("baileys-whatsapp-service");
    assertThat(service.database().probeApart()).isEqualTo(Duration.ofSeconds(30));
    assertThat(service.messaging().sendUrl()).isEqualTo("http://localhost:3000/api/whatsapp/send");
    assertThat(service.messaging().sendBody())
        .containsEntry("phone", "env:MAYDAY_TEST_PHONE")
        .containsEntry("message", "{text}");
    assertThat(file.webhook()).isEmpty();
    assertThat(file.people().get("on-call").channels())
        .containsExactly(Person.Channel.CONSOLE, Person.Channel.FILE);
  }

  @Test
  void productionAsksAndCountsOnlyWhatIsVerified() {
    assertThat(load(LEAST).service(WHATSAPP).policies())
        .containsKeys("FallBackToFiles", "ReturnToPostgres", "KeepWarmCopy")
        .allSatisfy(
            (scenario, policy) -> {
              assertThat(policy.claimedCounts()).isFalse();
              assertThat(policy.selfApproval()).isFalse();
              assertThat(policy.approval() == Approval.AUTOMATIC)
                  .as("only what changes nothing of production's goes unasked")
                  .isEqualTo(scenario.equals("KeepWarmCopy"));
            });
  }

  @Test
  void aDrillCountsWhatIsClaimedUnlessToldOtherwise() {
    Service drill =
        load(LEAST.replace("  production:\n", "  box:\n    drill: true\n"))
            .service(new Target("box", "whatsapp"));

    assertThat(drill.drill()).isTrue();
    assertThat(drill.policies().get("FallBackToFiles").claimedCounts()).isTrue();
  }

  @Test
  void theHashFollowsWhatMattersAndNothingElse() {
    String hash = load(LEAST).service(WHATSAPP).hash();

    assertThat(hash).matches("[0-9a-f]{64}");
    assertThat(load("# a remark\n" + LEAST).service(WHATSAPP).hash()).isEqualTo(hash);
    assertThat(
            load(LEAST.replace("/opt/ai-admin}", "/opt/ai-admin, tag: other}"))
                .service(WHATSAPP)
                .hash())
        .isNotEqualTo(hash);
  }

  @Test
  void whoIsNotThereIsNamedBesideThoseWhoAre() {
    EstateFile file = load(LEAST);

    assertThatThrownBy(() -> file.service(new Target("production", "telephone")))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("production/telephone")
        .hasMessageContaining("HINT: there are production/whatsapp");
    assertThatThrownBy(() -> file.person("nobody"))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("HINT: there are on-call");
  }

  private EstateFile load(String text) {
    return EstateFile.load(Example.write(folder, text));
  }
}
