package dev.mayday.worker;

import dev.mayday.activities.Check;
import dev.mayday.activities.estate.AlertSource;
import dev.mayday.activities.estate.Desk;
import dev.mayday.activities.estate.EstateFile;
import dev.mayday.activities.estate.Person;
import dev.mayday.activities.secret.Secrets;
import dev.mayday.incident.Policy;
import dev.mayday.incident.Service;
import dev.mayday.system.Refused;
import java.util.List;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/** Whether people can be reached and can prove who they are, and whether they are enough. */
record People(EstateFile estate, Secrets secrets, BiConsumer<String, Check> look) {
  /** With fewer a code that stands in a history would let its token be guessed at leisure. */
  private static final int SHORTEST_TOKEN = 16;

  void visit() {
    new TreeMap<>(estate.people()).values().forEach(this::person);
    estate.webhook().map(Desk::sources).orElse(List.of()).forEach(this::source);
    for (Service service : estate.services().values())
      new TreeMap<>(service.policies())
          .forEach((scenario, policy) -> of(service, scenario, policy));
  }

  private void person(Person person) {
    look.accept("token of " + person.name(), () -> token(person));
    person
        .telegram()
        .filter(chat -> person.channels().contains(Person.Channel.TELEGRAM))
        .ifPresent(
            chat -> look.accept("telegram of " + person.name(), () -> Bot.ask(chat, secrets)));
  }

  private String token(Person person) {
    if (secrets.resolve(person.token()).reveal().length() >= SHORTEST_TOKEN) return "is there";
    throw new Refused(
        "it is shorter than "
            + SHORTEST_TOKEN
            + " characters: who reads a code in a history could guess it"
            + "\nHINT: put a random one into "
            + person.token()
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

  private void of(Service service, String scenario, Policy policy) {
    if (policy.approval() == Policy.Approval.REQUIRED)
      look.accept(
          service.target() + ": approval of " + scenario,
          () -> new Quorum(estate, secrets, service, policy).met());
  }
}
