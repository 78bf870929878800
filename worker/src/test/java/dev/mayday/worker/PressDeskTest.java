package dev.mayday.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mayday.activities.approvers.Presses;
import dev.mayday.activities.estate.EstateFile;
import dev.mayday.activities.secret.Secrets;
import dev.mayday.activities.telegram.Press;
import dev.mayday.activities.telegram.Taken;
import dev.mayday.activities.temporal.Runs;
import dev.mayday.incident.Outcome;
import dev.mayday.system.Ask;
import dev.mayday.system.Unavailable;
import dev.mayday.world.Stage;
import dev.mayday.world.World;
import io.temporal.client.WorkflowClient;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Whose press is taken for what, before any of them counts. */
@Timeout(120)
class PressDeskTest {
  private static final String KEY = "a-key-for-codes-of-some-length";
  private static final String CHAT =
      "telegram: {bot: \"env:BOT\", chat: \"%1$s\", user: \"%1$s\"}}";
  @TempDir Path folder;

  private EstateFile estate() {
    String onCall = "on-call: {token: \"env:ON_CALL_TOKEN\"";
    return Estates.changed(
        folder,
        text ->
            "codes: {key: \"env:CODES\"}\n"
                + text.replace(
                        onCall + "}",
                        onCall
                            + ", "
                            + CHAT.formatted("4711")
                            + ", lead: {token: \"env:LEAD\", "
                            + CHAT.formatted("4712"))
                    .replace("  production:\n", "  staging:\n    drill: true\n"));
  }

  private PressDesk desk(WorkflowClient client, Map<String, String> secrets) {
    EstateFile estate = estate();
    return new PressDesk(
        estate, new Secrets(secrets), new Runs(client), new Talks(client), Bots.of(estate).get(0));
  }

  private static Press press(String account, String data) {
    return new Press("p" + account + data.length(), account, data, "4711", 812, "a question");
  }

  private static String data(Ask ask, String name, String account, String answer) {
    return Presses.data(KEY, ask.run(), ask.question(), name, account, answer);
  }

  @Test
  void onlyTheRightAccountsOwnButtonOfTheOpenQuestionReachesTheRun() {
    List<Taken> taken = new ArrayList<>();
    String[] old = new String[1];
    try (Stage stage = new Stage(new World())) {
      PressDesk desk = desk(stage.environment.getWorkflowClient(), Map.of("CODES", KEY));
      stage.people.answering(
          ask -> {
            if (!taken.isEmpty()) return;
            String own = data(ask, "on-call", "4711", "no");
            old[0] = own;
            taken.add(desk.take(press("666", own)));
            taken.add(desk.take(press("4712", own)));
            taken.add(desk.take(press("4711", own + "A")));
            taken.add(desk.take(press("4711", "")));
            taken.add(desk.take(press("4711", own)));
            stage.decide(ask, "no");
          });
      assertThat(stage.run("FallBackToFiles").outcome()).isEqualTo(Outcome.DECLINED);
      taken.add(desk.take(press("4711", old[0])));
    }
    assertThat(taken.get(0).said()).contains("This account may not answer");
    assertThat(taken.get(0).over()).as("the buttons are somebody else's still").isFalse();
    assertThat(taken.get(1).said()).contains("somebody else's");
    assertThat(taken.get(1).over()).isFalse();
    assertThat(taken.get(2)).isEqualTo(Taken.closed("This question is closed."));
    assertThat(taken.get(3)).isEqualTo(Taken.closed("This question is closed."));
    assertThat(taken.get(4).said())
        .as("it came to the run, which knows no such proof here")
        .isEqualTo("on-call says no to question 1: not counted: the code is not right");
    assertThat(taken.get(4).over()).as("it can be pressed again").isFalse();
    assertThat(taken.get(5)).isEqualTo(Taken.closed("This question is closed."));
  }

  @Test
  void withoutTheKeyAPressIsKept() {
    try (Stage stage = new Stage(new World())) {
      PressDesk desk = desk(stage.environment.getWorkflowClient(), Map.of());
      assertThatThrownBy(() -> desk.take(press("4711", "any")))
          .isInstanceOf(Unavailable.class)
          .hasMessageContaining("env:CODES");
    }
  }
}
