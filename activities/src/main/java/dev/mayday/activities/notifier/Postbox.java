package dev.mayday.activities.notifier;

import dev.mayday.activities.estate.Reaching.Login;
import dev.mayday.activities.estate.Reaching.Mail;
import dev.mayday.activities.estate.Reaching.Security;
import dev.mayday.activities.secret.Secrets;
import dev.mayday.system.Refused;
import dev.mayday.system.Unavailable;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.net.SocketTimeoutException;
import java.time.Instant;
import java.util.Date;
import java.util.Properties;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocketFactory;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPSenderFailedException;
import org.eclipse.angus.mail.util.MailConnectException;

/** The mail server: one session for each mail, with a deadline for each word of it. */
public final class Postbox {
  private static final String CONNECT_WITHIN = "4000";
  private static final String ANSWER_WITHIN = "8000";
  private static final int LONGEST_REASON = 200;

  private final Mail mail;
  private final Secrets secrets;
  private final SSLSocketFactory tls;
  private final String answerWithin;

  /**
   * @param mail the server
   * @param secrets resolves the login, at each session
   */
  public Postbox(Mail mail, Secrets secrets) {
    this(mail, secrets, (SSLSocketFactory) SSLSocketFactory.getDefault(), ANSWER_WITHIN);
  }

  Postbox(Mail mail, Secrets secrets, SSLSocketFactory tls, String answerWithin) {
    this.mail = mail;
    this.secrets = secrets;
    this.tls = tls;
    this.answerWithin = answerWithin;
  }

  /**
   * Whether the server answers and lets Mayday in; no mail is sent.
   *
   * @throws Refused when it does not let Mayday in
   * @throws Unavailable when it does not answer
   */
  public String look() {
    try (Transport transport = connected(session())) {
      return mail.server() + " takes mail" + (transport.isConnected() ? "" : ", and hung up");
    } catch (AuthenticationFailedException refused) {
      throw new Refused(why(refused) + "\nHINT: see to the references under smtp.login");
    } catch (MessagingException no) {
      throw new Unavailable(
          why(no) + "\nHINT: see smtp.server and smtp.security, and whether it can be reached");
    }
  }

  /** Sends one mail; returns only when the server has taken it. */
  void send(String to, Message message) throws MessagingException {
    Session session = session();
    MimeMessage letter = new Letter(session, message.key() + " " + to, domain());
    letter.setFrom(new InternetAddress(mail.from()));
    InternetAddress[] recipient = {new InternetAddress(to)};
    letter.setRecipients(jakarta.mail.Message.RecipientType.TO, recipient);
    letter.setSubject(message.subject(), "UTF-8");
    letter.setText(message.text(true), "UTF-8");
    letter.setSentDate(Date.from(Instant.now()));
    letter.setHeader("Auto-Submitted", "auto-generated");
    letter.saveChanges();
    try (Transport transport = connected(session)) {
      transport.sendMessage(letter, recipient);
    }
  }

  private Transport connected(Session session) throws MessagingException {
    Transport transport = session.getTransport();
    Login login = mail.login().orElse(null);
    if (login == null) transport.connect(mail.host(), mail.port(), null, null);
    else
      transport.connect(mail.host(), mail.port(), secret(login.user()), secret(login.password()));
    return transport;
  }

  private String secret(String reference) throws MessagingException {
    try {
      return secrets.resolve(reference).reveal();
    } catch (Refused missing) {
      throw new AuthenticationFailedException(missing.getMessage().lines().findFirst().orElse(""));
    }
  }

  private Session session() {
    String protocol = mail.security() == Security.TLS ? "smtps" : "smtp";
    String at = "mail." + protocol + ".";
    Properties all = new Properties();
    all.put("mail.transport.protocol", protocol);
    all.put(at + "connectiontimeout", CONNECT_WITHIN);
    all.put(at + "timeout", answerWithin);
    all.put(at + "writetimeout", answerWithin);
    all.put(at + "quitwait", "false");
    all.put(at + "auth", String.valueOf(mail.login().isPresent()));
    all.put(at + "ssl.checkserveridentity", "true");
    all.put(at + "ssl.socketFactory", tls);
    boolean upgrade = mail.security() == Security.STARTTLS;
    all.put(at + "starttls.enable", String.valueOf(upgrade));
    all.put(at + "starttls.required", String.valueOf(upgrade));
    return Session.getInstance(all);
  }

  private String domain() {
    return mail.from().substring(mail.from().lastIndexOf('@') + 1);
  }

  /** Our own words around the server's: the code that it answered with, and its reason masked. */
  String why(MessagingException no) {
    for (Exception at = no; at instanceof MessagingException one; at = one.getNextException()) {
      if (one instanceof SMTPAddressFailedException said)
        return answered(said.getReturnCode(), "to the mailbox", said);
      if (one instanceof SMTPSenderFailedException said)
        return answered(said.getReturnCode(), "to the sender", said);
      if (one instanceof SMTPSendFailedException said && said.getReturnCode() > 0)
        return answered(said.getReturnCode(), "to the mail", said);
    }
    return "the mail server: " + otherwise(no);
  }

  private String otherwise(MessagingException no) {
    if (no instanceof AuthenticationFailedException) return "the login was refused: " + told(no);
    if (no instanceof MailConnectException) return "it takes no connection";
    for (Throwable at = no; at != null; at = at.getCause()) {
      if (at instanceof SocketTimeoutException) return "no answer came in time";
      if (at instanceof SSLException) return "TLS could not be agreed on";
    }
    return told(no);
  }

  private String answered(int code, String to, MessagingException said) {
    return "the mail server answered " + code + " " + to + ": " + told(said);
  }

  private String told(MessagingException no) {
    String why = secrets.mask(String.valueOf(no.getMessage())).replaceAll("\\s+", " ").strip();
    return why.length() <= LONGEST_REASON ? why : why.substring(0, LONGEST_REASON) + "…";
  }
}
