package dev.mayday.activities.estate;

import dev.mayday.activities.estate.AlertSource.Choice;
import dev.mayday.incident.Target;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Reads the alert desk and those who may send to it. */
final class DeskReader {
  private static final Form<String> LABEL =
      Forms.text("label's name", text -> !text.isBlank(), "is blank");

  private DeskReader() {}

  static Desk desk(Section desk, Set<Target> targets) {
    Desk read =
        new Desk(
            desk.optional("listen", Forms.LISTEN, new Listen("127.0.0.1", 8090)),
            desk.optional("maxBody", Amounts.size("1KiB", "16MiB"), 1L << 20),
            desk.optional("replayWindow", Amounts.duration("10s", "1h"), Duration.ofMinutes(5)),
            desk.groups("sources", source -> source(source, targets)));
    if (read.sources().isEmpty()) desk.lacks("sources", "a desk without a source takes no alert");
    Set<String> names = new HashSet<>();
    for (AlertSource source : read.sources())
      if (source.name() != null && !names.add(source.name()))
        desk.wrong("sources", "names \"" + source.name() + "\" twice");
    return read;
  }

  private static AlertSource source(Section source, Set<Target> targets) {
    AlertSource read =
        new AlertSource(
            source.required("name", Forms.NAME),
            source.required("kind", Form.oneOf(AlertSource.Kind.class)),
            source.required("secret", Forms.REFERENCE),
            source.section("service", DeskReader::choice),
            source.section("environment", DeskReader::choice),
            source.list("labels", LABEL, List.of()),
            source.optional("zone", Forms.ZONE, "UTC"));
    known(source, read, targets);
    return read;
  }

  private static Choice choice(Section choice) {
    String label = choice.optional("label", LABEL, "", "none");
    String is = choice.optional("is", Forms.NAME, "", "none");
    if (choice.has("label") == choice.has("is"))
      choice.need(
          choice.has("label") ? "label or is, one of the two" : "label",
          "write label, to read it from the alert, or is, for a fixed name");
    return new Choice(label, is);
  }

  /** A fixed name must lead to something, else every alert of the source would be lost. */
  private static void known(Section source, AlertSource read, Set<Target> targets) {
    String service = read.service().is();
    String environment = read.environment().is();
    boolean found =
        targets.stream()
            .anyMatch(
                target ->
                    (service.isEmpty() || target.service().equals(service))
                        && (environment.isEmpty() || target.environment().equals(environment)));
    if (!found) source.wrong("service", "and environment lead to no service under environments");
  }
}
