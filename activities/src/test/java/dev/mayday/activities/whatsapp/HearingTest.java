package dev.mayday.activities.whatsapp;

import static dev.mayday.activities.whatsapp.WhatsAppAdapterTest.PROCESS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mayday.activities.secret.Secrets;
import dev.mayday.incident.Messaging;
import dev.mayday.incident.Traffic;
import dev.mayday.system.Heard;
import dev.mayday.system.LogMark;
import dev.mayday.world.Records;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a service tells of its messages, in the shapes and behind the doors that services have. */
class HearingTest {
  private static final Instant LAST = Instant.parse("2026-03-14T02:17:31Z");
  private final LogOf log = new LogOf();
  private Traffic traffic = new Traffic("lastMessageAt", "", "", "");
  private ServiceApi api;
  private Messaging messaging;

  @BeforeEach
  void begin() throws IOException {
    api = new ServiceApi();
    messaging = WhatsAppAdapterTest.messaging(api.url("/state"), "", api.url("/send"));
  }

  @AfterEach
  void end() {
    api.close();
  }

  private void with(String key, Object value) {
    messaging = Records.with(messaging, key, value);
  }

  private Heard heard(Secrets secrets) {
    return new WhatsAppAdapter(secrets, log, WhatsAppAdapterTest.quick(), Duration.ofMillis(20))
        .heard(messaging, traffic, PROCESS, new LogMark(0, 0, 0, 0));
  }

  private Heard heard() {
    return heard(WhatsAppAdapterTest.secrets());
  }

  private static Heard.Company told(String company) {
    return new Heard.Company(company, LAST, LAST, null);
  }

  /** By its log, where each line tells when and whose; a page that tells nothing is said to. */
  @Test
  void whatTheLogTellsIsHeardToo() {
    log.lines.add("2026-03-14T02:17:31Z handled 7");
    log.lines.add("2026-03-14T02:17:35Z handled 7");
    log.lines.add("2026-03-14T02:20:00Z open 7");
    api.status = ServiceApi.json(503, "gone");
    traffic =
        new Traffic(
            "lastMessageAt",
            "",
            "^(?<time>\\S+) handled (?<company>\\d+)",
            "^(?<time>\\S+) open (?<company>\\d+)");
    assertThat(heard().companies())
        .containsExactly(
            new Heard.Company(
                "7", LAST, LAST.plusSeconds(4), Instant.parse("2026-03-14T02:20:00Z")));
    assertThat(heard().unheard()).isEqualTo("its status page answers 503 and tells nothing");
    api.close();
    assertThat(heard().unheard()).isEqualTo("its status page does not answer");
  }

  /** A page behind a gateway would else tell of no company, and the report have bounds only. */
  @Test
  void theQuestionCarriesTheHeadersOfTheStatusPage() throws InterruptedException {
    with("statusHeaders", Map.of("X-Gateway-Key", "env:API_KEY"));
    api.status =
        ServiceApi.json(
            200,
            "{\"companies\":[{\"companyId\":\"7\",\"lastMessageAt\":\"%s\"}]}".formatted(LAST));
    assertThat(heard().companies()).containsExactly(told("7"));
    assertThat(api.server.takeRequest().getHeaders().get("X-Gateway-Key"))
        .isEqualTo("Bearer key-9d81");
  }

  @Test
  void aHeaderWhoseSecretIsGoneIsSaidAndHoldsNobodyUp() {
    with("statusHeaders", Map.of("X-Gateway-Key", "env:NOT_THERE"));
    Heard heard = heard(new Secrets(Map.of()));
    assertThat(heard.companies()).isEmpty();
    assertThat(heard.unheard())
        .startsWith("its status page cannot be asked: ")
        .contains("NOT_THERE");
    assertThat(heard.unheard().lines()).hasSize(1);
    assertThat(api.server.getRequestCount()).isZero();
  }

  @Test
  void aServiceThatCallsItselfUnwellMayTellItAllTheSame() {
    api.status =
        ServiceApi.json(
            503,
            "{\"companies\":[{\"companyId\":\"7\",\"lastMessageAt\":\"%s\"}]}".formatted(LAST));
    Heard heard = heard();
    assertThat(heard.companies()).containsExactly(told("7"));
    assertThat(heard.unheard()).isEmpty();
  }

  @Test
  void anObjectWithAnEntryForEachCompany() {
    with("companies", "/links");
    with("companyId", "");
    api.status =
        ServiceApi.json(
            200, "{\"links\":{\"north\":{\"lastMessageAt\":\"%s\"},\"south\":{}}}".formatted(LAST));
    assertThat(heard().companies()).containsExactly(told("north"));
  }

  @Test
  void placesDeepInEachEntry() {
    with("companies", "/data/all");
    with("companyId", "/tenant/name");
    traffic = new Traffic("/seen/last", "", "", "");
    api.status =
        ServiceApi.json(
            200,
            "{\"data\":{\"all\":[{\"tenant\":{\"name\":\"north\"},\"seen\":{\"last\":%d}}]}}"
                .formatted(LAST.toEpochMilli()));
    assertThat(heard().companies()).containsExactly(told("north"));
  }

  @Test
  void oneMomentForAllWhereNothingTellsThemApart() {
    with("companies", "");
    api.status = ServiceApi.json(200, "{\"lastMessageAt\":\"%s\"}".formatted(LAST));
    assertThat(heard().of("7").last()).isEqualTo(LAST);
  }
}
