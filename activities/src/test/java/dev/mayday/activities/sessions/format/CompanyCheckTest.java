package dev.mayday.activities.sessions.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CompanyCheckTest {
  @ParameterizedTest
  @ValueSource(ints = {6, 7})
  void aSoundCompanyHasNoFindings(int generation) throws Damage {
    CompanyMaker maker = new CompanyMaker(4, generation);
    CompanyCheck check = read(maker.creds(), maker.keys(), generation);
    assertThat(check.findings()).isEmpty();
    assertThat(check.usable()).isTrue();
    assertThat(maker.keys()).hasSize(CompanyMaker.KEYS);
  }

  @ParameterizedTest
  @ValueSource(ints = {6, 7})
  void senderKeysOfTheOtherGenerationAreFound(int generation) {
    CompanyMaker maker = new CompanyMaker(4, generation);
    CompanyCheck check = new CompanyCheck(13 - generation);
    check.creds(maker.creds());
    Map.Entry<KeyName, byte[]> senderKey =
        maker.keys().entrySet().stream()
            .filter(e -> e.getKey().type().equals("sender-key"))
            .findFirst()
            .orElseThrow();
    assertThatThrownBy(() -> check.key(senderKey.getKey(), senderKey.getValue()))
        .isInstanceOf(Damage.class)
        .hasMessageContaining("cannot read");
    assertThat(check.senderKeyLost()).isTrue();
  }

  @Test
  void countersBelowTheKeysAreFound() throws Damage {
    CompanyMaker maker = new CompanyMaker(4, 6);
    maker.tree().put("nextPreKeyId", 700).put("firstUnuploadedPreKeyId", 700);
    CompanyCheck check = read(maker.creds(), maker.keys(), 6);
    assertThat(check.countersTooLow()).isTrue();
    assertThat(check.findings()).anySatisfy(f -> assertThat(f).contains("older than the keys"));
  }

  @Test
  void keysOfOneAccountUnderCredentialsOfAnotherAreForbidden() throws Damage {
    CompanyCheck check = read(new CompanyMaker(5, 6).creds(), new CompanyMaker(4, 6).keys(), 6);
    assertThat(check.usable()).isFalse();
    assertThat(check.findings()).anySatisfy(f -> assertThat(f).contains("mixed"));
  }

  @Test
  void damagedKeysAreFoundWithoutTheirContent() {
    damaged("pre-key", "1", "{\"private\":{\"type\":\"Buffer\",\"data\":\"c2VjcmV0\"}}", "6 bytes");
    damaged("pre-key", "1", "null", "is null");
    damaged("pre-key", "1", "", "is empty");
    damaged("session", "7.0", "{\"_sessions\":{\"a\":{}},\"version\":\"v1\"}", "registrationId");
    damaged("session", "7.0", "{}", "no list of sessions");
    damaged("app-state-sync-key", "AA==", "{\"keyData\":\"AAAA\"}", "3 bytes instead of 32");
    damaged("app-state-sync-version", "regular", "{\"version\":1}", "no hash");
    damaged("sender-key-memory", "g", "[]", "no JSON object");
    damaged("lid-mapping", "7", "12", "is no text");
    damaged(
        "identity-key", "7", "{\"type\":\"Buffer\",\"data\":\"AAAA\"}", "3 bytes instead of 33");
  }

  private static void damaged(String type, String id, String json, String finding) {
    CompanyCheck check = new CompanyCheck(7);
    byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
    assertThatThrownBy(() -> check.key(new KeyName(type, id), bytes))
        .isInstanceOf(Damage.class)
        .hasMessageContaining(finding);
    assertThat(check.findings()).anySatisfy(f -> assertThat(f).contains(finding));
    assertThat(check.findings().toString()).doesNotContain("c2VjcmV0");
  }

  private static CompanyCheck read(byte[] creds, Map<KeyName, byte[]> keys, int generation)
      throws Damage {
    CompanyCheck check = new CompanyCheck(generation);
    check.creds(creds);
    for (Map.Entry<KeyName, byte[]> key : keys.entrySet())
      assertThat(check.key(key.getKey(), key.getValue())).isEqualTo(key.getValue());
    check.finish();
    return check;
  }
}
