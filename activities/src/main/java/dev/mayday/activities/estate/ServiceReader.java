package dev.mayday.activities.estate;

import dev.mayday.incident.Checkout;
import dev.mayday.incident.Database;
import dev.mayday.incident.NodeProcess;
import dev.mayday.incident.Rung;
import dev.mayday.incident.Service;
import dev.mayday.incident.SessionStore;
import dev.mayday.incident.Settings;
import dev.mayday.incident.Target;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.stream.Stream;

/** Reads one service. The defaults are those of the session runbook. */
final class ServiceReader {
  private static final Form<String> PAGE = Forms.text("text", text -> !text.isBlank(), "is blank");

  private final Section service;
  private final Target target;
  private final boolean drill;
  private final EstateReader.Base base;

  ServiceReader(Section service, Target target, boolean drill, EstateReader.Base base) {
    this.service = service;
    this.target = target;
    this.drill = drill;
    this.base = base;
  }

  void read(BiConsumer<Target, Service> put, BiConsumer<Target, Duration> copy) {
    List<Rung> ladder = ladder();
    Policies policies =
        service.section("policies", section -> new Policies(section, drill, ladder));
    String host = host();
    Checkout checkout = service.section("checkout", ServiceReader::checkout);
    Database database = service.section("database", ServiceReader::database);
    SessionStore sessions =
        service.section("sessions", section -> SessionsReader.read(section, checkout, copies()));
    Settings settings = service.section("settings", section -> settings(section, checkout));
    put.accept(
        target,
        Canonical.hashed(
            new Service(
                target,
                drill,
                host,
                base.state(),
                database,
                sessions,
                checkout.handsOff(
                    Stream.of(sessions.folder(), sessions.copies(), settings.path(), base.state())
                        .filter(Objects::nonNull)
                        .toList()),
                settings,
                service.section("process", ServiceReader::process),
                service.section("messaging", MessagingReader::read),
                ladder,
                new TreeMap<>(policies.all()),
                service.required("runbook", PAGE),
                base.webUi(),
                base.zone(),
                "",
                List.of())));
    policies.copyEvery().ifPresent(every -> copy.accept(target, every));
  }

  private String copies() {
    return base.state() + "/copies/" + target;
  }

  private String host() {
    String host = service.required("host", Forms.NAME);
    if (host != null && !base.hosts().contains(host)) service.wrong("host", "is not under hosts");
    return host;
  }

  private List<Rung> ladder() {
    String name = service.optional("ladder", Forms.NAME, "default");
    List<Rung> ladder = base.ladders().get(name);
    if (ladder == null) service.wrong("ladder", "is missing under ladders: " + name);
    return ladder == null ? List.of() : ladder;
  }

  private static Database database(Section database) {
    return new Database(
        database.required("url", Forms.REFERENCE),
        database.optional("connectWithin", Amounts.duration("100ms", "1m"), Duration.ofSeconds(5)),
        database.optional("probeApart", Amounts.duration("0s", "10m"), Duration.ofSeconds(30)),
        database.optional("stableFor", Amounts.duration("0s", "24h"), Duration.ofMinutes(5)),
        database.list("witnesses", Forms.ADDRESS_OF_HOST, List.of()));
  }

  private static Checkout checkout(Section checkout) {
    return new Checkout(
        checkout.required("path", Forms.PATH),
        checkout.optional("main", Forms.GIT_NAME, "main"),
        checkout.optional("tag", Forms.GIT_NAME, "emergency-file-fallback-v1"),
        List.of());
  }

  private static Settings settings(Section settings, Checkout checkout) {
    Settings read =
        new Settings(
            settings.optional(
                "path", Forms.PATH, checkout.path() + "/.env", "`.env` in the checkout"),
            settings.optional("mode", Forms.VARIABLE_NAME, "USE_REPOSITORY_PATTERN"),
            settings.optional("onDatabase", Forms.LITERAL, "true"),
            settings.optional("onFiles", Forms.LITERAL, "false"),
            settings.optional("leaveOut", Forms.VARIABLE_OR_NONE, ""));
    if (read.onDatabase().equals(read.onFiles()))
      settings.wrong("onFiles", "is the same as onDatabase: the service could not tell them apart");
    if (read.mode().equals(read.leaveOut()))
      settings.wrong("leaveOut", "is the same variable as mode");
    return read;
  }

  private static NodeProcess process(Section process) {
    String name = process.optional("name", Forms.NAME, "baileys-whatsapp-service");
    String pm2Home = process.required("pm2Home", Forms.PATH);
    String user = process.optional("user", USER, "");
    Duration stop =
        process.optional("stopWithin", Amounts.duration("1s", "10m"), Duration.ofSeconds(30));
    Duration steady =
        process.optional("steadyFor", Amounts.duration("1s", "10m"), Duration.ofSeconds(15));
    boolean brief = stop != null && stop.compareTo(NodeProcess.SAVE_WITHIN) < 0;
    Duration save =
        process.optional(
            "saveWithin", Amounts.duration("1s", "10m"), brief ? stop : NodeProcess.SAVE_WITHIN);
    if (stop != null && save != null && save.compareTo(stop) > 0)
      process.wrong("saveWithin", "is longer than stopWithin: no stop could be proven in time");
    return new NodeProcess(name, pm2Home, user, stop, steady, save);
  }

  private static final Form<String> USER =
      Forms.text(
          "name of a Unix user, or empty for the worker's own",
          text -> text.isEmpty() || text.matches("[a-z_][a-z0-9_-]{0,31}"),
          "is not the name of a Unix user");
}
