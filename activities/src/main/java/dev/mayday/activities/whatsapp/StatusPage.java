package dev.mayday.activities.whatsapp;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mayday.activities.web.Answer;
import dev.mayday.activities.web.OneAttempt;
import dev.mayday.incident.Messaging;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import okhttp3.HttpUrl;
import okhttp3.Request;

/** The service's own word on its connections. */
final class StatusPage {
  private final HttpUrl url;
  private final Field companies;
  private final Messaging messaging;
  private final OneAttempt http;

  StatusPage(Messaging messaging, OneAttempt http) {
    this.url = Field.url("messaging.statusUrl", messaging.statusUrl());
    this.companies = Field.of("messaging.companies", messaging.companies());
    this.messaging = messaging;
    this.http = http;
  }

  /** Whether it names each company. */
  boolean lists() {
    return companies.given();
  }

  /** Reads it once; a service that is still starting answers with an error or not at all. */
  Seen read() {
    try {
      return judge(http.make(new Request.Builder().url(url).build()));
    } catch (IOException noAnswer) {
      return Seen.nothing(where() + ": " + noAnswer.getMessage());
    }
  }

  private Seen judge(Answer answer) {
    if (!answer.fine()) return Seen.nothing(where() + " answered " + answer.code());
    JsonNode json = Field.json(answer.body());
    if (!companies.given()) return whole(json);
    JsonNode list = companies.in(json);
    return list.isContainerNode()
        ? new Seen(each(list), false, "")
        : Seen.nothing(where() + " answered without a list at " + companies);
  }

  private Seen whole(JsonNode json) {
    if (!json.has(messaging.companyOpen()))
      return Seen.nothing(where() + " answered without " + messaging.companyOpen());
    return new Seen(Map.of(), open(json), "");
  }

  private Map<String, Boolean> each(JsonNode list) {
    Map<String, Boolean> seen = new TreeMap<>();
    list.forEach(one -> seen.put(one.path(messaging.companyId()).asText(), open(one)));
    return seen;
  }

  private boolean open(JsonNode one) {
    JsonNode said = one.path(messaging.companyOpen());
    return said.isBoolean() ? said.booleanValue() : said.asText().equals("open");
  }

  private String where() {
    return OneAttempt.shown(url);
  }

  /**
   * One reading.
   *
   * @param companies whether each is open, by id
   * @param open whether the whole is, where there is no list
   * @param trouble why there is no reading, or empty
   */
  record Seen(Map<String, Boolean> companies, boolean open, String trouble) {
    static Seen nothing(String trouble) {
      return new Seen(Map.of(), false, trouble);
    }
  }
}
