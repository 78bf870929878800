package dev.mayday.activities.approvers;

import dev.mayday.activities.estate.EstateFile;
import dev.mayday.activities.estate.Person;
import dev.mayday.activities.notifier.Delivered;
import dev.mayday.activities.notifier.Delivery;
import dev.mayday.activities.notifier.Message;
import dev.mayday.activities.notifier.Reply;
import dev.mayday.activities.secret.Secret;
import dev.mayday.activities.secret.Secrets;
import dev.mayday.incident.Question;
import dev.mayday.incident.Service;
import dev.mayday.incident.Target;
import dev.mayday.system.Approvers;
import dev.mayday.system.Ask;
import dev.mayday.system.Claim;
import dev.mayday.system.Identity;
import dev.mayday.system.Refused;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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
      if (person != null) messages.put(person, message(ask, person));
    }
    return delivery.all(messages).stream()
        .filter(Delivered::confirmed)
        .filter(delivered -> counts(ask.target(), delivered))
        .map(Delivered::person)
        .distinct()
        .toList();
  }

  /**
   * A terminal and a file take whatever is written to them: they reach whoever sits at the machine.
   * In a drill somebody may; they count there for people who are reached by nothing else.
   */
  private boolean counts(Target target, Delivered delivered) {
    if (delivered.channel().remote()) return true;
    Service service = estate.services().get(target);
    boolean drill = service != null && service.drill();
    return drill && !estate.person(delivered.person()).awayFromTheMachine();
  }

  private Message message(Ask ask, Person person) {
    return new Message(
        "question",
        ask.target().toString(),
        text.subject(ask),
        text.of(ask, person.name()),
        ask.run() + "/question/" + ask.question().number(),
        keyIfThere().map(key -> reply(ask, person, key.reveal())));
  }

  /** The one-time code is made only for somebody whom it can be sent to alone. */
  private Reply reply(Ask ask, Person person, String key) {
    Question about = ask.question();
    String own = text.of(ask, person.name());
    if (person.alone()) {
      String code = OneTimeCode.make(key, ask.run(), about.number(), about.plan(), person.name());
      own = text.own(ask, person.name(), secrets.learn(code).reveal());
    }
    String user = person.telegram().map(Person.Telegram::user).orElse("");
    return new Reply(
        own,
        user.isEmpty() ? List.of() : Presses.buttons(key, ask.run(), about, person.name(), user));
  }

  /** A question goes out all the same: without a code and a button it can still be answered. */
  private Optional<Secret> keyIfThere() {
    try {
      return key();
    } catch (Refused missing) {
      return Optional.empty();
    }
  }

  private Optional<Secret> key() {
    return estate.reaching().codes().map(codes -> secrets.resolve(codes.key()));
  }

  @Override
  public boolean verify(Claim claim) {
    Person person = claim.by() == null ? null : estate.people().get(claim.by());
    if (person == null || person.token() == null || person.token().isEmpty()) return false;
    if (claim.code() == null || claim.code().isBlank()) return false;
    return Codes.matches(secrets.resolve(person.token()).reveal(), claim);
  }

  @Override
  public Identity identify(Claim claim) {
    if (claim.code() == null || claim.code().isBlank()) return Identity.NOBODY;
    if (verify(claim)) return new Identity(claim.by(), Identity.TOKEN);
    return key().map(key -> identified(claim, key.reveal())).orElse(Identity.NOBODY);
  }

  private Identity identified(Claim claim, String key) {
    if (OneTimeCode.has(claim.code())) return oneTime(claim, key);
    Person person = claim.by() == null ? null : estate.people().get(claim.by());
    String user = person == null ? "" : person.telegram().map(Person.Telegram::user).orElse("");
    return Presses.proves(key, claim, user)
        ? new Identity(claim.by(), Identity.TELEGRAM)
        : Identity.NOBODY;
  }

  /** Should two people ever have the same code, it is nobody's until one of them gives a name. */
  private Identity oneTime(Claim claim, String key) {
    boolean nameless = claim.by() == null || claim.by().isEmpty();
    List<String> whose =
        estate.people().values().stream()
            .filter(Person::alone)
            .map(Person::name)
            .filter(name -> nameless || name.equals(claim.by()))
            .filter(name -> OneTimeCode.matches(key, claim, name))
            .toList();
    return whose.size() == 1 ? new Identity(whose.get(0), Identity.ONE_TIME) : Identity.NOBODY;
  }
}
