package dev.mayday.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mayday.activities.estate.EstateFile;
import dev.mayday.system.Refused;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClocksTest {
  private static final Instant NOW = Instant.parse("2026-03-14T02:17:31Z");

  @Test
  void anAnswerThatTookLongIsNoDifference() {
    assertThat(Offset.of("x", NOW.plusSeconds(3), NOW, NOW.plusSeconds(9)).off()).isZero();
    assertThat(Offset.of("x", NOW.minusSeconds(7), NOW, NOW.plusSeconds(9)).off())
        .isEqualTo(Duration.ofSeconds(7));
    assertThat(Offset.of("x", NOW.plusSeconds(20), NOW, NOW.plusSeconds(9)).off())
        .isEqualTo(Duration.ofSeconds(-11));
  }

  @Test
  void whatIsFurtherThanTheToleranceIsNamedWithHowFarAndWhich() {
    Offset near = new Offset("the database", Duration.ofSeconds(-5));
    assertThat(Clocks.judge(List.of(near))).isEqualTo("within 5 s of the database");
    assertThatThrownBy(
            () -> Clocks.judge(List.of(near, new Offset("temporal", Duration.ofMillis(5_001)))))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("5.001 s ahead of that of temporal")
        .hasMessageNotContaining("database")
        .hasMessageContaining("HINT: ");
    assertThatThrownBy(() -> Clocks.judge(List.of(new Offset("x", Duration.ofHours(-1)))))
        .hasMessageContaining("3600.0 s behind that of x");
    assertThat(Clocks.judge(List.of())).startsWith("not seen: nobody could be asked");
  }

  /** With everything on one machine, agreement is no proof: both clocks would be wrong together. */
  @Test
  void aClockOfThisMachineProvesNothingByAgreeing(@TempDir Path folder) throws IOException {
    Offset small = new Offset("the Temporal server", Duration.ZERO);
    Offset here = small.by(Address.of("127.0.0.1:7233"));
    try (MockWebServer page = server(Duration.ZERO)) {
      String webUi = "http://127.0.0.1:" + page.getPort();
      EstateFile estate = Estates.changed(folder, text -> "webUi: " + webUi + "\n" + text);
      assertThat(new Clocks(estate, Optional.of(here)).right())
          .startsWith("not seen: no other machine")
          .contains("the Temporal server, " + webUi, "timedatectl", "Telegram")
          .doesNotContain("within");
      assertThat(new Clocks(estate, Optional.of(small)).right())
          .as("another machine's clock counts, and no other is named with it")
          .isEqualTo("within 5 s of the Temporal server");
    }
  }

  @Test
  void whatLeadsToThisMachineIsTold() {
    for (String target : List.of("localhost:7233", "dns:///127.0.0.1:7233", "[::1]:7233"))
      assertThat(Address.of(target).here()).as(target).isTrue();
    for (String target : List.of("192.0.2.1:7233", "temporal.example.invalid:7233"))
      assertThat(Address.of(target).here()).as(target).isFalse();
  }

  @Test
  void aWebServersTimeIsTakenFromItsAnswer() throws IOException {
    assertThat(served(Duration.ZERO)).hasValueSatisfying(one -> assertThat(one.small()).isTrue());
    assertThat(served(Duration.ofMinutes(-2)))
        .hasValueSatisfying(one -> assertThat(one.off()).isGreaterThan(Duration.ofSeconds(110)));
    assertThat(WebDate.of("http://127.0.0.1:1")).isEmpty();
  }

  /** What is looked at when Temporal is down is the Web UI's and the bot APIs' time. */
  @Test
  void aWebServerWithAnotherTimeIsRed(@TempDir Path folder) throws IOException {
    try (MockWebServer wrong = server(Duration.ofMinutes(-2))) {
      EstateFile estate =
          Estates.changed(
              folder, text -> "webUi: http://127.0.0.1:" + wrong.getPort() + "\n" + text);
      assertThatThrownBy(() -> new Clocks(estate, Optional.empty()).right())
          .isInstanceOf(Refused.class)
          .hasMessageContaining("s ahead of that of http://127.0.0.1:");
      Offset small = new Offset("the Temporal server", Duration.ZERO);
      assertThatThrownBy(() -> new Clocks(estate, Optional.of(small)).right())
          .isInstanceOf(Refused.class)
          .hasMessageNotContaining("Temporal");
    }
    Offset far = new Offset("the Temporal server", Duration.ofSeconds(-6));
    assertThatThrownBy(() -> new Clocks(Estates.with(folder, ""), Optional.of(far)).right())
        .hasMessageContaining("6.0 s behind that of the Temporal server");
  }

  private static Optional<Offset> served(Duration ahead) throws IOException {
    try (MockWebServer server = server(ahead)) {
      return WebDate.of("http://127.0.0.1:" + server.getPort());
    }
  }

  private static MockWebServer server(Duration ahead) throws IOException {
    MockWebServer server = new MockWebServer();
    server.setDispatcher(
        new Dispatcher() {
          @Override
          public MockResponse dispatch(RecordedRequest request) {
            String date =
                DateTimeFormatter.RFC_1123_DATE_TIME.format(
                    Instant.now().plus(ahead).atOffset(ZoneOffset.UTC));
            return new MockResponse.Builder().code(404).setHeader("Date", date).build();
          }
        });
    server.start();
    return server;
  }
}
