package dev.mayday.starter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mayday.system.Refused;
import io.temporal.client.WorkflowClient;
import io.temporal.serviceclient.RpcRetryOptions;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import io.temporal.serviceclient.rpcretry.DefaultStubServiceOperationRpcRetryOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where nothing could be asked, nobody may take that for a yes, or look for a run to blame. */
@Timeout(120)
class UpgradeCheckUnaskedTest {
  private static final Path PAGE =
      Path.of(System.getProperty("basedir", ".")).resolve("../docs/upgrading.md");
  private static final Duration SOON = Duration.ofSeconds(1);

  @TempDir Path folder;

  @BeforeEach
  void sitDown() throws IOException {
    Estates.one(folder);
    String good = Files.readString(folder.resolve("mayday.yaml"));
    Files.writeString(folder.resolve("newer.yaml"), good + "\nsurplus: 1\n");
  }

  @Test
  void threeWhereNobodyAnswersAtTheAddress() {
    WorkflowServiceStubs nobody = WorkflowServiceStubs.newServiceStubs(nobody());
    try {
      Supplier<WorkflowClient> temporal = () -> WorkflowClient.newInstance(nobody);
      Terminal.Said said = asked(temporal, "upgrade-check");
      assertThat(said.exit()).as(said.toString()).isEqualTo(3);
      assertThat(said.out()).isEmpty();
      assertThat(said.err())
          .contains("the Temporal service does not answer", "HINT: see whether it runs")
          .contains("TEMPORAL_ADDRESS", "`mayday runbook SCENARIO` needs no Temporal");
      assertThat(asked(temporal, "upgrade-check", "--json").out())
          .startsWith("{")
          .contains("\"exitCode\" : 3", "\"hint\" : \"see whether it runs");
    } finally {
      nobody.shutdownNow();
    }
  }

  /** As docs/upgrading.md says of code 1: the message says why, and no run stands there. */
  @Test
  void oneWithoutARunWhereTheConnectionIsRefused() {
    Terminal.Said said =
        asked(
            () -> {
              throw new Refused("the Temporal service has no namespace \"x\"\nHINT: create it");
            },
            "upgrade-check");
    assertThat(said.exit()).as(said.toString()).isEqualTo(1);
    assertThat(said.out()).isEmpty();
    assertThat(said.err()).contains("no namespace \"x\"", "HINT: create it");
  }

  @ParameterizedTest
  @CsvSource({
    "upgrade-check surplus, HINT: `mayday upgrade-check --help` shows the right use",
    "upgrade-check --nonsense, HINT:",
    "upgrade-check --config missing.yaml, HINT: `mayday setup` writes one",
    "upgrade-check --config newer.yaml, surplus: is unknown",
    "upgrade-check --config newer.yaml, HINT: docs/configuration.md lists every key"
  })
  void twoWhereItIsTypedWrongOrTheFileCannotBeRead(String line, String words) {
    Terminal.Said said =
        asked(
            () -> {
              throw new AssertionError("Temporal was asked");
            },
            line.split(" ", -1));
    assertThat(said.exit()).as(said.toString()).isEqualTo(2);
    assertThat(said.out()).isEmpty();
    assertThat(said.err()).contains("HINT: ", words).doesNotContain("\tat ");
  }

  @Test
  void thePageHasARowForEachOfThem() throws IOException {
    assertThat(Files.readString(PAGE).lines().map(String::strip))
        .filteredOn(line -> line.matches("\\| \\d+ \\|.*"))
        .extracting(line -> line.split("\\|", -1)[1].strip())
        .containsExactly("0", "1", "2", "3");
  }

  private Terminal.Said asked(Supplier<WorkflowClient> temporal, String... line) {
    return new Terminal(folder, Map.of(), temporal).types(line);
  }

  /** An address where nobody is, called by somebody who does not wait. */
  private static WorkflowServiceStubsOptions nobody() {
    return WorkflowServiceStubsOptions.newBuilder()
        .setTarget("127.0.0.1:1")
        .setRpcTimeout(SOON)
        .setRpcRetryOptions(
            RpcRetryOptions.newBuilder()
                .setMaximumAttempts(1)
                .setExpiration(SOON)
                .buildWithDefaultsFrom(DefaultStubServiceOperationRpcRetryOptions.INSTANCE))
        .build();
  }
}
