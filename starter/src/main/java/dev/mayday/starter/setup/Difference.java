package dev.mayday.starter.setup;

import dev.mayday.activities.estate.EstateFile;
import dev.mayday.activities.secret.Secrets;
import dev.mayday.incident.Service;
import dev.mayday.system.Refused;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Where mayday.yaml, as it counts with its defaults, says something else than the look at the
 * server. What people wrote stays: this is only said.
 *
 * @param key the key's whole path
 * @param counts what counts now
 * @param guess what would be guessed
 * @param certainty how far the guess can be relied on
 * @param evidence what was seen
 */
public record Difference(
    String key, String counts, String guess, Certainty certainty, String evidence) {
  private static final Map<String, Function<Service, String>> KEYS = new LinkedHashMap<>();

  static {
    KEYS.put("sessions.auth.table", s -> s.sessions().auth().table());
    KEYS.put("sessions.auth.company", s -> s.sessions().auth().company());
    KEYS.put("sessions.auth.creds", s -> s.sessions().auth().creds());
    KEYS.put("sessions.auth.updatedAt", s -> s.sessions().auth().updatedAt());
    KEYS.put("sessions.keys.table", s -> s.sessions().keys().table());
    KEYS.put("sessions.keys.company", s -> s.sessions().keys().company());
    KEYS.put("sessions.keys.type", s -> s.sessions().keys().type());
    KEYS.put("sessions.keys.id", s -> s.sessions().keys().id());
    KEYS.put("sessions.keys.data", s -> s.sessions().keys().data());
    KEYS.put("sessions.keys.updatedAt", s -> s.sessions().keys().updatedAt());
    KEYS.put("sessions.folder", s -> s.sessions().folder());
    KEYS.put("sessions.companyFolder", s -> s.sessions().companyFolder());
    KEYS.put("sessions.generation", s -> String.valueOf(s.sessions().generation()));
    KEYS.put("checkout.path", s -> s.checkout().path());
    KEYS.put("checkout.main", s -> s.checkout().main());
    KEYS.put("checkout.tag", s -> s.checkout().tag());
    KEYS.put("settings.path", s -> s.settings().path());
    KEYS.put("settings.mode", s -> s.settings().mode());
    KEYS.put("settings.onDatabase", s -> s.settings().onDatabase());
    KEYS.put("settings.onFiles", s -> s.settings().onFiles());
    KEYS.put("settings.leaveOut", s -> s.settings().leaveOut());
    KEYS.put("settings.leaveOutSeparator", s -> s.settings().leaveOutSeparator());
    KEYS.put("process.name", s -> s.process().name());
    KEYS.put("process.pm2Home", s -> s.process().pm2Home());
    KEYS.put("process.user", s -> orOwn(s.process().user()));
    KEYS.put("messaging.statusUrl", s -> s.messaging().statusUrl());
    KEYS.put("messaging.openLog", s -> s.messaging().openLog());
    KEYS.put("messaging.databaseLog", s -> s.messaging().databaseLog());
    KEYS.put("messaging.filesLog", s -> s.messaging().filesLog());
    KEYS.put("messaging.companies", s -> s.messaging().companies());
    KEYS.put("messaging.companyId", s -> s.messaging().companyId());
    KEYS.put("messaging.companyOpen", s -> s.messaging().companyOpen());
    KEYS.put("messaging.sendUrl", s -> s.messaging().sendUrl());
  }

  /** Every difference, in the order of mayday.yaml. */
  public static List<Difference> of(
      EstateFile estate, Service service, Look.Found found, Secrets secrets) {
    List<Difference> all = new ArrayList<>();
    Wishes wishes = found.wishes();
    Map<String, String> counts = new LinkedHashMap<>();
    var host = estate.hosts().get(service.host());
    counts.put(wishes.path("host.node"), host.node());
    counts.put(wishes.path("host.pm2"), host.pm2());
    if (!host.fingerprint().isEmpty())
      counts.put(wishes.path("host.fingerprint"), host.fingerprint());
    counts.put(wishes.path("service.database.url"), service.database().url());
    KEYS.forEach((key, read) -> counts.put(wishes.path("service." + key), read.apply(service)));
    for (Guess guess : found.guesses()) {
      String now = counts.get(guess.key());
      if (now == null || guess.missing() || same(now, guess.value(), secrets)) continue;
      all.add(new Difference(guess.key(), now, guess.value(), guess.certainty(), guess.evidence()));
    }
    return List.copyOf(all);
  }

  private static boolean same(String now, String guess, Secrets secrets) {
    if (Secrets.isReference(now) && Secrets.isReference(guess)) return leadTo(now, guess, secrets);
    return now.replace("//localhost:", "//127.0.0.1:").equals(guess);
  }

  /** Two references are the same when they lead to the same database. */
  private static boolean leadTo(String now, String guess, Secrets secrets) {
    try {
      return now.equals(guess) || Reader.places(secrets, now).equals(Reader.places(secrets, guess));
    } catch (Refused unread) {
      return false;
    }
  }

  private static String orOwn(String user) {
    return user.isEmpty() ? System.getProperty("user.name") : user;
  }
}
