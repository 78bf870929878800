package dev.mayday.runbook;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.mayday.incident.Outcome;
import dev.mayday.incident.Report;
import dev.mayday.system.Unavailable;
import dev.mayday.world.Records;
import dev.mayday.world.Services;
import dev.mayday.world.Stage;
import dev.mayday.world.World;
import io.temporal.api.common.v1.Payload;
import io.temporal.common.converter.RawValue;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** What a person typed into the start form is judged, answered, and never a mute workflow. */
@Timeout(120)
@Execution(ExecutionMode.CONCURRENT)
class StartTest {
  private static final String FORM =
      "HINT: the input looks like {\"environment\": \"production\", \"service\": \"whatsapp\"}";
  private static final Map<String, Object> GOOD =
      Map.of("environment", "staging", "service", "whatsapp");
  private final World world = new World();
  private final String before = world.production();

  @Test
  void everyMalformedInputIsRefusedWithItsReasonAndTheRightForm() {
    refused("the input is not a JSON object", List.of(1, 2));
    refused("the input is not a JSON object", "production/whatsapp");
    refused("the input is not a JSON object", new Object[] {null});
    refused("the input is not a JSON object");
    refused("unknown key \"enviroment\"", Map.of("enviroment", "staging", "service", "whatsapp"));
    refused(
        "environment is not a text; rehearse is not true or false",
        Map.of("environment", 7, "service", "whatsapp", "rehearse", "yes"));
    refused(
        "detectedAt is not a time like 2026-03-14T02:17:31Z",
        Map.of("environment", "staging", "service", "whatsapp", "detectedAt", "yesterday"));
  }

  /** Whoever starts it through the API can send any bytes under any name of an encoding. */
  @Test
  void everyInputThatIsNoJsonIsRefusedWithTheRightForm() {
    for (String encoding : List.of("json/plain", "binary/plain", "json/protobuf", "of/mine", ""))
      for (String bytes : List.of("{not json", "", "\u00e9{", "{\"environment\": \"staging\""))
        refused("the input is not a JSON object", payload(encoding, bytes));
  }

  private static RawValue payload(String encoding, String bytes) {
    Payload.Builder payload = Payload.newBuilder().setData(ByteString.copyFromUtf8(bytes));
    if (!encoding.isEmpty()) payload.putMetadata("encoding", ByteString.copyFromUtf8(encoding));
    return new RawValue(payload.build());
  }

  @Test
  void anEmptyInputIsRefusedWithTheNameThatIsMissing() {
    Report report = run(Services.TARGET.recoveryId(), Map.of());
    assertThat(report.outcome()).isEqualTo(Outcome.REFUSED);
    assertThat(report.why()).contains("environment \"\" is not a name").contains("HINT: ");
  }

  @Test
  void theRightFormIsRight() {
    try (Stage stage = new Stage(world).answer("yes")) {
      Report report =
          stage.result(stage.begin("FallBackToFiles", Services.TARGET.recoveryId(), GOOD));
      assertThat(report.outcome()).as(report.why()).isEqualTo(Outcome.DECLINED);
      assertThat(report.decisions())
          .as("an unknown starter may be whoever claims a name")
          .anyMatch(ruling -> ruling.why().equals("nobody approves their own recovery"));
    }
  }

  @Test
  void underAnotherIdItIsRefusedWithTheLinkThatIsRight() {
    Report report = run("my-recovery", GOOD);
    assertThat(report.outcome()).isEqualTo(Outcome.REFUSED);
    assertThat(report.why())
        .contains("this run's id is my-recovery")
        .contains("the lock of staging/whatsapp is the id recovery/staging/whatsapp")
        .contains("HINT: start it as http://127.0.0.1:8233/namespaces/")
        .contains("workflowType=FallBackToFiles&taskQueue=mayday")
        .contains("workflowId=recovery/staging/whatsapp");
  }

  @Test
  void anUnknownServiceIsRefusedWithThoseThereAre() {
    Report report =
        run(
            "recovery/production/whatsapp",
            Map.of("environment", "production", "service", "whatsapp"));
    assertThat(report.outcome()).isEqualTo(Outcome.REFUSED);
    assertThat(report.why())
        .contains("there is no service production/whatsapp")
        .contains("HINT: there is staging/whatsapp");
  }

  @Test
  void withoutAPolicyNothingIsDone() {
    try (Stage stage = new Stage(world)) {
      stage.control.shape(service -> Records.with(service, "policies", Map.of()));
      Report report = stage.run("FallBackToFiles");
      assertThat(report.outcome()).isEqualTo(Outcome.REFUSED);
      assertThat(report.why())
          .isEqualTo(
              "there is no policy for FallBackToFiles of staging/whatsapp\n"
                  + "HINT: add it to mayday.yaml");
      assertThat(world.production()).isEqualTo(before);
    }
  }

  @Test
  void anEstateThatCannotBeReadIsSaidAndNothingIsDone() {
    try (Stage stage = new Stage(world)) {
      stage.failing("EstateRead", 4, new Unavailable("mayday.yaml is locked\nHINT: look at it"));
      Report report = stage.run("FallBackToFiles");
      assertThat(report.outcome()).isEqualTo(Outcome.REFUSED);
      assertThat(report.why()).contains("the estate could not be read: mayday.yaml is locked");
      assertThat(world.production()).isEqualTo(before);
    }
  }

  private void refused(String why, Object... input) {
    Report report = run(Services.TARGET.recoveryId(), input);
    assertThat(report.outcome()).as(Arrays.toString(input)).isEqualTo(Outcome.REFUSED);
    assertThat(report.why()).isEqualTo(why + "\n" + FORM);
  }

  private Report run(String id, Object... input) {
    try (Stage stage = new Stage(world)) {
      Report report = stage.result(stage.begin("FallBackToFiles", id, input));
      assertThat(world.production()).isEqualTo(before);
      return report;
    }
  }
}
