package dev.mayday.starter.alert;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mayday.incident.Alert;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;

/** What any sender may expect of an answer, and a workflow of an alert, whatever was sent. */
final class Judge {
  /** Stands in every message and may stand in no answer. */
  static final String CANARY = "hunter2-canary";

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Set<Integer> CLEAR = Set.of(202, 400, 401, 404, 408, 413);
  private static final int LONGEST_ANSWER = 400;

  private Judge() {}

  /** A status that is documented, and one sentence with what to do; nothing of the inside. */
  static void clear(Caller.Answer answer) throws JsonProcessingException {
    assertThat(answer.status()).as(answer.toString()).isIn(CLEAR);
    JsonNode said = JSON.readTree(answer.body());
    if (answer.status() == 202) assertThat(said.path("accepted").isInt()).isTrue();
    else {
      assertThat(said.path("error").asText()).as(answer.toString()).isNotBlank();
      assertThat(said.path("hint").asText()).as(answer.toString()).isNotBlank();
    }
    assertThat(answer.head() + answer.body())
        .doesNotContain(CANARY, "\tat ", ".java:", "Exception", "dev.mayday", "Jetty", "jackson")
        .hasSizeLessThan(2 * LONGEST_ANSWER);
    assertThat(answer.body()).hasSizeLessThan(LONGEST_ANSWER);
  }

  /** Only what another reader understands too may have been taken. */
  static void takenWithReason(byte[] body)
      throws CharacterCodingException, JsonProcessingException {
    String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString();
    JsonNode message = JSON.readTree(text);
    boolean alerts = message.path("alerts").isArray();
    assertThat(alerts || message.path("data").isObject()).as(text).isTrue();
  }

  /** Fit for a history: whole, short, of one line, with named labels, not of another age. */
  static void fit(Alert alert) {
    assertThat(alert.key()).isNotBlank();
    assertThat(alert.source()).isIn("prometheus", "standard");
    for (String text : new String[] {alert.key(), alert.severity(), alert.summary()})
      assertThat(text).hasSizeLessThanOrEqualTo(300).doesNotMatch("(?s).*\\p{Cntrl}.*");
    assertThat(alert.labels().keySet()).isSubsetOf("alertname", "instance");
    assertThat(alert.labels().values()).allMatch(value -> value.length() <= 200);
    assertThat(Duration.between(alert.startedAt(), alert.receivedAt()))
        .isBetween(Duration.ofMinutes(-5), Duration.ofHours(24));
  }
}
