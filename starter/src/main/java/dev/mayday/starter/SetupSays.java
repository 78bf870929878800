package dev.mayday.starter;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mayday.starter.setup.Certainty;
import dev.mayday.starter.setup.Difference;
import dev.mayday.starter.setup.Guess;
import dev.mayday.starter.setup.Look;
import dev.mayday.starter.setup.Unsaid;
import dev.mayday.starter.setup.Wishes;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.IntSupplier;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/** What setup tells people, or scripts as one JSON value at the end. */
final class SetupSays {
  private static final ObjectMapper JSON = new ObjectMapper();

  @Option(names = "--json", description = "Print JSON.")
  boolean json;

  private final Map<String, Object> told = new LinkedHashMap<>();
  private Setup setup;

  void begin(Setup command) {
    setup = command;
    told.clear();
    told.put("config", setup.configFile().toString());
  }

  void found(Look.Found found) {
    told.put("seen", found.seen());
    told.put("guesses", found.guesses());
    told.put("notes", found.notes());
    say("looked at " + found.seen() + "; nothing was changed");
    found.guesses().stream().filter(guess -> !guess.missing()).forEach(this::guess);
    missing(found);
  }

  private void guess(Guess guess) {
    say(
        "  %-7s %s: %s"
            .formatted(guess.certainty().word(), guess.key(), Paint.plain(guess.value())));
    say(paint().faint("          " + guess.evidence()));
  }

  private void missing(Look.Found found) {
    found.notes().forEach(note -> say("note: " + note));
    if (found.missing().isEmpty()) return;
    say("MISSING, to be said by a person:");
    for (Guess guess : found.missing())
      say("  " + paint().asks(guess.key()) + ": " + guess.evidence());
  }

  int draft(Wishes names, String text) {
    told.put("draft", text);
    say("");
    say(text);
    boolean there = Files.exists(setup.configFile());
    return ends(there ? copied(names) : "the same without --dry-run writes it", Exit.DONE);
  }

  /** What is there is a person's: what it lacks they copy, and setup never writes into it. */
  private String copied(Wishes names) {
    return "%s stays as it is: copy into it what it lacks, `%s` with all below it, `neighbours` too, under `services:` of %s, and %s under `hosts:`; then `mayday setup --environment %s --service %s`"
        .formatted(
            setup.configFile(),
            names.service(),
            names.environment(),
            names.host(),
            names.environment(),
            names.service());
  }

  int wrote(Look.Found found, Runnable doctor) {
    told.put("wrote", setup.configFile().toString());
    say("wrote " + setup.configFile() + ": every value in it is a guess until you have read it");
    long unsure =
        found.guesses().stream().filter(one -> one.certainty() == Certainty.UNSURE).count();
    doctor.run();
    return ends(
        "correct the file (%d missing, %d unsure), then run `mayday setup` again"
            .formatted(found.missing().size(), unsure),
        Exit.DONE);
  }

  int incomplete(String problems) {
    told.put("incomplete", problems);
    say(problems);
    return Exit.DONE;
  }

  void good(int services) {
    told.put("services", services);
    say(setup.configFile() + ": good, " + services + (services == 1 ? " service" : " services"));
  }

  void compared(Look.Found found, List<Difference> differences, List<Unsaid> unsaid) {
    told.put("seen", found.seen());
    told.put("guesses", found.guesses());
    told.put("notes", found.notes());
    told.put("differs", differences);
    told.put("unsaid", unsaid);
    say("looked at " + found.seen() + "; nothing was changed");
    found.notes().forEach(note -> say("note: " + note));
    if (differences.isEmpty() && unsaid.isEmpty()) say("nothing would be guessed differently now");
    for (Difference one : differences) difference(one);
    unsaid(unsaid);
  }

  private void unsaid(List<Unsaid> unsaid) {
    if (unsaid.isEmpty()) return;
    say("neither found nor in the file, to be said by a person:");
    for (Unsaid one : unsaid) {
      say("  " + paint().asks(one.key()) + ": " + one.meaning());
      say(paint().faint("          " + one.how()));
    }
  }

  private void difference(Difference one) {
    say(one.key());
    say(paint().bad("  - " + Paint.plain(one.counts())));
    say(paint().good("  + " + Paint.plain(one.guess())));
    say(paint().faint("    " + one.certainty().word() + ": " + one.evidence()));
  }

  void units(List<String> files) {
    told.put("units", files);
    files.forEach(this::say);
    say("see them with `systemd-analyze verify FILE...`; nothing was enabled or started");
  }

  void registered(List<String> names) {
    told.put("registered", names);
    say(
        names.isEmpty()
            ? "search attributes: all there"
            : "search attributes registered: " + String.join(", ", names));
  }

  void noDoctor(Set<String> hosts) {
    say("which host is this machine? `mayday doctor --host` with one of " + new TreeSet<>(hosts));
  }

  int end(IntSupplier doctor) {
    int found = doctor.getAsInt();
    return ends(
        found == Exit.DONE
            ? "`mayday up`, then `mayday rehearse FallBackToFiles --wait`"
            : "what the doctor says, then `mayday up`, then `mayday rehearse FallBackToFiles --wait`",
        Exit.DONE);
  }

  /** What was begun is told, and what to do about the rest. */
  int stopped(int code) {
    return ends("what is said above, then the same command again", code);
  }

  private int ends(String next, int code) {
    told.put("next", next);
    told.put("exitCode", code);
    if (json) setup.out().println(Json.of(told));
    else say("next: " + next);
    setup.out().flush();
    return code;
  }

  /** Another command of Mayday's, as part of this one; its exit code. */
  int runs(String... words) {
    setup.out().flush();
    List<String> line = setup.configured(words);
    if (!json) {
      say(words[0] + ":");
      return Cli.run(another(setup.out()), line.toArray(String[]::new));
    }
    StringWriter text = new StringWriter();
    line.add("--json");
    int code = Cli.run(another(new PrintWriter(text, true)), line.toArray(String[]::new));
    told.put(words[0], parsed(text.toString()));
    return code;
  }

  /** A command line is no place for two commands at once. */
  private CommandLine another(PrintWriter out) {
    CommandLine own = setup.spec.commandLine();
    return Cli.commandLine(setup.around)
        .setOut(out)
        .setErr(setup.err())
        .setColorScheme(own.getColorScheme());
  }

  private static JsonNode parsed(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException broken) {
      throw new IllegalStateException("a command printed no JSON", broken);
    }
  }

  private void say(String line) {
    if (!json) setup.out().println(line);
  }

  private Paint paint() {
    return setup.paint();
  }
}
