package dev.mayday.activities.approvers;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mayday.activities.estate.EstateFile;
import dev.mayday.activities.notifier.Delivery;
import dev.mayday.activities.notifier.People;
import dev.mayday.activities.secret.Secrets;
import dev.mayday.incident.Target;
import dev.mayday.system.Approvers;
import dev.mayday.system.ApproversContract;
import dev.mayday.system.Claim;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The promises, kept by files on a disk. Every call uses a new adapter, as after a restart. */
class ApproversAdapterTest extends ApproversContract {
  private static final Map<String, String> TOKENS =
      Map.of("on-call", "token-of-the-first", "backup", "token-of-the-other");
  @TempDir private Path state;

  @Override
  protected Approvers approvers() {
    EstateFile estate = People.byFile(state);
    Secrets secrets =
        new Secrets(Map.of("TOKEN_A", TOKENS.get("on-call"), "TOKEN_B", TOKENS.get("backup")));
    return new ApproversAdapter(
        estate, new Delivery(estate, secrets, System.out), secrets, "default");
  }

  @Override
  protected Target target() {
    return People.TARGET;
  }

  @Override
  protected void deafen() {
    try {
      Files.writeString(state.resolve("notices"), "");
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  @Override
  protected List<String> asked(String person) {
    Path file = state.resolve("notices").resolve(person + ".jsonl");
    List<String> texts = new ArrayList<>();
    try {
      if (!Files.exists(file)) return texts;
      for (String line : Files.readAllLines(file))
        texts.add(new ObjectMapper().readTree(line).path("text").asText());
      return texts;
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  @Override
  protected String code(
      String run, int question, String plan, String by, String answer, boolean breakGlass) {
    return Codes.make(TOKENS.get(by), run, question, plan, by, answer, breakGlass);
  }

  @Test
  void theTextHasEverythingThatAnAnswerNeeds() {
    approvers().ask(ask("on-call"));
    assertThat(asked("on-call").get(0))
        .isEqualTo(
            """
            may this plan be carried out?

            Answers: yes | no
            Until: 2026-03-14 02:32:31 UTC (05:32 Europe/Moscow)
            On silence: no

            Answer in a terminal:
            mayday decide production/whatsapp 1 yes --by on-call

            or in the Web UI, "Send an Update", decide:
            {"question":1,"answer":"yes","by":"on-call"}
            http://127.0.0.1:8233/namespaces/default/workflows/recovery%2Fproduction%2Fwhatsapp/run-1

            The plan 4f1d2c3b4a59:
            1. change: stop whatsapp, proven
            2. commit: start on files""");
  }

  @Test
  void codesAreTakenAsPeopleTypeThem() {
    String code = code("run-1", 1, "plan-1", "on-call", "yes", false);
    assertThat(code).matches("[A-Z2-7]{5}(-[A-Z2-7]{5}){3}");
    String typed = " " + code.toLowerCase(java.util.Locale.ROOT).replace("-", " ");
    assertThat(approvers().verify(new Claim("run-1", 1, "plan-1", "on-call", "yes", false, typed)))
        .isTrue();
  }

  /** Fixed by hand with another implementation, so that an old CLI and a new worker agree. */
  @Test
  void theCodeIsAWireFormat() {
    assertThat(Codes.make("token", "run", 7, "plan", "on-call", "roll back", false))
        .isEqualTo("HUQZJ-U7J4B-M5SLM-APE24");
  }

  @Test
  void partsCannotBeShiftedIntoEachOther() {
    assertThat(Codes.make("token", "run", 1, "plan", "ab", "c", false))
        .isNotEqualTo(Codes.make("token", "run", 1, "plan", "a", "bc", false));
  }

  /** What locks nobody out must be out of reach: 20 letters of 32, each as likely as another. */
  @Test
  void codesAreAHundredBitsInWhichNoLetterIsLikelier() {
    int[] seen = new int[128];
    for (int run = 0; run < 1000; run++)
      code("run-" + run, 1, "plan-1", "on-call", "yes", false)
          .replace("-", "")
          .chars()
          .forEach(letter -> seen[letter]++);
    for (char letter : "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".toCharArray())
      assertThat(seen[letter]).as("%s in 20000", letter).isBetween(500, 750);
  }

  @Test
  void wrongCodesLeaveNothingBehind() throws IOException {
    approvers().verify(new Claim("run-1", 1, "plan-1", "on-call", "yes", false, "WRONG-WRONG"));
    try (var files = Files.list(state)) {
      assertThat(files.toList()).isEmpty();
    }
  }
}
