package dev.mayday.world;

import dev.mayday.system.Approvers;
import dev.mayday.system.Ask;
import dev.mayday.system.Claim;
import dev.mayday.system.Identity;
import dev.mayday.system.Notice;
import dev.mayday.system.Notifier;
import dev.mayday.system.Unavailable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/**
 * {@link Notifier} and {@link Approvers} on a {@link World}; {@link #answering} plays the people.
 */
public final class FakePeople implements Notifier, Approvers {
  private static final List<String> LADDER =
      Services.whatsapp().ladder().stream().flatMap(rung -> rung.people().stream()).toList();
  private final World world;
  private final Map<String, List<String>> heard = new HashMap<>();
  private final List<Ask> asked = new CopyOnWriteArrayList<>();
  private volatile Consumer<Ask> answering = ask -> {};

  public FakePeople(World world) {
    this.world = world;
  }

  /** What people do when they are asked. */
  public void answering(Consumer<Ask> behaviour) {
    answering = behaviour;
  }

  /** Every question that reached people. */
  public List<Ask> asked() {
    return List.copyOf(asked);
  }

  /** The subjects that a person was told, in order. */
  public List<String> heard(String person) {
    return List.copyOf(heard.getOrDefault(person, List.of()));
  }

  /** The code that a person's own token would give. */
  public static String code(
      String run, int question, String plan, String by, String answer, boolean breakGlass) {
    String own = "right code of " + by + (breakGlass ? " to break the glass" : "");
    return String.join("/", own, run, String.valueOf(question), plan, answer);
  }

  /** The code that only one person was sent with a question. */
  public static String oneTime(String run, int question, String plan, String person) {
    int hash = List.of("one-time", run, question, plan, person).hashCode();
    return String.format(Locale.ROOT, "%06X", hash & 0xffffff);
  }

  /** What a press of a person's button proves. */
  public static String press(String run, int question, String plan, String by, String answer) {
    return String.join("/", "pressed by " + by, run, String.valueOf(question), plan, answer);
  }

  @Override
  public List<String> tell(Notice notice) {
    synchronized (world) {
      if (world.deaf)
        throw new Unavailable("no channel confirmed anything\nHINT: see the channels");
      world.told.add(notice.subject());
      List<String> people = notice.people().isEmpty() ? LADDER : notice.people();
      people.forEach(
          person -> heard.computeIfAbsent(person, any -> new ArrayList<>()).add(notice.subject()));
      return people.stream().map(person -> person + " by console").toList();
    }
  }

  @Override
  public List<String> ask(Ask ask) {
    List<String> reached = ask.people().stream().filter(this::reached).toList();
    asked.add(ask);
    answering.accept(ask);
    return reached;
  }

  private boolean reached(String person) {
    return !world.deaf && LADDER.contains(person) && !world.unreachable.contains(person);
  }

  @Override
  public boolean verify(Claim claim) {
    if (claim.code() == null || !LADDER.contains(claim.by())) return false;
    return claim
        .code()
        .equals(
            code(
                claim.run(),
                claim.question(),
                claim.plan(),
                claim.by(),
                claim.answer(),
                claim.breakGlass()));
  }

  @Override
  public Identity identify(Claim claim) {
    if (claim.code() == null) return Identity.NOBODY;
    if (verify(claim)) return new Identity(claim.by(), Identity.TOKEN);
    String press = press(claim.run(), claim.question(), claim.plan(), claim.by(), claim.answer());
    if (LADDER.contains(claim.by()) && !claim.breakGlass() && claim.code().equals(press))
      return new Identity(claim.by(), Identity.TELEGRAM);
    return LADDER.stream()
        .filter(name -> claim.by() == null || claim.by().isEmpty() || claim.by().equals(name))
        .filter(name -> matches(claim, name))
        .findFirst()
        .map(name -> new Identity(name, Identity.ONE_TIME))
        .orElse(Identity.NOBODY);
  }

  private static boolean matches(Claim claim, String name) {
    return oneTime(claim.run(), claim.question(), claim.plan(), name)
        .equalsIgnoreCase(claim.code());
  }
}
