package dev.mayday.activities.whatsapp;

import dev.mayday.activities.secret.Secrets;
import dev.mayday.activities.web.OneAttempt;
import dev.mayday.incident.Messaging;
import dev.mayday.incident.NodeProcess;
import dev.mayday.system.LogMark;
import dev.mayday.system.WhatsApp;
import dev.mayday.system.WhatsAppContract;
import dev.mayday.world.Records;
import dev.mayday.world.Services;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import mockwebserver3.SocketEffect;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** The promises, kept over real sockets. */
class WhatsAppAdapterTest extends WhatsAppContract {
  /** Of which nothing is asked but its log. */
  static final NodeProcess PROCESS =
      new NodeProcess(
          "whatsapp", "", "", Duration.ofSeconds(1), Duration.ofSeconds(1), Duration.ofSeconds(1));

  private ServiceApi api;

  @BeforeEach
  void begin() throws IOException {
    api = new ServiceApi();
  }

  @AfterEach
  void end() {
    api.close();
  }

  static OneAttempt quick() {
    return new OneAttempt(Duration.ofMillis(500), Duration.ofMillis(700));
  }

  static Messaging messaging(String statusUrl, String openLog, String sendUrl) {
    return Records.with(
        Services.whatsapp().messaging(),
        Map.of(
            "statusUrl",
            statusUrl,
            "openLog",
            openLog,
            "companyId",
            "companyId",
            "companyOpen",
            "state",
            "sendUrl",
            sendUrl,
            "sendHeaders",
            Map.of("Authorization", "env:API_KEY"),
            "sendBody",
            Map.of("number", "env:TEST_NUMBER", "message", "{text}"),
            "connectWithin",
            Duration.ofMillis(300)));
  }

  static Secrets secrets() {
    return new Secrets(Map.of("API_KEY", "Bearer key-9d81", "TEST_NUMBER", "79001112233"));
  }

  @Override
  protected WhatsApp whatsApp() {
    return new WhatsAppAdapter(secrets(), new LogOf(), quick(), Duration.ofMillis(20));
  }

  @Override
  protected Messaging messaging() {
    return messaging(api.url("/status"), "", api.url("/api/whatsapp/send"));
  }

  @Override
  protected NodeProcess process() {
    return PROCESS;
  }

  @Override
  protected LogMark mark() {
    return new LogMark(0, 0, 0, 0);
  }

  @Override
  protected void connections(List<String> open, List<String> closed) {
    try {
      api.companies(open, closed);
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  @Override
  protected void wholeConnection(boolean open) {
    api.status = ServiceApi.json(200, "{\"state\":\"" + (open ? "open" : "close") + "\"}");
  }

  @Override
  protected void tells(String company, Instant lastMessage, Instant openSince) {
    api.status =
        ServiceApi.json(
            200,
            "{\"companies\":[{\"companyId\":\"%s\",\"lastMessageAt\":\"%s\",\"connectedSince\":%d},{\"companyId\":\"8\"}]}"
                .formatted(company, lastMessage, openSince.toEpochMilli()));
  }

  @Override
  protected void refuse() {
    api.sends = false;
    api.answer = ServiceApi.json(200, "{\"success\":false,\"error\":\"not connected\"}");
  }

  @Override
  protected void loseAnswers() {
    api.answer = api.answer.newBuilder().onResponseStart(new SocketEffect.CloseSocket()).build();
  }

  @Override
  protected List<String> sent() {
    return api.sent;
  }
}
