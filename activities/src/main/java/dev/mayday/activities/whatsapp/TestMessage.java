package dev.mayday.activities.whatsapp;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mayday.activities.secret.Secrets;
import dev.mayday.activities.web.Answer;
import dev.mayday.activities.web.NotSent;
import dev.mayday.activities.web.OneAttempt;
import dev.mayday.activities.web.Unclear;
import dev.mayday.incident.Messaging;
import dev.mayday.system.Refused;
import dev.mayday.system.Unsafe;
import okhttp3.HttpUrl;
import okhttp3.Request;
import okhttp3.RequestBody;

/**
 * One test message. Everything that can be wrong with the configuration is found before the first
 * byte is written; after it, only the service's own word counts as an answer.
 */
final class TestMessage {
  private static final int REQUEST_TIMEOUT = 408;
  private static final String LOOK =
      "\nHINT: look in the receiving chat whether it arrived before anybody sends it again";

  private final Secrets secrets;
  private final OneAttempt http;
  private final Messaging messaging;
  private final HttpUrl url;
  private final Field sent;
  private final Field id;

  TestMessage(Messaging messaging, Secrets secrets, OneAttempt http) {
    this.messaging = messaging;
    this.secrets = secrets;
    this.http = http;
    this.url = Field.url("messaging.sendUrl", messaging.sendUrl());
    this.sent = Field.of("messaging.sentField", messaging.sentField());
    this.id = Field.of("messaging.sentId", messaging.sentId());
  }

  String send(String text) {
    Request request = request(text);
    try {
      return judge(http.make(request));
    } catch (NotSent notSent) {
      throw new Refused(
          "test message was not sent: "
              + where()
              + ": "
              + notSent.getMessage()
              + "\nHINT: "
              + "check that the service listens there; nothing was written, so it is safe to repeat");
    } catch (Unclear unclear) {
      throw new Unsafe(unknown() + unclear.getMessage() + LOOK);
    }
  }

  private Request request(String text) {
    RequestBody body = new Order(messaging, secrets, text).body();
    return new Headers("messaging.sendHeaders", messaging.sendHeaders(), secrets)
        .on(new Request.Builder().url(url).method(messaging.sendMethod(), body));
  }

  private String judge(Answer answer) {
    if (answer.code() >= 400 && answer.code() < 500 && answer.code() != REQUEST_TIMEOUT)
      throw refused("status " + answer.code());
    if (!answer.fine()) throw new Unsafe(unknown() + "it answered " + answer.code() + LOOK);
    JsonNode json = Field.json(answer.body());
    if (!sent.given()) return id.text(json);
    JsonNode said = sent.in(json);
    if (said.isValueNode() && messaging.sentValues().contains(said.asText())) return id.text(json);
    if (said.isBoolean() && !said.booleanValue()) throw refused(sent + " is false");
    throw new Unsafe(
        unknown()
            + "its answer says nothing at "
            + sent
            + " that means sent ("
            + String.join(", ", messaging.sentValues())
            + ")"
            + LOOK);
  }

  private Refused refused(String why) {
    return new Refused(
        "test message was not sent: "
            + where()
            + " says "
            + why
            + "\nHINT: read the service's error log and check messaging.sendHeaders and sendBody");
  }

  private String unknown() {
    return "not known whether the test message was sent: " + where() + ": ";
  }

  private String where() {
    return OneAttempt.shown(url);
  }
}
