package dev.mayday.activities.whatsapp;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mayday.activities.moment.Moments;
import dev.mayday.activities.secret.Secrets;
import dev.mayday.activities.web.Answer;
import dev.mayday.activities.web.OneAttempt;
import dev.mayday.incident.Messaging;
import dev.mayday.incident.NodeProcess;
import dev.mayday.incident.Traffic;
import dev.mayday.system.Heard;
import dev.mayday.system.LogMark;
import dev.mayday.system.LogTimes;
import dev.mayday.system.Pm2;
import dev.mayday.system.Refused;
import dev.mayday.system.Unavailable;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What the service tells of its messages. A service in an emergency may not answer at all: that is
 * said, and stops nobody.
 */
final class Hearing {
  /** More would not fit into a history; of the others a report has bounds. */
  private static final int MOST = 2_000;

  private final Messaging messaging;
  private final Traffic traffic;
  private final Secrets secrets;
  private final OneAttempt http;
  private final Pm2 pm2;
  private final Map<String, Heard.Company> companies = new TreeMap<>();
  private final List<String> unheard = new ArrayList<>();

  Hearing(Messaging messaging, Traffic traffic, Secrets secrets, OneAttempt http, Pm2 pm2) {
    this.messaging = messaging;
    this.traffic = traffic;
    this.secrets = secrets;
    this.http = http;
    this.pm2 = pm2;
  }

  Heard of(NodeProcess process, LogMark since) {
    if (!traffic.lastMessage().isEmpty() || !traffic.openSince().isEmpty()) page();
    List<String> patterns =
        Stream.of(traffic.handledLog(), traffic.openLog()).filter(one -> !one.isEmpty()).toList();
    if (!patterns.isEmpty()) log(process, since, patterns);
    return new Heard(List.copyOf(companies.values()), String.join("; ", unheard));
  }

  private void page() {
    try {
      told(new StatusPage(messaging, secrets, http).ask());
    } catch (IOException silent) {
      unheard.add("its status page does not answer");
    } catch (Refused unasked) {
      unheard.add("its status page cannot be asked: " + firstLine(unasked));
    }
  }

  /** Whoever calls itself unwell may tell it all the same. */
  private void told(Answer answer) {
    each(Field.json(answer.body()));
    if (!answer.fine() && companies.isEmpty())
      unheard.add("its status page answers " + answer.code() + " and tells nothing");
  }

  private void each(JsonNode json) {
    Listing listing = Listing.of(messaging);
    if (listing.given()) listing.each(listing.in(json)).forEach(this::note);
    else note("", json);
  }

  private void note(String company, JsonNode said) {
    Instant last = moment(said, "traffic.lastMessage", traffic.lastMessage());
    Instant open = moment(said, "traffic.openSince", traffic.openSince());
    if (last != null || open != null) add(new Heard.Company(company, last, last, open));
  }

  private static Instant moment(JsonNode said, String key, String place) {
    return Moments.read(Field.named(key, place).text(said), ZoneId.systemDefault()).orElse(null);
  }

  private static String firstLine(Refused refused) {
    return refused.getMessage().lines().findFirst().orElse("");
  }

  private void log(NodeProcess process, LogMark since, List<String> patterns) {
    try {
      for (LogTimes one : pm2.times(process, since, patterns)) {
        boolean handled = one.pattern().equals(traffic.handledLog());
        add(
            new Heard.Company(
                one.company(),
                handled ? one.first() : null,
                handled ? one.last() : null,
                handled ? null : one.first()));
      }
    } catch (Unavailable | Refused unread) {
      unheard.add("its log cannot be read");
    }
  }

  private void add(Heard.Company one) {
    if (companies.size() < MOST || companies.containsKey(one.company()))
      companies.merge(one.company(), one, Hearing::both);
  }

  private static Heard.Company both(Heard.Company one, Heard.Company other) {
    return new Heard.Company(
        one.company(),
        earlier(one.first(), other.first()),
        later(one.last(), other.last()),
        earlier(one.open(), other.open()));
  }

  private static Instant earlier(Instant one, Instant other) {
    if (one == null || other == null) return one == null ? other : one;
    return one.isBefore(other) ? one : other;
  }

  private static Instant later(Instant one, Instant other) {
    if (one == null || other == null) return one == null ? other : one;
    return one.isAfter(other) ? one : other;
  }
}
