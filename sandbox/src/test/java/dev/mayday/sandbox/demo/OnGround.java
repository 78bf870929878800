package dev.mayday.sandbox.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mayday.sandbox.Kind;
import dev.mayday.sandbox.Raised;
import dev.mayday.sandbox.Sandbox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** A story on one sandbox: one test after the other, and at last a look at its histories. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
abstract class OnGround {
  static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final int LAST = Integer.MAX_VALUE;
  private final int companies;
  private final int keys;
  private final String[] policies;
  Ground ground;

  /**
   * @param policies lines for the service's policies in mayday.yaml
   */
  OnGround(int companies, int keys, String... policies) {
    this.companies = companies;
    this.keys = keys;
    this.policies = policies;
  }

  @BeforeAll
  void up(@TempDir Path temp) {
    Sandbox sandbox = Raised.up(temp.resolve("box"), kind(), companies, keys, false);
    ground = Ground.on(sandbox, this::before, policies);
  }

  /** Which service stands in the sandbox: the usual one here. */
  Kind kind() {
    return Kind.WHATSAPP;
  }

  /** Sees to what is to be in the sandbox before Mayday sees it: nothing but the usual here. */
  Setting before(Sandbox sandbox) {
    return Setting.USUAL;
  }

  /** Where else the search must find what it is shown that it can find. */
  List<String> alsoSeen() {
    return List.of("file", "command line", "environment");
  }

  @AfterAll
  void down() {
    if (ground != null) ground.close();
  }

  @AfterEach
  void unlock() {
    ground.unlock();
  }

  /** However the story went: with failures, rollbacks and time-outs, too. */
  @Test
  @Order(LAST - 2)
  void noSecretIsAnywhere() throws IOException {
    List<Leak> found = new Search(ground).everywhere();
    assertThat(found).filteredOn(leak -> !leak.isControl()).isEmpty();
    assertThat(found)
        .as("the search finds what is there")
        .filteredOn(Leak::isControl)
        .extracting(Leak::place)
        .contains("history", "description", "schedule", "said", "metrics", "log", "server")
        .containsAll(alsoSeen())
        .containsAll(Files.exists(ground.scene.reports()) ? List.of("page", "report") : List.of());
  }

  @Test
  @Order(LAST - 1)
  void everyHistoryReplays() throws Exception {
    Histories histories = histories();
    assertThat(histories.types()).contains("RespondToIncident", "KeepWarmCopy");
    histories.replay();
    System.out.println("events of each recovery: " + histories.sizes());
  }

  /** Negative control: a history in which two steps have changed places does not replay. */
  @Test
  @Order(LAST)
  void anotherOrderDoesNotReplay() {
    Histories swapped = histories().swapped("Pm2Stop", "GitCheckout");
    assertThat(swapped.all()).isNotEmpty();
    assertThatThrownBy(swapped::replay).hasStackTraceContaining("NonDeterministic");
  }

  /** What the server lists comes later than it happens. */
  private Histories histories() {
    return Until.found(
        "every recovery is listed",
        () ->
            Optional.of(Histories.of(ground.scene.client()))
                .filter(all -> all.runs().containsAll(ground.runs())));
  }
}
