package dev.mayday.activities.approvers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mayday.activities.estate.EstateFile;
import dev.mayday.activities.estate.Person;
import dev.mayday.activities.notifier.Delivery;
import dev.mayday.activities.notifier.People;
import dev.mayday.activities.secret.Secrets;
import dev.mayday.activities.telegram.TelegramServer;
import dev.mayday.incident.Question;
import dev.mayday.incident.Service;
import dev.mayday.incident.Target;
import dev.mayday.system.Approvers;
import dev.mayday.system.ApproversContract;
import dev.mayday.system.Ask;
import dev.mayday.system.Claim;
import dev.mayday.system.Identity;
import dev.mayday.system.Refused;
import dev.mayday.world.Records;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The promises, kept by files on a disk. Every call uses a new adapter, as after a restart. */
class ApproversAdapterTest extends ApproversContract {
  private static final Map<String, String> TOKENS =
      Map.of("on-call", "token-of-the-first", "backup", "token-of-the-other");
  private static final String BOT = "7000000001:AAF-not-a-real-token";
  private static final String KEY = "a-key-for-codes-of-some-length";
  private final TelegramServer server = new TelegramServer(BOT, "4711", "4712");
  @TempDir private Path state;

  @AfterEach
  void end() {
    server.close();
  }

  @Override
  protected Approvers approvers() {
    return approvers(People.byChat(state, server.url()), KEY);
  }

  private static Approvers approvers(EstateFile estate, String key) {
    Map<String, String> all = new HashMap<>(Map.of("BOT", BOT));
    all.put("TOKEN_A", TOKENS.get("on-call"));
    all.put("TOKEN_B", TOKENS.get("backup"));
    if (!key.isEmpty()) all.put("CODES", key);
    Secrets secrets = new Secrets(all);
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
      server.cut(100);
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

  @Override
  protected String oneTimeCode(String run, int question, String plan, String person) {
    return OneTimeCode.make(KEY, run, question, plan, person);
  }

  @Override
  protected String press(String run, int question, String plan, String by, String answer) {
    Question about = Records.with(ask(by).question(), "number", question);
    String user = by.equals("on-call") ? "4711" : "4712";
    return Presses.proof(KEY, run, Records.with(about, "plan", plan), by, user, answer);
  }

  @Test
  void theOneTimeCodeGoesWhereNobodyElseReads() {
    Ask ask = ask("on-call", "backup");
    approvers().ask(ask);
    String code = oneTimeCode("run-1", 1, ask.question().plan(), "on-call");
    assertThat(code).matches("[0-9A-HJKMNP-TV-Z]{6}");
    TelegramServer.Message own = server.in("4711").get(0);
    assertThat(own.text())
        .contains("used once: " + code + "\n")
        .contains("{\"question\":1,\"answer\":\"yes\",\"code\":\"" + code + "\"}")
        .contains("mayday decide production/whatsapp 1 yes --by on-call");
    assertThat(asked("on-call").get(0)).doesNotContain(code).contains("\"by\":\"on-call\"");
    assertThat(server.in("4712").get(0).text()).doesNotContain(code).contains("used once: ");
  }

  @Test
  void eachAnswerIsAButtonOfThisPersonsAlone() {
    approvers().ask(ask("on-call", "backup"));
    TelegramServer.Message own = server.in("4711").get(0);
    assertThat(own.buttons()).containsOnlyKeys("yes", "no");
    assertThat(own.buttons().values())
        .allMatch(data -> data.length() <= 64)
        .doesNotContainAnyElementsOf(server.in("4712").get(0).buttons().values());
  }

  /**
   * The chat of a group is read by everybody in it: buttons yes, for the account counts, no code.
   */
  @Test
  void aGroupGetsButtonsAndNoCode() {
    try (TelegramServer group = new TelegramServer(BOT, "-1001", "4712")) {
      EstateFile estate = inAGroup(People.byChat(state, group.url()));
      approvers(estate, KEY).ask(ask("on-call"));
      TelegramServer.Message message = group.in("-1001").get(0);
      assertThat(message.buttons()).containsOnlyKeys("yes", "no");
      assertThat(message.text())
          .doesNotContain(OneTimeCode.make(KEY, "run-1", 1, "4f1d2c3b4a59687f", "on-call"))
          .contains("\"by\":\"on-call\"");
    }
  }

  private static EstateFile inAGroup(EstateFile estate) {
    Map<String, Person> people = new HashMap<>(estate.people());
    Person person = people.get("on-call");
    Person.Telegram chat = Records.with(person.telegram().orElseThrow(), "chat", "-1001");
    people.put("on-call", Records.with(person, "telegram", Optional.of(chat)));
    return Records.with(estate, "people", people);
  }

  /** Whoever can be reached elsewhere does not read the machine's files at night. */
  @Test
  void aFileAloneReachesNobodyWhoHasAChat() {
    server.cut(100);
    assertThat(approvers().ask(ask("on-call"))).isEmpty();
    assertThat(asked("on-call")).as("it is written all the same").hasSize(1);
    assertThat(approvers(drill(People.byChat(state, server.url())), KEY).ask(ask("on-call")))
        .as("in a drill, too")
        .isEmpty();
  }

  /** A file takes whatever is written to it: it confirms nothing about a person. */
  @Test
  void inProductionWhoHasAFileAloneIsReachedByNobodyAndInADrillTheyAre() {
    EstateFile byFile = People.byFile(state);
    assertThat(approvers(byFile, "").ask(ask("on-call"))).isEmpty();
    assertThat(asked("on-call")).as("it is written all the same").hasSize(1);
    assertThat(approvers(drill(byFile), "").ask(ask("on-call"))).containsExactly("on-call");
  }

  private static EstateFile drill(EstateFile estate) {
    Service service = Records.with(estate.services().get(People.TARGET), "drill", true);
    return Records.with(estate, "services", Map.of(People.TARGET, service));
  }

  @Test
  void withoutItsKeyAQuestionGoesOutWithoutCodesAndButtons() {
    Approvers keyless = approvers(People.byChat(state, server.url()), "");
    assertThat(keyless.ask(ask("on-call"))).containsExactly("on-call");
    assertThat(server.in("4711").get(0).buttons()).isEmpty();
    String own = code("run-1", 1, "plan-1", "on-call", "yes", false);
    Claim token = new Claim("run-1", 1, "plan-1", "on-call", "yes", false, own);
    assertThat(keyless.identify(token).how()).isEqualTo(Identity.TOKEN);
    Claim oneTime = new Claim("run-1", 1, "plan-1", "", "yes", false, "ABCDEF");
    assertThatThrownBy(() -> keyless.identify(oneTime))
        .as("not taken for a wrong one")
        .isInstanceOf(Refused.class)
        .hasMessageContaining("env:CODES");
  }

  /** Fixed by hand with another implementation: two workers of different age must agree. */
  @Test
  void theOneTimeCodeIsAWireFormat() {
    assertThat(OneTimeCode.make("key", "run", 7, "plan", "on-call")).isEqualTo("39W5B8");
  }

  @Test
  void aCodeThatWasSentIsMaskedInWhatIsSaid() {
    Secrets secrets = new Secrets(Map.of("BOT", BOT, "CODES", KEY));
    EstateFile estate = People.byChat(state, server.url());
    new ApproversAdapter(estate, new Delivery(estate, secrets, System.out), secrets, "default")
        .ask(ask("on-call"));
    String code = oneTimeCode("run-1", 1, "4f1d2c3b4a59687f", "on-call");
    assertThat(secrets.mask("they typed " + code)).isEqualTo("they typed ***");
  }

  @Test
  void theTextHasEverythingThatAnAnswerNeeds() {
    approvers().ask(ask("on-call"));
    assertThat(asked("on-call").get(0))
        .isEqualTo(
            """
            may this plan be carried out?

            Answers: yes | no
            Until: 2026-03-14 02:32:31 UTC (05:32:31 Europe/Moscow)
            On silence: no

            Answer in a terminal:
            mayday decide production/whatsapp 1 yes --by on-call

            or in the Web UI, "Send an Update", decide:
            {"question":1,"answer":"yes","by":"on-call"}
            http://127.0.0.1:8233/namespaces/default/workflows/recovery%2Fproduction%2Fwhatsapp/run-1

            The plan 4f1d2c3b4a59:
            1. change: stop whatsapp, proven
            2. commit: start on files\
            """);
  }

  /** Without a code nothing that is typed into the Web UI counts there: it is not offered. */
  @Test
  void whereOnlyAProvenNameCountsTheTextOffersWhatCounts() {
    Ask plain = ask("on-call", "backup");
    Ask ask = Records.with(plain, "question", Records.with(plain.question(), "verified", true));
    approvers().ask(ask);
    String line = "mayday decide production/whatsapp 1 yes --by on-call --token-file FILE";
    assertThat(asked("on-call").get(0))
        .contains(line, "A name alone does not count here", "/recovery%2Fproduction%2Fwhatsapp/")
        .doesNotContain("\"by\"", "Send an Update");
    assertThat(server.in("4711").get(0).text()).contains(line, "\"code\":\"");
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
