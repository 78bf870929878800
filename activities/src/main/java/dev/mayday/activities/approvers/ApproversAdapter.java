package dev.mayday.activities.approvers;

import dev.mayday.activities.estate.EstateFile;
import dev.mayday.activities.estate.Person;
import dev.mayday.activities.notifier.Delivered;
import dev.mayday.activities.notifier.Delivery;
import dev.mayday.activities.notifier.Message;
import dev.mayday.activities.secret.Secrets;
import dev.mayday.system.Approvers;
import dev.mayday.system.Ask;
import dev.mayday.system.Claim;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Asks the people of the estate by their channels and checks codes under their tokens. */
public final class ApproversAdapter implements Approvers {
  private final EstateFile estate;
  private final Delivery delivery;
  private final AskText text;
  private final Secrets secrets;

  /**
   * @param estate knows people, their channels and the reference of their personal token
   * @param delivery takes questions to them
   * @param secrets resolves the personal tokens
   * @param namespace Temporal's namespace, for the link to the Web UI
   */
  public ApproversAdapter(EstateFile estate, Delivery delivery, Secrets secrets, String namespace) {
    this.estate = estate;
    this.delivery = delivery;
    this.secrets = secrets;
    this.text = new AskText(estate.webUi(), namespace, estate.zone());
  }

  @Override
  public List<String> ask(Ask ask) {
    Map<Person, Message> messages = new LinkedHashMap<>();
    for (String name : ask.people()) {
      Person person = estate.people().get(name);
      if (person != null) messages.put(person, message(ask, name));
    }
    return delivery.all(messages).stream()
        .filter(Delivered::confirmed)
        .map(Delivered::person)
        .distinct()
        .toList();
  }

  private Message message(Ask ask, String name) {
    return new Message(
        "question",
        ask.target().toString(),
        text.subject(ask),
        text.of(ask, name),
        ask.run() + "/question/" + ask.question().number());
  }

  @Override
  public boolean verify(Claim claim) {
    Person person = claim.by() == null ? null : estate.people().get(claim.by());
    if (person == null || person.token() == null || person.token().isEmpty()) return false;
    if (claim.code() == null || claim.code().isBlank()) return false;
    return Codes.matches(secrets.resolve(person.token()).reveal(), claim);
  }
}
