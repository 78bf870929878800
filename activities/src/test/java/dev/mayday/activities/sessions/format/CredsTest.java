package dev.mayday.activities.sessions.format;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class CredsTest {
  private final CompanyMaker maker = new CompanyMaker(1, 6);

  @Test
  void credentialsOfAPairedDeviceHold() {
    for (int seed = 0; seed < 8; seed++) {
      Creds creds = Creds.check(new CompanyMaker(seed, 7).creds());
      assertThat(creds.errors()).isEmpty();
      assertThat(creds.warnings()).isEmpty();
      assertThat(creds.nextPreKeyId()).isEqualTo(813);
    }
  }

  @Test
  void registrationIdMayBeZeroAndRegisteredFalse() {
    maker.tree().put("registrationId", 0).put("registered", false);
    assertThat(Creds.check(maker.creds()).errors()).isEmpty();
  }

  static Stream<Arguments> damages() {
    byte[] good = new CompanyMaker(1, 6).creds();
    return Stream.of(
        Arguments.of("is cut off", Arrays.copyOf(good, good.length / 2)),
        Arguments.of("is empty (0 bytes)", new byte[0]),
        Arguments.of("is empty (only blanks)", bytes("  \n")),
        Arguments.of("byte order mark", bytes("\ufeff" + new String(good, StandardCharsets.UTF_8))),
        Arguments.of("is not JSON", bytes("hello")),
        Arguments.of(
            "after the JSON value", bytes(new String(good, StandardCharsets.UTF_8) + "{}")),
        Arguments.of("holds one field twice", twice(good)),
        Arguments.of("zero byte", new byte[] {0, 0, 0, 0}),
        Arguments.of("not a JSON object", bytes("[]")));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("damages")
  void damagedBytesAreFound(String finding, byte[] damaged) {
    Creds creds = Creds.check(damaged);
    assertThat(creds.usable()).isFalse();
    assertThat(creds.errors()).anySatisfy(e -> assertThat(e).contains(finding));
  }

  @Test
  void oneChangedBitOfTheSignatureIsFound() {
    ObjectNode preKey = (ObjectNode) maker.tree().get("signedPreKey");
    byte[] signature = Base64.getDecoder().decode(preKey.at("/signature/data").asText());
    signature[40] ^= 1;
    preKey.set("signature", CompanyMaker.buffer(signature));
    found("signedPreKey is not signed by their identity key");
  }

  @Test
  void credentialsMixedOfTwoAreFound() {
    maker.tree().set("signedIdentityKey", new CompanyMaker(2, 6).tree().get("signedIdentityKey"));
    found("signedPreKey is not signed by their identity key");
    assertThat(Creds.check(maker.creds()).warnings()).hasSize(2);
  }

  @Test
  void aPairOfTwoHalvesIsFound() {
    ObjectNode noise = (ObjectNode) maker.tree().get("noiseKey");
    noise.set("public", new CompanyMaker(2, 6).tree().at("/noiseKey/public"));
    found("noiseKey has a public key that is not the private key's");
  }

  @Test
  void aWrongLengthIsFound() {
    ((ObjectNode) maker.tree().get("noiseKey")).set("private", CompanyMaker.buffer(new byte[31]));
    maker.tree().put("advSecretKey", "AAAA");
    found("private key of 31 bytes instead of 32");
    found("advSecretKey of 3 bytes instead of 32");
  }

  @Test
  void missingFieldsWrongTypesAndRangesAreAllFound() {
    maker.tree().remove("signedPreKey");
    maker.tree().put("registrationId", 16384).put("nextPreKeyId", "7").remove("me");
    maker.tree().putObject("account");
    found("signedPreKey is missing");
    found("registrationId is no whole number from 0 to 16383");
    found("nextPreKeyId is no whole number");
    found("never paired");
    found("account has no details");
  }

  @Test
  void aCounterBelowTheOtherIsFound() {
    maker.tree().put("firstUnuploadedPreKeyId", 900);
    found("nextPreKeyId is lower");
  }

  @Test
  void buffersAsNumbersHoldAndAreWrittenAsBase64() {
    byte[] before = maker.creds();
    byte[] secret = Base64.getDecoder().decode(maker.tree().at("/noiseKey/private/data").asText());
    ArrayNode numbers = ((ObjectNode) maker.tree().at("/noiseKey/private")).putArray("data");
    for (byte b : secret) numbers.add(b & 0xff);
    Creds creds = Creds.check(maker.creds());
    assertThat(creds.errors()).isEmpty();
    assertThat(creds.warnings()).anySatisfy(w -> assertThat(w).contains("arrays of numbers"));
    assertThat(Creds.content(maker.creds())).isEqualTo(before);
  }

  @Test
  void noFindingHoldsKeyMaterial() {
    String secret = maker.tree().at("/noiseKey/private/data").asText();
    String text =
        new String(maker.creds(), StandardCharsets.UTF_8)
            .replace("\"type\":\"Buffer\"", "\"type\":");
    assertThat(Creds.check(bytes(text)).errors().toString()).doesNotContain(secret.substring(0, 8));
  }

  private void found(String finding) {
    Creds creds = Creds.check(maker.creds());
    assertThat(creds.usable()).isFalse();
    assertThat(creds.errors()).anySatisfy(e -> assertThat(e).contains(finding));
  }

  private static byte[] twice(byte[] good) {
    return bytes("{\"registrationId\":1," + new String(good, StandardCharsets.UTF_8).substring(1));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
