package dev.mayday.activities.whatsapp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mayday.incident.Messaging;
import dev.mayday.system.Refused;
import dev.mayday.system.Unsafe;
import dev.mayday.world.Records;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The test message as other services want it, and their answers. */
class OrderTest {
  private ServiceApi api;
  private Messaging messaging;

  @BeforeEach
  void begin() throws IOException {
    api = new ServiceApi();
    api.sends = false; // it reads the message of one shape only
    messaging = WhatsAppAdapterTest.messaging("", "open", api.url("/v2/outbox"));
  }

  @AfterEach
  void end() {
    api.close();
  }

  private void with(String key, Object value) {
    messaging = Records.with(messaging, key, value);
  }

  private String send() {
    return new TestMessage(messaging, WhatsAppAdapterTest.secrets(), WhatsAppAdapterTest.quick())
        .send("is it \"there\" & well?");
  }

  private RecordedRequest sent() {
    send();
    assertThat(api.posts).hasSize(1);
    return api.posts.get(0);
  }

  @Test
  void nestsByPointersAndLeavesNumbersUnquoted() {
    with(
        "sendBody",
        Map.of(
            "tenant", "north",
            "/to/0/number", "env:TEST_NUMBER",
            "/to/0/kind", "mobile",
            "/content/text", "{text}",
            "/tags/1", "b",
            "/tags/0", "a",
            "priority", "5",
            "/flags/silent", "true"));
    with("sendUnquoted", List.of("priority", "/flags/silent"));
    assertThat(sent().getBody().utf8())
        .isEqualTo(
            "{\"content\":{\"text\":\"is it \\\"there\\\" & well?\"},\"flags\":{\"silent\":true},"
                + "\"tags\":[\"a\",\"b\"],\"to\":[{\"kind\":\"mobile\",\"number\":\"79001112233\"}],"
                + "\"priority\":5,\"tenant\":\"north\"}");
    assertThat(api.posts.get(0).getHeaders().get("Content-Type")).startsWith("application/json");
  }

  @Test
  void fillsInAFormInstead() {
    with("sendAs", Messaging.Body.FORM);
    RecordedRequest request = sent();
    assertThat(request.getHeaders().get("Content-Type"))
        .startsWith("application/x-www-form-urlencoded");
    assertThat(request.getBody().utf8().split("&"))
        .containsExactlyInAnyOrder("number=79001112233", "message=is+it+%22there%22+%26+well%3F");
  }

  @Test
  void usesTheMethodThatTheServiceWants() {
    with("sendMethod", "PUT");
    assertThat(sent().getMethod()).isEqualTo("PUT");
  }

  @Test
  void whatMeansSentIsConfiguredAndAnIdMayBeANumber() {
    api.answer = ServiceApi.json(201, "{\"message\":{\"ref\":17,\"state\":\"QUEUED\"}}");
    with("sentField", "/message/state");
    with("sentValues", List.of("SENT", "QUEUED"));
    with("sentId", "/message/ref");
    assertThat(send()).isEqualTo("17");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"{\"state\":\"DROPPED\"}", "{\"state\":true}", "{\"state\":[\"QUEUED\"]}", "{}"})
  void anyOtherWordLeavesItOpenWhetherItWasSent(String body) {
    api.answer = ServiceApi.json(200, body);
    with("sentField", "/state");
    with("sentValues", List.of("QUEUED"));
    assertThatThrownBy(this::send)
        .isInstanceOf(Unsafe.class)
        .hasMessageContaining("/state")
        .hasMessageNotContaining("DROPPED");
    assertThat(api.posts).hasSize(1);
  }

  @Test
  void aStatusAloneMaySayIt() {
    api.answer = ServiceApi.json(202, "");
    with("sentField", "");
    assertThat(send()).isEmpty();
  }

  @Test
  void aValueThatHasNoPlaceIsFoundBeforeAnythingIsSent() {
    with("sendBody", Map.of("/to", "x", "/to/number", "{text}"));
    assertThatThrownBy(this::send)
        .isInstanceOf(Refused.class)
        .hasMessageContaining("/to/number")
        .hasMessageContaining("HINT: ");
    assertThat(api.posts).isEmpty();
  }

  @Test
  void aTextThatIsToBeANumberIsFoundBeforeAnythingIsSentAndNotShown() {
    with("sendBody", Map.of("tenant", "env:API_KEY", "message", "{text}"));
    with("sendUnquoted", List.of("tenant"));
    assertThatThrownBy(this::send)
        .isInstanceOf(Refused.class)
        .hasMessageContaining("tenant")
        .hasMessageNotContaining("key-9d81");
    assertThat(api.posts).isEmpty();
  }
}
