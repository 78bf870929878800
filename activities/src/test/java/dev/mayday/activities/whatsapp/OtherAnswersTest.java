package dev.mayday.activities.whatsapp;

import static dev.mayday.activities.whatsapp.WhatsAppAdapterTest.PROCESS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mayday.incident.Messaging;
import dev.mayday.system.Connection;
import dev.mayday.system.LogMark;
import dev.mayday.system.Unavailable;
import dev.mayday.world.Records;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Health in the shapes that services have: what is open, and whose, is configuration. */
class OtherAnswersTest {
  private ServiceApi api;
  private Messaging messaging;

  @BeforeEach
  void begin() throws IOException {
    api = new ServiceApi();
    messaging = WhatsAppAdapterTest.messaging(api.url("/state"), "", api.url("/send"));
    with("databaseLog", "");
  }

  @AfterEach
  void end() {
    api.close();
  }

  private void with(String key, Object value) {
    messaging = Records.with(messaging, key, value);
  }

  private void says(String companies, String id, String open, List<String> values) {
    with("companies", companies);
    with("companyId", id);
    with("companyOpen", open);
    with("openValues", values);
  }

  private Connection seen(int code, String body) {
    api.status = ServiceApi.json(code, body);
    return new WhatsAppAdapter(
            WhatsAppAdapterTest.secrets(),
            new LogOf(),
            WhatsAppAdapterTest.quick(),
            Duration.ofMillis(20))
        .connected(messaging, PROCESS, List.of("north", "south"), new LogMark(0, 0, 0, 0));
  }

  @Test
  void anObjectWithAnEntryForEachCompany() {
    says("/links", "", "phase", List.of("ONLINE", "IDLE"));
    Connection seen =
        seen(200, "{\"links\":{\"north\":{\"phase\":\"ONLINE\"},\"south\":{\"phase\":\"open\"}}}");
    assertThat(seen.open()).containsExactly("north");
    assertThat(seen.closed()).containsExactly("south");
  }

  @Test
  void anObjectWithOneWordForEachCompany() {
    says("/links", "", "", List.of("up"));
    Connection seen = seen(200, "{\"links\":{\"north\":\"up\",\"south\":\"down\"}}");
    assertThat(seen.open()).containsExactly("north");
    assertThat(seen.closed()).containsExactly("south");
  }

  @Test
  void anObjectWithThoseThatAreConnected() {
    says("/links", "", "", List.of());
    Connection seen = seen(200, "{\"links\":{\"north\":{\"since\":1}}}");
    assertThat(seen.open()).containsExactly("north");
    assertThat(seen.closed()).containsExactly("south");
  }

  @Test
  void aListOfThoseThatAreConnected() {
    says("/online", "", "", List.of());
    Connection seen = seen(200, "{\"online\":[\"south\"]}");
    assertThat(seen.open()).containsExactly("south");
    assertThat(seen.closed()).containsExactly("north");
  }

  @Test
  void placesDeepInEachEntryAndNumbersForStates() {
    says("/data/all", "/tenant/name", "/socket/readyState", List.of("1"));
    Connection seen =
        seen(
            200,
            "{\"data\":{\"all\":[{\"tenant\":{\"name\":\"north\"},\"socket\":{\"readyState\":1}},"
                + "{\"tenant\":{\"name\":\"south\"},\"socket\":{\"readyState\":3}}]}}");
    assertThat(seen.open()).containsExactly("north");
    assertThat(seen.closed()).containsExactly("south");
  }

  @Test
  void oneWordSomewhereInTheAnswer() {
    says("", "", "/wa/state", List.of("CONNECTED"));
    assertThat(seen(200, "{\"wa\":{\"state\":\"CONNECTED\"}}").any()).isTrue();
    assertThat(seen(200, "{\"wa\":{\"state\":\"CONNECTING\"}}").any()).isFalse();
  }

  @Test
  void nothingButTheStatus() {
    says("", "", "", List.of());
    assertThat(seen(204, "").any()).isTrue();
    assertThatThrownBy(() -> seen(503, ""))
        .isInstanceOf(Unavailable.class)
        .hasMessageContaining("503");
  }

  /** What counted as open before there was anything to configure, and nothing else, still does. */
  @Test
  void trueAndOpenWhereNothingIsSaid() {
    says("/list", "id", "on", null);
    Connection seen =
        seen(
            200,
            "{\"list\":[{\"id\":\"north\",\"on\":true},{\"id\":\"south\",\"on\":\"open\"},"
                + "{\"id\":\"a\",\"on\":false},{\"id\":\"b\",\"on\":\"ONLINE\"},{\"id\":\"c\",\"on\":1},"
                + "{\"id\":\"d\"},{\"id\":\"e\",\"on\":null},{\"id\":\"f\",\"on\":[\"open\"]}]}");
    assertThat(seen.open()).containsExactly("north", "south");
    assertThat(seen.closed()).containsExactly("a", "b", "c", "d", "e", "f");
  }

  @Test
  void theQuestionCarriesItsHeadersWithTheSecretsBehindThem() throws InterruptedException {
    says("", "", "", List.of());
    with("statusHeaders", Map.of("X-Gateway-Key", "env:API_KEY"));
    seen(200, "");
    assertThat(api.server.takeRequest().getHeaders().get("X-Gateway-Key"))
        .isEqualTo("Bearer key-9d81");
  }
}
