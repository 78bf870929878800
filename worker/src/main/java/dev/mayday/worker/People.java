package dev.mayday.worker;

import dev.mayday.activities.estate.AlertSource;
import dev.mayday.activities.estate.DeadMan;
import dev.mayday.activities.estate.Desk;
import dev.mayday.activities.estate.EstateFile;
import dev.mayday.activities.estate.Person;
import dev.mayday.activities.estate.Reaching;
import dev.mayday.activities.notifier.Postbox;
import dev.mayday.activities.secret.Secrets;
import dev.mayday.incident.Policy;
import dev.mayday.incident.Service;
import dev.mayday.system.Refused;
import java.util.List;
import java.util.TreeMap;
import okhttp3.HttpUrl;

/** Whether people can be reached and can prove who they are, and whether they are enough. */
record People(EstateFile estate, Secrets secrets, Looks look) {
  /** With fewer a code that stands in a history would let its token be guessed at leisure. */
  private static final int SHORTEST_TOKEN = 16;

  void visit() {
    new TreeMap<>(estate.people()).values().forEach(this::person);
    shared();
    new Rungs(estate, look).visit();
    estate.webhook().map(Desk::sources).orElse(List.of()).forEach(this::source);
    estate.deadMan().ifPresent(this::watcher);
    for (Service service : estate.services().values())
      new TreeMap<>(service.policies())
          .forEach((scenario, policy) -> of(service, scenario, policy));
  }

  private void person(Person person) {
    look.accept("token of " + person.name(), () -> unguessable(person.token()));
    person
        .telegram()
        .filter(chat -> person.channels().contains(Person.Channel.TELEGRAM))
        .ifPresent(
            chat -> look.accept("telegram of " + person.name(), () -> Bot.ask(chat, secrets)));
  }

  /** What all people share: the key of the codes, the mail server, and where presses go. */
  private void shared() {
    Reaching reaching = estate.reaching();
    reaching
        .codes()
        .ifPresent(
            codes -> look.accept("key of the one-time codes", () -> unguessable(codes.key())));
    reaching
        .mail()
        .ifPresent(mail -> look.accept("mail server", () -> new Postbox(mail, secrets).look()));
    Bots.of(estate)
        .forEach(
            bot -> look.accept("buttons of " + bot.reference(), () -> Webhooks.none(bot, secrets)));
  }

  private String unguessable(String reference) {
    if (secrets.resolve(reference).reveal().length() >= SHORTEST_TOKEN) return "is there";
    throw new Refused(
        "it is shorter than "
            + SHORTEST_TOKEN
            + " characters: who reads a code in a history could guess it"
            + "\nHINT: put a random one into "
            + reference
            + ", for example from openssl rand -hex 24");
  }

  private void source(AlertSource source) {
    look.accept(
        "secret of alert source " + source.name(),
        () -> {
          secrets.resolve(source.secret());
          return "is there";
        });
  }

  /** Not pinged: that would say that Mayday works. */
  private void watcher(DeadMan watcher) {
    look.accept(
        "address of the dead-man ping",
        () -> {
          if (HttpUrl.parse(secrets.resolve(watcher.url()).reveal()) != null) return "is one";
          throw new Refused(
              "what "
                  + watcher.url()
                  + " holds is no http or https address\nHINT: put the whole address there, as the"
                  + " service that is pinged shows it");
        });
  }

  private void of(Service service, String scenario, Policy policy) {
    if (policy.approval() == Policy.Approval.REQUIRED)
      look.of(service.target())
          .stopping(scenario)
          .accept(
              service.target() + ": approval of " + scenario,
              () -> new Quorum(estate, secrets, service, policy).met());
  }
}
