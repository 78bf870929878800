package dev.mayday.activities.whatsapp;

import static dev.mayday.activities.whatsapp.WhatsAppAdapterTest.PROCESS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mayday.incident.Messaging;
import dev.mayday.system.Connection;
import dev.mayday.system.LogMark;
import dev.mayday.system.Refused;
import dev.mayday.system.Unavailable;
import dev.mayday.world.Records;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Waiting for a connection, by the status URL, by the log, and by both. */
class WatchTest {
  private static final LogMark START = new LogMark(0, 0, 0, 0);
  private static final Duration LONG = Duration.ofMinutes(10);
  private final LogOf log = new LogOf();
  private ServiceApi api;

  @BeforeEach
  void begin() throws IOException {
    api = new ServiceApi();
  }

  @AfterEach
  void end() {
    api.close();
  }

  private Connection connected(String statusUrl, String openLog, List<String> expected) {
    return connected(
        WhatsAppAdapterTest.messaging(statusUrl, openLog, "http://127.0.0.1:1/send"), expected);
  }

  /** What a mayday.yaml says that says nothing of messaging. */
  private static Messaging byDefault() {
    Messaging given =
        WhatsAppAdapterTest.messaging(
            "", "connection: 'open'|Connected to WhatsApp", "http://127.0.0.1:1/send");
    given = Records.with(given, "databaseLog", "Using .*PostgreSQL auth state");
    given = Records.with(given, "filesLog", "");
    given = Records.with(given, "companies", "");
    return Records.with(given, "connectWithin", LONG);
  }

  private Connection connected(Messaging messaging, List<String> expected) {
    return new WhatsAppAdapter(
            WhatsAppAdapterTest.secrets(), log, WhatsAppAdapterTest.quick(), Duration.ofMillis(20))
        .connected(messaging, PROCESS, expected, START);
  }

  @Test
  void theLogAloneTellsThatEachCompanyOpenedAndTheMode() {
    log.lines.addAll(List.of("mode: files", "7 connection: open", "8 connection: open"));
    Connection seen = connected("", "connection: open", List.of("7", "8"));
    assertThat(seen.any()).isTrue();
    assertThat(seen.mode()).isEqualTo("files");
    assertThat(seen.open()).isEmpty();
    assertThat(seen.closed()).isEmpty();
  }

  @Test
  @Timeout(60)
  void byDefaultOneCompanyIsSeenAtOnceAndTheModeThatNothingTellsIsNotWaitedFor() {
    log.lines.addAll(List.of("loading sessions", "connection: 'open'"));
    Connection seen = connected(byDefault(), List.of("7"));
    assertThat(seen.any()).isTrue();
    assertThat(seen.openings()).isEqualTo(1);
    assertThat(seen.mode()).as("unknown").isEmpty();
  }

  @Test
  void byDefaultTheOtherModeIsStillSeen() {
    log.lines.addAll(List.of("Using the PostgreSQL auth state", "connection: 'open'"));
    assertThat(connected(byDefault(), List.of("7")).mode()).isEqualTo("database");
  }

  @Test
  void byDefaultOneOfTwoCompaniesIsNotTakenForBoth() {
    log.lines.add("connection: 'open'");
    Messaging soon = Records.with(byDefault(), "connectWithin", Duration.ofMillis(100));
    Connection seen = connected(soon, List.of("7", "8"));
    assertThat(seen.openings()).isEqualTo(1);
    assertThat(seen.open()).isEmpty();
  }

  @Test
  @Timeout(60)
  void byDefaultALoopOfOneCompanyNamesNobody() {
    log.lines.addAll(List.of("connection: 'open'", "connection: 'close'", "connection: 'open'"));
    Connection seen = connected(byDefault(), List.of("7", "8"));
    assertThat(seen.openings()).as("no proof of two").isEqualTo(2);
    assertThat(seen.open()).isEmpty();
    assertThat(seen.closed()).isEmpty();
  }

  @Test
  void aLogThatNamesCompaniesTellsALoopFromTwo() {
    log.lines.addAll(List.of("7 connection: open", "7 connection: close", "7 connection: open"));
    String named = "(?<company>\\d+) connection: open";
    Connection seen = connected("", named, List.of("7", "8"));
    assertThat(seen.open()).containsExactly("7");
    assertThat(seen.closed()).containsExactly("8");
    log.lines.add("8 connection: open");
    seen = connected("", named, List.of("7", "8"));
    assertThat(seen.open()).containsExactly("7", "8");
    assertThat(seen.closed()).isEmpty();
  }

  @Test
  void aStatusThatSaysClosedIsNotOverruledByTheLog() throws IOException {
    api.companies(List.of(), List.of("7"));
    log.lines.add("connection: open");
    assertThat(connected(api.url("/status"), "connection: open", List.of("7")).any()).isFalse();
  }

  @Test
  void aSilentLogIsNoConnection() {
    log.lines.add("starting");
    assertThat(connected("", "connection: open", List.of()).any()).isFalse();
  }

  @Test
  void bothModesInOneLogTellNone() {
    log.lines.addAll(List.of("mode: files", "mode: database", "connection: open"));
    assertThat(connected("", "connection: open", List.of()).mode()).isEmpty();
  }

  @Test
  void aServiceThatIsStillStartingIsWaitedFor() throws IOException {
    AtomicInteger asked = new AtomicInteger();
    api.companies(List.of("7"), List.of());
    MockResponse ready = api.status;
    api.server.setDispatcher(
        new Dispatcher() {
          @Override
          public MockResponse dispatch(RecordedRequest request) {
            return asked.incrementAndGet() < 4 ? ServiceApi.json(503, "") : ready;
          }
        });
    log.lines.add("mode: database");
    Connection seen = connected(api.url("/status"), "", List.of("7"));
    assertThat(seen.open()).containsExactly("7");
    assertThat(seen.mode()).isEqualTo("database");
    assertThat(asked).hasValue(4);
  }

  @Test
  void aStatusThatNeverAnswersIsUnavailable() {
    api.status = ServiceApi.json(500, "{\"secret\":\"x1\"}");
    assertThatThrownBy(() -> connected(api.url("/status?key=hidden"), "", List.of("7")))
        .isInstanceOf(Unavailable.class)
        .hasMessageContaining("500")
        .hasMessageContaining("HINT: ")
        .hasMessageNotContaining("hidden");
  }

  @Test
  void anAnswerWithoutTheListIsNotTakenForNobodyConnected() {
    api.status = ServiceApi.json(200, "{\"ok\":true}");
    assertThatThrownBy(() -> connected(api.url("/status"), "", List.of("7")))
        .isInstanceOf(Unavailable.class)
        .hasMessageContaining("/companies");
  }

  @Test
  void nothingToLookAtIsRefused() {
    assertThatThrownBy(() -> connected("", "", List.of()))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("messaging.statusUrl");
  }
}
