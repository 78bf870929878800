package dev.mayday.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mayday.activities.estate.EstateFile;
import dev.mayday.activities.secret.Secrets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A rung that is reached by one channel is nobody's when that one is down. */
class RungsTest {
  private static final String ON_CALL = "on-call: {token: \"env:ON_CALL_TOKEN\"}";
  private static final String CHAT = "telegram: {bot: \"env:BOT\", chat: \"4711\"}";
  private static final String MAIL =
      "smtp: {server: \"localhost:25\", from: \"mayday@example.net\"}\n";
  @TempDir Path folder;

  @Test
  void atNightAConsoleAndAFileAreNoChannels() {
    assertThat(rung(text -> text))
        .isEqualTo(
            new Finding(
                "production/whatsapp: channels of rung 1",
                false,
                "on-call can be reached by nothing away from the machine",
                "give the people of this rung two of telegram and email, so that one may be down;"
                    + " a console and a file reach nobody at night",
                "production",
                "whatsapp",
                "",
                List.of()));
  }

  @Test
  void oneChannelIsNotEnough() {
    Finding found = rung(text -> text.replace(ON_CALL, person("on-call", CHAT)));
    assertThat(found.ok()).isFalse();
    assertThat(found.detail())
        .isEqualTo("on-call can be reached by telegram alone away from the machine");
  }

  @Test
  void twoPeopleOfARungHaveTheirChannelsTogether() {
    Finding found =
        rung(
            text ->
                MAIL
                    + text.replace(
                            ON_CALL,
                            person("on-call", CHAT)
                                + ", "
                                + person("lead", "email: {to: \"lead@example.net\"}"))
                        .replace("people: [on-call]", "people: [on-call, lead]"));
    assertThat(found.ok()).as(found.detail()).isTrue();
    assertThat(found.detail()).isEqualTo("telegram, email");
  }

  @Test
  void inADrillPeopleSitBeforeTheMachine() {
    Finding found = rung(text -> text.replace("  production:\n", "  staging:\n    drill: true\n"));
    assertThat(found.ok()).isTrue();
    assertThat(found.detail()).isEqualTo("console, file");
    Finding alone =
        rung(
            text ->
                text.replace("  production:\n", "  staging:\n    drill: true\n")
                    .replace(ON_CALL, person("on-call", "channels: [file]")));
    assertThat(alone.ok()).isFalse();
  }

  private static String person(String name, String channels) {
    return name + ": {token: \"env:ON_CALL_TOKEN\", " + channels + "}";
  }

  private Finding rung(UnaryOperator<String> change) {
    EstateFile estate = Estates.changed(folder, change);
    Looks looks = new Looks(new Secrets(Map.of()));
    new Rungs(estate, looks).visit();
    assertThat(looks.findings()).hasSize(1);
    return looks.findings().get(0);
  }
}
