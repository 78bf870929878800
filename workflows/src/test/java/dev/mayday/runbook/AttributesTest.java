package dev.mayday.runbook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mayday.incident.Outcome;
import dev.mayday.incident.Service;
import dev.mayday.world.Records;
import dev.mayday.world.Services;
import dev.mayday.world.Stage;
import dev.mayday.world.World;
import io.temporal.api.enums.v1.IndexedValueType;
import io.temporal.client.WorkflowStub;
import io.temporal.common.SearchAttributes;
import io.temporal.testing.TestEnvironmentOptions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a list of recoveries can be searched by, and that a server without it holds up nothing. */
@Timeout(120)
class AttributesTest {
  private static final List<String> ALL =
      List.of(
          "MaydayEnvironment",
          "MaydayService",
          "MaydayScenario",
          "MaydayPhase",
          "MaydayOutcome",
          "MaydayDrill");

  @Test
  void aRecoveryCanBeFoundByWhatItIsAndHowItEnded() {
    TestEnvironmentOptions.Builder options = TestEnvironmentOptions.newBuilder();
    ALL.forEach(
        name ->
            options.registerSearchAttribute(
                name,
                name.equals("MaydayDrill")
                    ? IndexedValueType.INDEXED_VALUE_TYPE_BOOL
                    : IndexedValueType.INDEXED_VALUE_TYPE_KEYWORD));
    SearchAttributes found = attributes(options, ALL);
    assertThat(found.get(Attributes.ENVIRONMENT)).isEqualTo("staging");
    assertThat(found.get(Attributes.SERVICE)).isEqualTo("whatsapp");
    assertThat(found.get(Attributes.SCENARIO)).isEqualTo("FallBackToFiles");
    assertThat(found.get(Attributes.PHASE)).isEqualTo("aftercare");
    assertThat(found.get(Attributes.OUTCOME)).isEqualTo("RECOVERED");
    assertThat(found.get(Attributes.DRILL)).isTrue();
  }

  @Test
  void whatTheServerDoesNotKnowIsLeftOut() {
    TestEnvironmentOptions.Builder options =
        TestEnvironmentOptions.newBuilder()
            .registerSearchAttribute("MaydayOutcome", IndexedValueType.INDEXED_VALUE_TYPE_KEYWORD);
    SearchAttributes found = attributes(options, List.of("MaydayOutcome"));
    assertThat(found.get(Attributes.OUTCOME)).isEqualTo("RECOVERED");
    assertThat(found.containsKey(Attributes.PHASE)).isFalse();
  }

  private static SearchAttributes attributes(
      TestEnvironmentOptions.Builder options, List<String> known) {
    try (Stage stage = new Stage(new World(), options)) {
      stage.hostComes();
      stage.answer("yes");
      stage.control.shape(service -> knowing(service, known));
      WorkflowStub run = stage.begin("FallBackToFiles", false);
      assertThat(stage.result(run).outcome()).isEqualTo(Outcome.RECOVERED);
      return stage.operator.recovery().describe().getTypedSearchAttributes();
    }
  }

  private static Service knowing(Service service, List<String> known) {
    assertThat(service.target()).isEqualTo(Services.TARGET);
    return Records.with(service, "searchAttributes", known);
  }
}
