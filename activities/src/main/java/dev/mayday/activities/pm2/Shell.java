package dev.mayday.activities.pm2;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mayday.activities.command.Command;
import dev.mayday.activities.command.Commands;
import dev.mayday.incident.NodeProcess;
import dev.mayday.system.Refused;
import dev.mayday.system.Unavailable;
import dev.mayday.system.Unsafe;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;

/**
 * The pm2 program for one process's daemon. Its environment is PM2_HOME and nothing else: with
 * {@code --update-env} PM2 hands everything it has on to the process, PATH and HOME too.
 */
record Shell(Path node, Path pm2, NodeProcess process) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration LIST_WITHIN = Duration.ofSeconds(20);

  /** Node would only say that a module is missing. */
  Shell {
    if (!Files.isReadable(pm2))
      throw new Refused(
          "pm2 is not installed (%s)\nHINT: npm install -g pm2, or say where it is".formatted(pm2));
  }

  /** PM2's entry for the process; empty when there is none, or no daemon. */
  Optional<App> find() {
    if (!new Daemon(process).answers()) return Optional.empty();
    List<App> apps = list().stream().filter(app -> app.name().equals(process.name())).toList();
    if (apps.size() > 1) throw several(apps.size());
    return apps.stream().findFirst();
  }

  /** Tells PM2 to do something with one entry, by its number: a name may also be a namespace's. */
  void tell(
      Duration within, Map<String, String> environment, App app, String verb, String... more) {
    Command command = command(verb, String.valueOf(app.id())).and(more).and("--silent");
    Commands.run(command.with(environment).within(within))
        .or(
            o ->
                new Unavailable(
                    "pm2 %s of %s failed with exit code %d\nHINT: see %s/pm2.log"
                        .formatted(verb, process.name(), o.exit(), process.pm2Home())));
  }

  private List<App> list() {
    JsonNode list =
        new Rpc(new Daemon(process).home().resolve("rpc.sock"))
            .list(LIST_WITHIN)
            .orElseGet(this::printed);
    return StreamSupport.stream(list.spliterator(), false).map(App::new).toList();
  }

  /** The list as PM2's program prints it. */
  JsonNode printed() {
    String answer =
        Commands.run(command("jlist", "--silent").within(LIST_WITHIN))
            .or(o -> unreadable("exit code " + o.exit()))
            .out();
    // notes such as that of an outdated daemon come first; the list is one line, the last
    String last =
        answer.lines().filter(line -> line.startsWith("[")).reduce((a, b) -> b).orElse("");
    try {
      JsonNode list = JSON.readTree(last);
      if (!list.isArray()) throw unreadable("no list");
      return list;
    } catch (JsonProcessingException e) {
      // its message would quote what it read
      throw unreadable("no JSON");
    }
  }

  private Command command(String... arguments) {
    return new Command(
            List.of(node.toString(), pm2.toString()),
            Map.of("PM2_HOME", process.pm2Home()),
            Path.of("/"),
            process.user(),
            "",
            LIST_WITHIN)
        .and(arguments);
  }

  private Unavailable unreadable(String why) {
    return new Unavailable(
        "pm2 in %s gave no list (%s)\nHINT: see that its daemon belongs to the configured user, and %s/pm2.log"
            .formatted(process.pm2Home(), why, process.pm2Home()));
  }

  private Unsafe several(int n) {
    return new Unsafe(
        "PM2 lists %s %d times\nHINT: two of them share one identity; keep one (pm2 delete NUMBER)"
            .formatted(process.name(), n));
  }
}
