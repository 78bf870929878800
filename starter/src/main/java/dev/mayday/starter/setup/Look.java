package dev.mayday.starter.setup;

import dev.mayday.activities.pm2.Roster;
import dev.mayday.activities.secret.Secrets;
import dev.mayday.system.Refused;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * One look at a server: PM2's daemons, what they run, and what stands behind it. It reads only;
 * what it asks of PM2, git, the database and the service is a question and nothing else.
 */
public final class Look {
  private static final Pattern SECRETIVE =
      Pattern.compile("(?i).*(token|secret|passw|pwd|key|cookie|credential|dsn|salt)[a-z0-9]*");
  private static final Pattern WITH_PASSWORD = Pattern.compile(".*://[^/\\s]*@.*");
  private static final int SHORTEST = 8;

  private final Wishes wishes;
  private final Map<String, String> environment;
  private final Secrets secrets;

  private Look(Wishes wishes, Map<String, String> environment) {
    this.wishes = wishes;
    this.environment = environment;
    this.secrets = new Secrets(environment);
  }

  /**
   * What was found.
   *
   * @param wishes with the names that were decided on
   * @param guesses one for each key
   * @param notes sentences that belong to no key
   * @param seen what was looked at, for people
   */
  public record Found(Wishes wishes, List<Guess> guesses, List<String> notes, String seen) {
    /** Copies what it is given. */
    public Found {
      guesses = List.copyOf(guesses);
      notes = List.copyOf(notes);
    }

    /** What a person has to say. */
    public List<Guess> missing() {
      return guesses.stream().filter(Guess::missing).toList();
    }
  }

  /**
   * Looks.
   *
   * @param wishes what a person said beforehand
   * @param environment of this process
   * @throws Refused when no process has the name that was wished for
   */
  public static Found at(Wishes wishes, Map<String, String> environment) {
    return new Look(wishes, environment).found();
  }

  private Found found() {
    List<Roster> daemons = daemons();
    List<Candidate> all = candidates(daemons);
    String process = all.isEmpty() ? "whatsapp" : all.get(0).site().listed().name();
    Wishes named = wishes.named(ServerLook.name(), name(process));
    Guesses guesses = new Guesses(named, secrets::mask);
    if (all.isEmpty()) nothing(guesses);
    else new Portrait(all.get(0), named, secrets, guesses).guess(environment, all);
    neighbours(guesses, all);
    troubles(guesses, daemons);
    return new Found(named, guesses.all(), guesses.notes(), seen(daemons.size(), all.size()));
  }

  /** The one that is meant where it runs, else all: the one that is meant may be called wrong. */
  private List<Roster> daemons() {
    List<Roster> all = Roster.all();
    List<Roster> meant = all.stream().filter(one -> one.home().equals(wishes.pm2Home())).toList();
    return meant.isEmpty() ? all : meant;
  }

  /** A name in mayday.yaml has fewer letters than PM2 allows. */
  private static String name(String process) {
    String name = process.replaceAll("[^A-Za-z0-9._-]+", "-").replaceAll("^[-.]+", "");
    return name.isEmpty() ? "service" : name;
  }

  private List<Candidate> candidates(List<Roster> daemons) {
    List<Candidate> all = new ArrayList<>();
    for (Roster daemon : daemons)
      for (Roster.Listed listed : daemon.entries())
        if (wishes.process().isEmpty() || listed.name().equals(wishes.process()))
          all.add(candidate(Site.of(daemon, listed)));
    if (all.isEmpty() && !wishes.process().isEmpty()) throw unknown(daemons);
    all.sort(Comparator.comparingInt(Candidate::worth).reversed());
    return all;
  }

  /** What is called like a secret is masked wherever it turns up. */
  private Candidate candidate(Site site) {
    for (Path dotenv : site.dotenvs())
      Site.read(dotenv)
          .forEach(
              (name, value) -> {
                boolean named = SECRETIVE.matcher(name).matches() && value.length() >= SHORTEST;
                if (named || WITH_PASSWORD.matcher(value).matches()) secrets.learn(value);
              });
    return new Candidate(site, DatabaseLook.of(site, secrets));
  }

  private Refused unknown(List<Roster> daemons) {
    String names =
        daemons.stream()
            .flatMap(daemon -> daemon.entries().stream())
            .map(Roster.Listed::name)
            .distinct()
            .sorted()
            .collect(Collectors.joining(", "));
    return new Refused(
        "no PM2 daemon that can be seen here runs a process \"%s\"\nHINT: %s"
            .formatted(
                wishes.process(),
                names.isEmpty()
                    ? "run setup as the user that PM2 runs as, or as root"
                    : "there are " + names));
  }

  private static void nothing(Guesses guesses) {
    for (String key : List.of("process.name", "process.pm2Home", "checkout.path", "database.url"))
      guesses.missing(
          "service." + key,
          "no PM2 daemon that can be seen here runs anything: run setup as its user, or as root");
  }

  private static void neighbours(Guesses guesses, List<Candidate> all) {
    for (Candidate other : all.subList(Math.min(1, all.size()), all.size())) {
      List<String> shared = all.get(0).shares(other);
      boolean drafted = guesses.of(NeighboursLook.KEY + other.site().listed().name()).isPresent();
      if (!drafted && !shared.isEmpty())
        guesses.note(
            "%s shares %s with %s"
                .formatted(
                    other.site(), String.join(", ", shared), all.get(0).site().listed().name()));
    }
  }

  private static void troubles(Guesses guesses, List<Roster> daemons) {
    for (Roster daemon : daemons)
      if (!daemon.trouble().isEmpty())
        guesses.note(
            "the PM2 daemon of %s at %s: %s"
                .formatted(daemon.user(), daemon.home(), daemon.trouble()));
  }

  private static String seen(int daemons, int processes) {
    return "%d PM2 %s, %d %s"
        .formatted(
            daemons,
            daemons == 1 ? "daemon" : "daemons",
            processes,
            processes == 1 ? "process" : "processes");
  }
}
