package dev.mayday.activities.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mayday.system.Refused;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretsTest {
  private static final String URL =
      "postgresql://gen_user:p%40ss%22wo$rd|x@db.example.net:5432/default_db?sslmode=verify-full";

  private final Secrets secrets =
      new Secrets(Map.of("TOKEN", "tok-12345", "EMPTY", "", "URL", URL, "PIN", "123"));

  @TempDir Path folder;

  @Test
  void resolvesAVariableAndAFileWithoutItsLastNewline() throws IOException {
    Path file = Files.writeString(folder.resolve("token"), "two\nlines\n\n");

    assertThat(secrets.resolve("env:TOKEN").reveal()).isEqualTo("tok-12345");
    assertThat(secrets.resolve("file:" + file).reveal()).isEqualTo("two\nlines\n");
    Files.writeString(file, "windows\r\n");
    assertThat(secrets.resolve("file:" + file).reveal()).isEqualTo("windows");
  }

  @Test
  void aVariableOfADotenvFileIsReadWhereTheServiceReadsIt() throws IOException {
    Path file = folder.resolve(".env");
    Files.writeString(file, "# settings\nexport DB=\"" + URL + "\" # main\nEMPTY=\n");
    String reference = "file:" + file + "#DB";

    assertThat(secrets.resolve(reference).reveal()).isEqualTo(URL);
    assertThat(secrets.mask("tried " + URL)).isEqualTo("tried ***");
    Files.writeString(file, "DB='another'\n");
    assertThat(secrets.resolve(reference).reveal()).as("read anew").isEqualTo("another");
    refused("file:" + file + "#OTHER", "OTHER is not set in " + file);
    refused("file:" + folder.resolve("absent") + "#DB", "cannot be read");
    Files.writeString(folder.resolve(".env#DB"), "whole");
    assertThat(secrets.resolve(reference).reveal()).as("a file of that name").isEqualTo("whole");
  }

  @Test
  void refusesWhatIsMissingEmptyOrUnreadableAndSaysWhatToDo() throws IOException {
    Path empty = Files.writeString(folder.resolve("empty"), "\n");
    Path binary = Files.write(folder.resolve("binary"), new byte[] {(byte) 0xff, (byte) 0xfe});

    refused("env:ABSENT", "env:ABSENT is not set");
    refused("env:EMPTY", "env:EMPTY is empty");
    refused("file:" + folder.resolve("absent"), "does not exist");
    refused("file:" + empty, "is empty");
    refused("file:" + binary, "is not UTF-8");
    refused("file:" + folder, "cannot be read");
  }

  @ParameterizedTest
  @ValueSource(strings = {"hunter2-hunter2", "env:", "env:A B", "file:relative", "file:/", ""})
  void neverRepeatsAValueThatIsNoReference(String value) {
    assertThatThrownBy(() -> secrets.resolve(value))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("HINT: ")
        .hasMessageNotContaining("hunter2");
  }

  @Test
  void isNeverPrintedAndNeverWrittenAsJson() {
    Secret secret = secrets.resolve("env:TOKEN");

    assertThat(secret).hasToString("***");
    assertThat("a " + secret).isEqualTo("a ***");
    assertThatThrownBy(() -> new ObjectMapper().writeValueAsString(Map.of("a", secret)))
        .isInstanceOf(JsonMappingException.class)
        .hasMessageNotContaining("tok-12345");
  }

  @Test
  void comparesWithoutRevealing() {
    assertThat(secrets.resolve("env:TOKEN").is("tok-12345")).isTrue();
    assertThat(secrets.resolve("env:TOKEN").is("tok-1234")).isFalse();
    assertThat(secrets.resolve("env:TOKEN").is(null)).isFalse();
  }

  @Test
  void masksEverySecretThatItEverRevealed() throws IOException {
    assertThat(secrets.mask("tok-12345")).isEqualTo("tok-12345");
    secrets.resolve("env:TOKEN");
    Path file = Files.writeString(folder.resolve("token"), "old-secret\n");
    secrets.resolve("file:" + file);
    Files.writeString(file, "new-secret\n");
    secrets.resolve("file:" + file);

    assertThat(secrets.mask("tok-12345 old-secret new-secret")).isEqualTo("*** *** ***");
    assertThat(secrets.holds("x tok-12345 y")).isTrue();
    assertThat(secrets.holds("nothing here")).isFalse();
    assertThat(secrets.mask(null)).isNull();
  }

  @Test
  void masksAPasswordInEveryFormInWhichItIsRepeated() {
    secrets.resolve("env:URL");

    assertThat(secrets.mask("to " + URL)).isEqualTo("to ***");
    assertThat(secrets.mask("raw p%40ss%22wo$rd|x")).isEqualTo("raw ***");
    assertThat(secrets.mask("decoded p@ss\"wo$rd|x")).isEqualTo("decoded ***");
    assertThat(secrets.mask("{\"password\":\"p@ss\\\"wo$rd|x\"}"))
        .isEqualTo("{\"password\":\"***\"}");
    assertThat(secrets.mask("?p=p%40ss%22wo%24rd%7Cx")).isEqualTo("?p=***");
    assertThat(secrets.mask("host db.example.net:5432"))
        .as("what is no secret stays readable")
        .isEqualTo("host db.example.net:5432");
  }

  @Test
  void doesNotSpoilTextsByMaskingTinyValues() {
    secrets.resolve("env:PIN");

    assertThat(secrets.mask("order 123")).isEqualTo("order 123");
  }

  @Test
  void passesPlainTextsThrough() {
    assertThat(secrets.plain("application/json")).isEqualTo("application/json");
    assertThat(secrets.plain("env:TOKEN")).isEqualTo("tok-12345");
  }

  private void refused(String reference, String words) {
    assertThatThrownBy(() -> secrets.resolve(reference))
        .isInstanceOf(Refused.class)
        .hasMessageContaining(words)
        .hasMessageContaining("HINT: ");
  }
}
