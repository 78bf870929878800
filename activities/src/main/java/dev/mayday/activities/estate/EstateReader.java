package dev.mayday.activities.estate;

import dev.mayday.incident.Rung;
import dev.mayday.incident.Service;
import dev.mayday.incident.Target;
import dev.mayday.system.Refused;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Node;

/** Reads mayday.yaml: the top of it, and the order in which the parts need each other. */
final class EstateReader {
  private static final Pattern FINGERPRINT = Pattern.compile("[0-9a-f]{64}");
  private static final Form<String> FINGERPRINT_OR_NONE =
      Forms.text(
          "64 hexadecimal digits, or empty",
          text -> text.isEmpty() || FINGERPRINT.matcher(text).matches(),
          "is neither empty nor 64 hexadecimal digits; mayday doctor prints them");

  private static final Pattern TIME = Pattern.compile("([01][0-9]|2[0-3]):[0-5][0-9]");
  private static final Form<String> TIME_OR_NONE =
      Forms.text(
          "time of day such as 06:30, or empty",
          text -> text.isEmpty() || TIME.matcher(text).matches(),
          "is neither empty nor a time of day such as 06:30");

  private final Map<Target, Service> services = new LinkedHashMap<>();
  private final Map<Target, Duration> copies = new LinkedHashMap<>();

  private EstateReader() {}

  static EstateFile read(Path file, Keys keys) {
    Problems problems = new Problems();
    EstateFile read =
        Section.document(root(file), problems, keys, top -> new EstateReader().top(top));
    problems.refuse(file.getFileName());
    return read;
  }

  private static Node root(Path file) {
    try {
      Node root = new Yaml(new LoaderOptions()).compose(new StringReader(Files.readString(file)));
      if (root == null)
        throw new Refused(file + " is empty\nHINT: begin with a copy of docs/mayday.example.yaml");
      return root;
    } catch (IOException e) {
      throw new Refused(
          "cannot read the configuration "
              + file
              + "\nHINT: it must be a readable UTF-8 text; say where it is with --config");
    } catch (MarkedYAMLException e) {
      throw new Refused(
          file.getFileName()
              + " is no YAML, line "
              + (e.getProblemMark() == null ? 1 : e.getProblemMark().getLine() + 1)
              + ": "
              + e.getProblem()
              + "\nHINT: check indentation and quotes there");
    } catch (YAMLException e) {
      throw new Refused(
          file.getFileName() + " is no YAML\nHINT: it must be plain UTF-8 text in YAML");
    }
  }

  private EstateFile top(Section top) {
    Base base = base(top);
    Set<String> environments = environments(top, base);
    if (top.fine()) Overlaps.refuse(top, services.values());
    Optional<Desk> webhook = top.maybe("webhook", desk -> DeskReader.desk(desk, services.keySet()));
    return new EstateFile(
        base.state(),
        base.zone(),
        base.webUi(),
        webhook,
        base.metrics(),
        base.rounds(),
        base.hosts(),
        base.people(),
        environments,
        services,
        copies,
        base.reaching(),
        base.deadMan());
  }

  /** What comes before the environments, since every service needs to know of it. */
  private static Base base(Section top) {
    top.required("version", Forms.number(1, 1));
    String state = String.valueOf(top.required("state", Forms.PATH));
    String zone = top.optional("zone", Forms.ZONE, "UTC");
    String webUi = top.optional("webUi", Forms.URL, "http://127.0.0.1:8233");
    Listen metrics = top.section("metrics", EstateReader::metrics);
    Rounds rounds = top.section("doctor", EstateReader::rounds);
    Optional<DeadMan> deadMan = top.maybe("deadMan", EstateReader::deadMan);
    Map<String, Host> hosts = top.each("hosts", (name, host) -> host(host));
    Map<String, Person> people = people(top);
    Reaching reaching = reaching(top, people);
    Map<String, List<Rung>> ladders = ladders(top, people);
    return new Base(state, zone, webUi, metrics, rounds, deadMan, hosts, people, reaching, ladders);
  }

  private static Map<String, Person> people(Section top) {
    Map<String, Person> people = top.each("people", PeopleReader::person);
    if (people.isEmpty()) top.lacks("people", "somebody must be told and asked");
    return people;
  }

  private static Reaching reaching(Section top, Map<String, Person> people) {
    Reaching reaching = ReachingReader.read(top);
    ReachingReader.refuse(top, people.values());
    return reaching;
  }

  private static Map<String, List<Rung>> ladders(Section top, Map<String, Person> people) {
    Map<String, List<Rung>> ladders =
        top.eachList("ladders", rung -> PeopleReader.rung(rung, people.keySet()));
    PeopleReader.rising(top, ladders);
    return ladders;
  }

  private Set<String> environments(Section top, Base base) {
    Map<String, String> environments =
        top.each("environments", (name, environment) -> environment(name, environment, base));
    top.need("environments", "there is nothing to recover");
    if (services.isEmpty() && top.has("environments"))
      top.wrong("environments", "has no services: there is nothing to recover");
    return new TreeSet<>(environments.keySet());
  }

  /** What every service needs to know from the top of the file, and what stands beside it there. */
  record Base(
      String state,
      String zone,
      String webUi,
      Listen metrics,
      Rounds rounds,
      Optional<DeadMan> deadMan,
      Map<String, Host> hosts,
      Map<String, Person> people,
      Reaching reaching,
      Map<String, List<Rung>> ladders) {
    int codeAttempts() {
      return reaching.attempts();
    }
  }

  private static Host host(Section host) {
    return new Host(
        host.optional("fingerprint", FINGERPRINT_OR_NONE, ""),
        host.optional("node", Forms.PATH, "/usr/bin/node"),
        host.optional("pm2", Forms.PATH, "/usr/lib/node_modules/pm2/bin/pm2"),
        host.optional("git", Forms.PATH, "/usr/bin/git"));
  }

  private static DeadMan deadMan(Section deadMan) {
    return new DeadMan(
        deadMan.required("url", Forms.REFERENCE),
        deadMan.optional("every", Amounts.duration("10s", "1h"), Duration.ofMinutes(1)));
  }

  private static Listen metrics(Section metrics) {
    return metrics.optional("listen", Forms.LISTEN, new Listen("127.0.0.1", 9464));
  }

  private static Rounds rounds(Section doctor) {
    return new Rounds(
        doctor.optional("at", TIME_OR_NONE, ""),
        doctor.optional("after", Amounts.duration("1s", "1d"), Duration.ofMinutes(1)));
  }

  private String environment(String name, Section environment, Base base) {
    boolean drill = environment.optional("drill", Forms.FLAG, false);
    if (drill && name.equals("production"))
      environment.wrong("drill", "is impossible: production is never a drill");
    environment.each(
        "services",
        (service, section) -> {
          Target target = new Target(name, service);
          new ServiceReader(section, target, drill, base).read(services::put, copies::put);
          return service;
        });
    return name;
  }
}
