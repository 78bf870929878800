package dev.mayday.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mayday.incident.Messaging;
import dev.mayday.incident.NodeProcess;
import dev.mayday.incident.Traffic;
import dev.mayday.world.Records;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What every implementation of {@link WhatsApp} promises. */
public abstract class WhatsAppContract {
  protected abstract WhatsApp whatsApp();

  /** A service whose connections open at once or, within the test's patience, not at all. */
  protected abstract Messaging messaging();

  protected abstract NodeProcess process();

  /** A place in the log before anything was connected. */
  protected abstract LogMark mark();

  /** From now on exactly these companies are connected; {@code closed} are known but are not. */
  protected abstract void connections(List<String> open, List<String> closed);

  /** From now on the service as a whole says whether it is connected. */
  protected abstract void wholeConnection(boolean open);

  /** From now on the service tells this of one company, and nothing of others. */
  protected abstract void tells(String company, Instant lastMessage, Instant openSince);

  /** From now on the service answers that it did not send. */
  protected abstract void refuse();

  /** From now on messages are sent, but the answer is lost on the way back. */
  protected abstract void loseAnswers();

  /** The texts that the service sent, in order. */
  protected abstract List<String> sent();

  @Test
  void aTestMessageIsSentOnceAndKnownByItsId() {
    String id = whatsApp().send(messaging(), "recovery test 1");
    assertThat(id).isNotEmpty();
    assertThat(sent()).containsExactly("recovery test 1");
  }

  @Test
  void aServiceThatDidNotSendRefuses() {
    refuse();
    assertThatThrownBy(() -> whatsApp().send(messaging(), "recovery test 2"))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("HINT: ");
    assertThat(sent()).isEmpty();
  }

  @Test
  void aLostAnswerIsUnsafeAndTheMessageIsNotSentAgain() {
    loseAnswers();
    assertThatThrownBy(() -> whatsApp().send(messaging(), "recovery test 3"))
        .isInstanceOf(Unsafe.class)
        .hasMessageContaining("HINT: ");
    assertThat(sent()).containsExactly("recovery test 3");
  }

  @Test
  void expectedCompaniesThatAreConnectedAreNamed() {
    connections(List.of("7", "8"), List.of());
    Connection seen = whatsApp().connected(messaging(), process(), List.of("7", "8"), mark());
    assertThat(seen.any()).isTrue();
    assertThat(seen.open()).containsExactlyInAnyOrder("7", "8");
    assertThat(seen.closed()).isEmpty();
  }

  @Test
  void aCompanyThatDoesNotConnectInTimeIsNamedAsClosed() {
    connections(List.of("7"), List.of("8"));
    Connection seen = whatsApp().connected(messaging(), process(), List.of("7", "8", "9"), mark());
    assertThat(seen.any()).isTrue();
    assertThat(seen.open()).containsExactly("7");
    assertThat(seen.closed()).containsExactlyInAnyOrder("8", "9");
  }

  @Test
  void whatNothingTellsApartIsNotNamed() {
    wholeConnection(true);
    Connection seen = whatsApp().connected(untold(), process(), List.of("7", "8"), mark());
    assertThat(seen.any()).isTrue();
    assertThat(seen.open()).isEmpty();
    assertThat(seen.closed()).isEmpty();
    assertThat(seen.mode()).as("no pattern tells it").isEmpty();
  }

  @Test
  void wholeConnectionThatIsNotThereIsSaidSo() {
    wholeConnection(false);
    assertThat(whatsApp().connected(untold(), process(), List.of("7"), mark()).any()).isFalse();
  }

  @Test
  void whatTheServiceTellsOfItsMessagesIsHeard() {
    Instant last = Instant.parse("2026-03-14T02:17:31Z");
    Instant open = Instant.parse("2026-03-14T02:00:00Z");
    tells("7", last, open);
    Traffic traffic = new Traffic("lastMessageAt", "connectedSince", "", "");
    Heard heard = whatsApp().heard(messaging(), traffic, process(), null);
    assertThat(heard.of("7")).isEqualTo(new Heard.Company("7", last, last, open));
    assertThat(heard.of("8")).isEqualTo(new Heard.Company("8", null, null, null));
    assertThat(heard.unheard()).isEmpty();
  }

  /** The same service, whose status has no list of companies and whose log tells no mode. */
  private Messaging untold() {
    Messaging untold = messaging();
    for (String key : List.of("companies", "databaseLog", "filesLog"))
      untold = Records.with(untold, key, "");
    return untold;
  }

  @Test
  void nobodyConnectedIsSaidSo() {
    connections(List.of(), List.of("7"));
    Connection seen = whatsApp().connected(messaging(), process(), List.of("7"), mark());
    assertThat(seen.any()).isFalse();
    assertThat(seen.open()).isEmpty();
  }
}
