package dev.mayday.activities.whatsapp;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mayday.activities.secret.Secrets;
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
  private final Listing companies;
  private final Field state;
  private final Messaging messaging;
  private final Headers headers;
  private final OneAttempt http;

  StatusPage(Messaging messaging, Secrets secrets, OneAttempt http) {
    this.url = Field.url("messaging.statusUrl", messaging.statusUrl());
    this.companies = Listing.of(messaging);
    this.state = Field.named("messaging.companyOpen", messaging.companyOpen());
    this.headers = new Headers("messaging.statusHeaders", messaging.statusHeaders(), secrets);
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
      return judge(ask());
    } catch (IOException noAnswer) {
      return Seen.nothing(where() + ": " + noAnswer.getMessage());
    }
  }

  /** The question, with the headers that it needs. */
  Answer ask() throws IOException {
    return http.make(headers.on(new Request.Builder().url(url)));
  }

  private Seen judge(Answer answer) {
    if (!answer.fine()) return Seen.nothing(where() + " answered " + answer.code());
    JsonNode json = Field.json(answer.body());
    if (!companies.given()) return whole(json);
    JsonNode list = companies.in(json);
    return list.isContainerNode()
        ? new Seen(each(list), false, "")
        : Seen.nothing(where() + " answered without a list at " + companies.place());
  }

  /** Where no place in the answer is configured, that it was a good one is the word. */
  private Seen whole(JsonNode json) {
    if (state.given() && state.in(json).isMissingNode())
      return Seen.nothing(where() + " answered without " + state);
    return new Seen(Map.of(), open(json), "");
  }

  private Map<String, Boolean> each(JsonNode list) {
    Map<String, Boolean> seen = new TreeMap<>();
    boolean keyed = companies.keyed(list);
    companies.each(list).forEach((id, one) -> seen.put(id, keyed ? entry(one) : open(one)));
    return seen;
  }

  /** Under its id may be no more than the state itself. */
  private boolean entry(JsonNode one) {
    return (state.given() || one.isContainerNode()) ? open(one) : means(one);
  }

  /** Where no place is configured, whoever is there is connected. */
  private boolean open(JsonNode one) {
    return !state.given() || means(state.in(one));
  }

  private boolean means(JsonNode said) {
    return said.isValueNode() && messaging.openValues().contains(said.asText());
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
