package dev.mayday.activities.notifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mayday.activities.estate.Person;
import dev.mayday.activities.estate.Reaching.Login;
import dev.mayday.activities.estate.Reaching.Mail;
import dev.mayday.activities.estate.Reaching.Security;
import dev.mayday.activities.secret.Secrets;
import dev.mayday.system.Refused;
import dev.mayday.system.Unavailable;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Mail over a real socket: what counts as delivered, and what never leaves without TLS. */
class EmailChannelTest {
  private static final String PASSWORD = "not-a-real-password";
  private static final Optional<Login> LOGIN =
      Optional.of(new Login("env:MAIL_USER", "env:MAIL_PASSWORD"));
  private static final HeldCertificate OWN =
      new HeldCertificate.Builder().addSubjectAlternativeName("localhost").build();
  private static final HandshakeCertificates CERTIFICATES =
      new HandshakeCertificates.Builder()
          .heldCertificate(OWN)
          .addTrustedCertificate(OWN.certificate())
          .build();
  private static final HandshakeCertificates STRANGER =
      new HandshakeCertificates.Builder().addPlatformTrustedCertificates().build();

  private final Secrets secrets =
      new Secrets(Map.of("MAIL_USER", "mayday", "MAIL_PASSWORD", PASSWORD));
  private SmtpServer server = SmtpServer.plain();

  @AfterEach
  void end() {
    server.close();
  }

  private void on(SmtpServer other) {
    server.close();
    server = other;
  }

  private Postbox postbox(Security security, Optional<Login> login, HandshakeCertificates trust) {
    Mail mail = new Mail(server.address(), security, "mayday@example.net", login);
    return new Postbox(mail, secrets, trust.sslSocketFactory(), "500");
  }

  private Channel plain() {
    return new EmailChannel(postbox(Security.NONE, Optional.empty(), CERTIFICATES));
  }

  private static Person person(String mailbox) {
    return new Person(
        mailbox.replaceFirst("@.*", ""),
        "env:TOKEN_A",
        List.of(Person.Channel.EMAIL),
        Optional.empty(),
        mailbox);
  }

  private static Message question(String text, String own) {
    return new Message(
        "question",
        "production/whatsapp",
        "Frage 1: ja?",
        text,
        "run-1/question/1",
        Optional.of(new Reply(own, List.of())));
  }

  private static void deliver(Channel channel) throws NotDelivered {
    channel.deliver(person("on-call@example.net"), question("for all", "for you: K7F2Q9 ✓"));
  }

  @Test
  void itIsDeliveredWhenTheServerHasTakenIt() throws Exception {
    deliver(plain());
    SmtpServer.Taken mail = server.taken().get(0);
    assertThat(mail.from()).contains("<mayday@example.net>");
    assertThat(mail.to()).isEqualTo("on-call@example.net");
    assertThat(mail.data())
        .contains("Subject: Frage 1: ja?", "Auto-Submitted: auto-generated", "K7F2Q9")
        .containsPattern("Message-ID: <[0-9a-f-]{36}@example\\.net>")
        .doesNotContain("for all");
  }

  @Test
  void theSameMailSentAgainHasTheSameName() throws Exception {
    deliver(plain());
    deliver(plain());
    assertThat(server.taken())
        .extracting(mail -> mail.data().replaceFirst("(?s).*(Message-ID: <[^>]*>).*", "$1"))
        .satisfies(names -> assertThat(names.get(0)).isEqualTo(names.get(1)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          CONNECT | 421 too busy           | 421
          MAIL    | 451 try later          | 451 to the mail: 451 try later
          RCPT    | 450 mailbox is busy    | 450 to the mailbox: 450 mailbox is busy
          RCPT    | 550 no such user       | 550 to the mailbox: 550 no such user
          DATA    | 421 going down         | 421
          END     | 452 disk is full       | 452 to the mail: 452 disk is full
          END     | 554 looks like spam    | 554 to the mail: 554 looks like spam
          """)
  void whatTheServerDoesNotTakeIsNotDeliveredAndSaidWithItsCode(
      String command, String answer, String why) {
    server.answer(command, answer);
    assertThatThrownBy(() -> deliver(plain()))
        .isInstanceOf(NotDelivered.class)
        .hasMessageContaining(why);
    assertThat(server.taken()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"CONNECT", "EHLO", "RCPT", "DATA", "END"})
  void aServerThatHangsIsNotWaitedForForEver(String command) {
    server.answer(command, "");
    assertThatThrownBy(() -> deliver(plain()))
        .isInstanceOf(NotDelivered.class)
        .hasMessageContaining("no answer came in time");
  }

  @Test
  void aServerThatIsGoneIsSaid() {
    Channel channel = plain();
    server.close();
    assertThatThrownBy(() -> deliver(channel)).hasMessageContaining("it takes no connection");
  }

  @Test
  void oneMailboxThatIsRefusedCostsNobodyElseTheMail() {
    server.answer("RCPT gone@example.net", "550 no such user");
    Delivery delivery = new Delivery(Map.of(Person.Channel.EMAIL, plain()), Duration.ofSeconds(10));
    Map<Person, Message> both = new LinkedHashMap<>();
    both.put(person("gone@example.net"), question("a", "b"));
    both.put(person("here@example.net"), question("a", "b"));
    assertThat(delivery.all(both))
        .extracting(Delivered::toString)
        .containsExactly(
            "gone by email: the mail server answered 550 to the mailbox: 550 no such user",
            "here by email");
    assertThat(server.taken()).extracting(SmtpServer.Taken::to).containsExactly("here@example.net");
  }

  @Test
  void withStartTlsTheLoginAndTheMailGoEncrypted() throws Exception {
    on(SmtpServer.startTls(CERTIFICATES.sslContext().getSocketFactory()));
    deliver(new EmailChannel(postbox(Security.STARTTLS, LOGIN, CERTIFICATES)));
    assertThat(server.taken())
        .singleElement()
        .matches(mail -> mail.safe() && mail.login().endsWith("mayday " + PASSWORD));
  }

  @Test
  void withTlsFromTheStartToo() throws Exception {
    on(SmtpServer.tls(CERTIFICATES.sslContext().getSocketFactory()));
    deliver(new EmailChannel(postbox(Security.TLS, LOGIN, CERTIFICATES)));
    assertThat(server.taken()).singleElement().matches(SmtpServer.Taken::safe);
  }

  /** Somebody in between who takes the offer of TLS out gets neither password nor code. */
  @Test
  void whereTheServerOffersNoTlsNothingIsSent() {
    assertThatThrownBy(
            () -> deliver(new EmailChannel(postbox(Security.STARTTLS, LOGIN, CERTIFICATES))))
        .isInstanceOf(NotDelivered.class);
    assertThat(server.heard()).noneMatch(line -> line.startsWith("AUTH"));
    assertThat(server.taken()).isEmpty();
  }

  @Test
  void aServerThatCannotProveItsNameGetsNothing() {
    on(SmtpServer.startTls(CERTIFICATES.sslContext().getSocketFactory()));
    assertThatThrownBy(() -> deliver(new EmailChannel(postbox(Security.STARTTLS, LOGIN, STRANGER))))
        .hasMessageContaining("TLS could not be agreed on");
    assertThat(server.heard()).noneMatch(line -> line.startsWith("AUTH"));
  }

  @Test
  void aRefusedLoginIsSaidWithoutThePassword() {
    on(SmtpServer.startTls(CERTIFICATES.sslContext().getSocketFactory()));
    server.answer("AUTH", "535 " + PASSWORD + " is not the password");
    Postbox postbox = postbox(Security.STARTTLS, LOGIN, CERTIFICATES);
    assertThatThrownBy(() -> deliver(new EmailChannel(postbox)))
        .hasMessageContaining("the login was refused: 535 *** is not the password");
    assertThatThrownBy(postbox::look)
        .isInstanceOf(Refused.class)
        .hasMessageContaining("HINT: ")
        .hasMessageNotContaining(PASSWORD);
  }

  @Test
  void aLookSendsNothing() {
    assertThatCode(() -> postbox(Security.NONE, Optional.empty(), CERTIFICATES).look())
        .doesNotThrowAnyException();
    assertThat(server.heard()).noneMatch(line -> line.startsWith("MAIL"));
    Postbox gone = postbox(Security.NONE, Optional.empty(), CERTIFICATES);
    server.close();
    assertThatThrownBy(gone::look).isInstanceOf(Unavailable.class).hasMessageContaining("HINT: ");
  }
}
