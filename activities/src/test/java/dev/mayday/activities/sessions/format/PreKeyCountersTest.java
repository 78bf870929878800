package dev.mayday.activities.sessions.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Ids that are given out twice cost messages: both counters are raised, or it is said. */
class PreKeyCountersTest {
  @Test
  void bothAreRaisedAndEveryOtherByteStays() throws Damage {
    String creds = "{ \"nextPreKeyId\": 7, \"me\": \"7\",\n\"firstUnuploadedPreKeyId\":\t31 }";
    assertThat(raised(creds))
        .isEqualTo("{ \"nextPreKeyId\": 900, \"me\": \"7\",\n\"firstUnuploadedPreKeyId\":\t900 }");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"nextPreKeyId\":7}",
        "{\"firstUnuploadedPreKeyId\":7}",
        "{\"nextPreKeyId\":7,\"firstUnuploadedPreKeyId\":\"7\"}",
        "{\"nextPreKeyId\":7,\"me\":{\"firstUnuploadedPreKeyId\":7}}"
      })
  void credentialsThatLackOneAreNotRaisedInHalf(String creds) {
    assertThatThrownBy(() -> raised(creds))
        .isInstanceOf(Damage.class)
        .hasMessage("lack one of the pre-key counters");
  }

  @Test
  void whatIsCutOffIsSaid() {
    assertThatThrownBy(() -> raised("{\"nextPreKeyId\":7,"))
        .isInstanceOf(Damage.class)
        .hasMessage("cannot be read as JSON");
  }

  @Test
  void anIdHasThreeBytes() {
    assertThat(PreKeyCounters.id("16777215")).isTrue();
    assertThat(PreKeyCounters.id("16777216")).isFalse();
    assertThat(PreKeyCounters.id("1a")).isFalse();
    assertThat(PreKeyCounters.id("")).isFalse();
  }

  private static String raised(String creds) throws Damage {
    byte[] bytes = PreKeyCounters.set(creds.getBytes(StandardCharsets.UTF_8), 900);
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
