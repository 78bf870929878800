package dev.mayday.activities.notifier;

import dev.mayday.activities.estate.EstateFile;
import dev.mayday.activities.estate.Person;
import dev.mayday.incident.Service;
import dev.mayday.incident.Target;
import dev.mayday.system.Notice;
import dev.mayday.system.Notifier;
import dev.mayday.system.Unavailable;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * Tells the people of the estate. A notice without a target (an alert that matches no service) goes
 * to everybody; so does one whose target is not known here, because silence would be worse.
 */
public final class NotifierAdapter implements Notifier {
  private final EstateFile estate;
  private final Delivery delivery;

  /**
   * @param estate knows people, their channels and the ladders
   * @param delivery takes messages to them
   */
  public NotifierAdapter(EstateFile estate, Delivery delivery) {
    this.estate = estate;
    this.delivery = delivery;
  }

  @Override
  public List<String> tell(Notice notice) {
    Message message = message(notice);
    Map<Person, Message> messages = new LinkedHashMap<>();
    people(notice).forEach(person -> messages.put(person, message));
    List<Delivered> results = delivery.all(messages);
    List<String> reached =
        results.stream().filter(Delivered::confirmed).map(Delivered::toString).toList();
    if (reached.isEmpty()) throw nobody(results);
    return reached;
  }

  private static Message message(Notice notice) {
    String target = notice.target() == null ? "" : notice.target().toString();
    return new Message("notice", target, notice.subject(), notice.text(), notice.key());
  }

  private Collection<Person> people(Notice notice) {
    Collection<String> names =
        notice.people() == null || notice.people().isEmpty()
            ? ladder(notice.target())
            : notice.people();
    return names.stream().distinct().map(estate.people()::get).filter(Objects::nonNull).toList();
  }

  private Collection<String> ladder(Target target) {
    Service service = target == null ? null : estate.services().get(target);
    if (service == null) return estate.people().keySet();
    return service.ladder().stream().flatMap(rung -> rung.people().stream()).toList();
  }

  private static Unavailable nobody(List<Delivered> results) {
    String why =
        results.isEmpty()
            ? "nobody with a channel was named"
            : results.stream().map(Delivered::toString).collect(Collectors.joining("; "));
    return new Unavailable(
        "nobody could be told: "
            + why
            + "\nHINT: check the people's channels in mayday.yaml with 'mayday doctor'");
  }
}
