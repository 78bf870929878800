package dev.mayday.activities.notifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mayday.activities.estate.EstateFile;
import dev.mayday.activities.estate.Person;
import dev.mayday.activities.secret.Secrets;
import dev.mayday.incident.Target;
import dev.mayday.system.Notice;
import dev.mayday.system.Notifier;
import dev.mayday.system.NotifierContract;
import dev.mayday.system.Unavailable;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The promises, kept by files on a disk; and what holds across channels. */
class NotifierAdapterTest extends NotifierContract {
  @TempDir private Path state;

  private Notifier notifier(EstateFile estate, PrintStream console) {
    return new NotifierAdapter(estate, new Delivery(estate, new Secrets(Map.of()), console));
  }

  @Override
  protected Notifier notifier() {
    return notifier(People.byFile(state), System.out);
  }

  @Override
  protected Target target() {
    return People.TARGET;
  }

  /** A file where the folder of notices should be. */
  @Override
  protected void deafen() {
    try {
      Files.writeString(state.resolve("notices"), "");
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  @Override
  protected List<String> heard(String person) {
    Path file = state.resolve("notices").resolve(person + ".jsonl");
    List<String> subjects = new ArrayList<>();
    try {
      if (!Files.exists(file)) return subjects;
      for (String line : Files.readAllLines(file))
        subjects.add(new ObjectMapper().readTree(line).path("subject").asText());
      return subjects;
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  private static Notice unmatched() {
    return new Notice(null, "", "an alert matches no service", "label service", List.of(), "k");
  }

  @Test
  void aNoticeAboutNoServiceGoesToEverybody() {
    assertThat(notifier().tell(unmatched()))
        .containsExactlyInAnyOrder("on-call by file", "backup by file", "outsider by file");
  }

  @Test
  void theFileIsItsOwnersAlone() throws IOException {
    notifier().tell(unmatched());
    Path file = state.resolve("notices/on-call.jsonl");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file.getParent())))
        .isEqualTo("rwx------");
  }

  @Test
  void theConsoleShowsWhoIsToldAndNoControlCharacters() {
    Person console = new Person("on-call", "", List.of(Person.Channel.CONSOLE), Optional.empty());
    EstateFile estate =
        People.estate(state, console, People.person("backup", "B"), People.person("third", "C"));
    ByteArrayOutputStream screen = new ByteArrayOutputStream();
    PrintStream out = new PrintStream(screen, true, StandardCharsets.UTF_8);
    Notice evil =
        new Notice(
            People.TARGET, "", "sub\u001b[2Jject", "a\r\u0007b\nsecond", List.of("on-call"), "k");
    assertThat(notifier(estate, out).tell(evil)).containsExactly("on-call by console");
    assertThat(screen.toString(StandardCharsets.UTF_8))
        .contains("to on-call: sub[2Jject")
        .contains("  ab\n  second")
        .doesNotContain("\u001b")
        .doesNotContain("\u0007");
  }

  @Test
  void aClosedConsoleIsNotCountedAsTold() {
    Person console = new Person("on-call", "", List.of(Person.Channel.CONSOLE), Optional.empty());
    EstateFile estate =
        People.estate(state, console, People.person("backup", "B"), People.person("third", "C"));
    PrintStream closed = new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);
    closed.close();
    Notice notice = new Notice(People.TARGET, "", "subject", "text", List.of("on-call"), "k");
    assertThatThrownBy(() -> notifier(estate, closed).tell(notice))
        .isInstanceOf(Unavailable.class)
        .hasMessageContaining("console: the terminal is closed");
  }

  @Test
  void aChannelThatHangsKeepsNoOtherFromDelivering() {
    CountDownLatch never = new CountDownLatch(1);
    Channel hangs = (person, message) -> hang(never);
    Channel works = (person, message) -> {};
    Delivery delivery =
        new Delivery(
            Map.of(Person.Channel.TELEGRAM, hangs, Person.Channel.FILE, works),
            Duration.ofMillis(300));
    EstateFile estate =
        People.estate(
            state,
            People.chatting("on-call", "http://127.0.0.1:1"),
            People.person("backup", "B"),
            People.person("third", "C"));
    Notice both = new Notice(People.TARGET, "", "subject", "text", List.of(), "k");
    assertThat(new NotifierAdapter(estate, delivery).tell(both)).containsExactly("backup by file");
  }

  private static void hang(CountDownLatch never) throws NotDelivered {
    try {
      never.await();
    } catch (InterruptedException ended) {
      throw new NotDelivered("ended");
    }
  }
}
