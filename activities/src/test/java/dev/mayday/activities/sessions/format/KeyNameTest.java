package dev.mayday.activities.sessions.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeyNameTest {
  @ParameterizedTest
  @CsvSource({
    "pre-key,17,pre-key-17.json",
    "session,79001112233.12,session-79001112233.12.json",
    "session,12345_1.0,session-12345_1.0.json",
    "sender-key,120363@g.us::7900::0,sender-key-120363@g.us--7900--0.json",
    "sender-key,7900-1436@g.us::7900_1::12,sender-key-7900-1436@g.us--7900_1--12.json",
    "sender-key-memory,7900-1436@g.us,sender-key-memory-7900-1436@g.us.json",
    "app-state-sync-key,AAD//w==,app-state-sync-key-AAD____w==.json",
    "app-state-sync-version,critical_unblock_low,app-state-sync-version-critical_unblock_low.json",
    "lid-mapping,123_reverse,lid-mapping-123_reverse.json",
    "tctoken,__index,tctoken-__index.json",
    "device-list,7900,device-list-7900.json",
    "identity-key,123_1.0,identity-key-123_1.0.json"
  })
  void aKeyHasItsFileAndAFileItsKey(String type, String id, String file) throws Damage {
    KeyName name = new KeyName(type, id);
    assertThat(name.file()).isEqualTo(file);
    assertThat(KeyName.ofFile(file)).contains(name);
  }

  @Test
  void everyKeyOfBothGenerationsComesBack() throws Damage {
    for (int generation : new int[] {6, 7})
      for (KeyName name : new CompanyMaker(3, generation).keys().keySet())
        assertThat(KeyName.ofFile(name.file())).contains(name);
  }

  @Test
  void anUnknownTypeKeepsItsNameAndCredsAreNoKey() throws Damage {
    KeyName unknown = KeyName.ofFile("future-thing-a__b.json").orElseThrow();
    assertThat(unknown.file()).isEqualTo("future-thing-a__b.json");
    assertThat(unknown.known()).isFalse();
    assertThat(KeyName.ofFile("creds.json")).isEmpty();
    assertThat(KeyName.ofFile("notes.txt")).isEmpty();
  }

  @Test
  void noIdLeadsOutOfTheFolder() throws Damage {
    assertThat(new KeyName("session", "../../etc/passwd").file()).doesNotContain("/");
    assertThatThrownBy(() -> new KeyName("session", "a\u0000b").file()).isInstanceOf(Damage.class);
    assertThatThrownBy(() -> new KeyName("session", "9".repeat(300)).file())
        .isInstanceOf(Damage.class);
  }

  @Test
  void whatIsShownHoldsNoTelephoneNumber() {
    assertThat(new KeyName("session", "79001112233.0").shown()).doesNotContain("79001112233");
    assertThat(new KeyName("pre-key", "17").shown()).isEqualTo("pre-key 17");
  }
}
