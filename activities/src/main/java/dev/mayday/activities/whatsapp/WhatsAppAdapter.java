package dev.mayday.activities.whatsapp;

import dev.mayday.activities.secret.Secrets;
import dev.mayday.activities.web.OneAttempt;
import dev.mayday.incident.Messaging;
import dev.mayday.incident.NodeProcess;
import dev.mayday.incident.Traffic;
import dev.mayday.system.Connection;
import dev.mayday.system.Heard;
import dev.mayday.system.LogMark;
import dev.mayday.system.Pm2;
import dev.mayday.system.WhatsApp;
import java.time.Duration;
import java.util.List;

/** Reads the service's own status URL and log, and posts the test message to its API. */
public final class WhatsAppAdapter implements WhatsApp {
  private static final Duration CONNECT_WITHIN = Duration.ofSeconds(5);
  private static final Duration ANSWER_WITHIN = Duration.ofSeconds(20);
  private static final Duration APART = Duration.ofMillis(500);

  private final Secrets secrets;
  private final Pm2 pm2;
  private final OneAttempt http;
  private final Duration apart;

  /**
   * @param secrets resolves references in headers and in the body of the test message
   * @param pm2 reads the service's log
   */
  public WhatsAppAdapter(Secrets secrets, Pm2 pm2) {
    this(secrets, pm2, new OneAttempt(CONNECT_WITHIN, ANSWER_WITHIN), APART);
  }

  WhatsAppAdapter(Secrets secrets, Pm2 pm2, OneAttempt http, Duration apart) {
    this.secrets = secrets;
    this.pm2 = pm2;
    this.http = http;
    this.apart = apart;
  }

  @Override
  public Connection connected(
      Messaging messaging, NodeProcess process, List<String> expected, LogMark since) {
    StatusPage status =
        messaging.statusUrl().isEmpty() ? null : new StatusPage(messaging, secrets, http);
    ServiceLog log = since == null ? null : new ServiceLog(messaging, process, since, pm2);
    return new Watch(status, log, expected, apart).until(messaging.connectWithin());
  }

  @Override
  public Heard heard(Messaging messaging, Traffic traffic, NodeProcess process, LogMark since) {
    return new Hearing(messaging, traffic, secrets, http, pm2).of(process, since);
  }

  @Override
  public String send(Messaging messaging, String text) {
    return new TestMessage(messaging, secrets, http).send(text);
  }
}
