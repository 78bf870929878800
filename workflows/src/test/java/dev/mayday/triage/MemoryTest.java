package dev.mayday.triage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mayday.incident.Alert;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** No source guarantees order or promises to say a thing once. */
class MemoryTest {
  private final Memory memory = new Memory();

  @Test
  void aRepeatIsNoNewsAndANewBeginningIs() {
    assertThat(memory.take(alert("a", true, 10))).isTrue();
    assertThat(memory.take(alert("a", true, 10))).isFalse();
    assertThat(memory.take(alert("a", true, 20))).isTrue();
    assertThat(memory.symptoms()).containsExactly("a since 20");
  }

  @Test
  void anEndThatIsOlderThanThePresentBeginningIsNotBelieved() {
    memory.take(alert("a", true, 20));
    assertThat(memory.take(alert("a", false, 10))).isFalse();
    assertThat(memory.firing()).isTrue();
    memory.take(alert("a", false, 20));
    assertThat(memory.firing()).isFalse();
    assertThat(memory.take(alert("a", true, 10))).as("a late repeat").isFalse();
    assertThat(memory.firing()).isFalse();
  }

  /** Two desks: what was received last may be here first. */
  @Test
  void anAlertThatItsOwnEndOvertookDoesNotFireForEver() {
    Instant since = Instant.ofEpochSecond(10);
    assertThat(memory.take(received("a", false, since, 100))).isFalse();
    assertThat(memory.take(received("a", true, since, 99))).as("overtaken").isFalse();
    assertThat(memory.firing()).isFalse();
    assertThat(memory.take(received("a", true, since, 101))).as("it fires again").isTrue();
    assertThat(memory.firing()).isTrue();
  }

  private static Alert received(String key, boolean firing, Instant since, int at) {
    return new Alert("monitor", key, firing, since, Instant.ofEpochSecond(at), "", key, Map.of());
  }

  @Test
  void endsOfWhatNobodyKnewPushOutNothingThatFires() {
    memory.take(alert("fires", true, 0));
    for (int i = 0; i < 1_000; i++) memory.take(alert("alert " + i, false, i));
    assertThat(memory.alerts()).hasSize(200);
    assertThat(memory.symptoms()).containsExactly("fires since 0");
  }

  @Test
  void aStartThatTheDeskReplacedIsNoNewBeginningAtEveryRepeat() {
    Instant one = Instant.ofEpochSecond(10);
    Instant two = Instant.ofEpochSecond(20);
    assertThat(memory.take(new Alert("monitor", "a", true, one, one, "", "", Map.of()))).isTrue();
    assertThat(memory.take(new Alert("monitor", "a", true, two, two, "", "", Map.of()))).isFalse();
  }

  @Test
  void theClockStartsWithTheOldestAlertThatStillFires() {
    memory.take(alert("a", true, 10));
    memory.take(alert("b", true, 20));
    memory.take(alert("a", false, 10));
    assertThat(memory.oldest().map(Alert::startedAt).orElse(Instant.MAX))
        .isEqualTo(Instant.ofEpochSecond(20));
  }

  @Test
  void aStormIsBoundedAndTheLatestStays() {
    for (int i = 0; i < 1_000; i++) memory.take(alert("alert " + i, true, i));
    assertThat(memory.alerts()).hasSize(200);
    assertThat(memory.symptoms()).contains("alert 999 since 999").doesNotContain("alert 0 since 0");
  }

  private static Alert alert(String key, boolean firing, int since) {
    Instant at = Instant.ofEpochSecond(since);
    Instant received = at.plusSeconds(1);
    return new Alert("monitor", key, firing, at, received, "", key + " since " + since, Map.of());
  }
}
