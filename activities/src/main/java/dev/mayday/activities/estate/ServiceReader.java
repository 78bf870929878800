package dev.mayday.activities.estate;

import dev.mayday.incident.Checkout;
import dev.mayday.incident.Database;
import dev.mayday.incident.Messaging;
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
  private final List<Rung> ladder;
  private final Policies policies;
  private final String host;
  private final Checkout checkout;
  private final Database database;
  private final SessionStore sessions;
  private final Settings settings;
  private final NodeProcess process;
  private final Messaging messaging;

  ServiceReader(Section service, Target target, boolean drill, EstateReader.Base base) {
    this.service = service;
    this.target = target;
    this.drill = drill;
    this.base = base;
    ladder = ladder();
    policies =
        service.section(
            "policies", section -> new Policies(section, drill, ladder, base.codeAttempts()));
    host = host();
    checkout = service.section("checkout", ServiceReader::checkout);
    database = service.section("database", ServiceReader::database);
    sessions =
        service.section("sessions", section -> SessionsReader.read(section, checkout, copies()));
    settings = service.section("settings", section -> settings(section, checkout));
    process = service.section("process", ProcessReader::ofService);
    messaging = service.section("messaging", MessagingReader::read);
  }

  void read(BiConsumer<Target, Service> put, BiConsumer<Target, Duration> copy) {
    put.accept(target, Canonical.hashed(made()));
    policies.copyEvery().ifPresent(every -> copy.accept(target, every));
  }

  private Service made() {
    return new Service(
        target,
        drill,
        host,
        base.state(),
        database,
        sessions,
        handsOff(),
        settings,
        process,
        messaging,
        ladder,
        new TreeMap<>(policies.all()),
        service.required("runbook", PAGE),
        base.webUi(),
        base.zone(),
        "",
        List.of(),
        NeighboursReader.read(service, process),
        service.section("traffic", section -> TrafficReader.read(section, messaging)));
  }

  private Checkout handsOff() {
    return checkout.handsOff(
        Stream.concat(
                Stream.of(sessions.folder(), sessions.copies(), settings.path(), base.state()),
                modules(checkout))
            .filter(Objects::nonNull)
            .toList());
  }

  /** Both releases' packages, where git must leave them to their exchange. */
  private static Stream<String> modules(Checkout checkout) {
    return checkout.tagModules().isEmpty()
        ? Stream.of()
        : Stream.of(own(checkout), checkout.tagModules());
  }

  private static String own(Checkout checkout) {
    return checkout.path() + "/node_modules";
  }

  private String copies() {
    return base.state() + "/copies/" + target;
  }

  private String host() {
    String host = service.required("host", Forms.NAME);
    if (host != null && !base.hosts().containsKey(host))
      service.wrong("host", "is not under hosts");
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
    Checkout read =
        new Checkout(
            checkout.required("path", Forms.PATH),
            checkout.optional("main", Forms.GIT_NAME, "main"),
            checkout.optional("tag", Forms.GIT_NAME, "emergency-file-fallback-v1"),
            List.of(),
            checkout.optional("tagModules", Forms.PATH_OR_NONE, ""));
    if (read.tagModules().equals(own(read)))
      checkout.wrong("tagModules", "is node_modules of the checkout, which the branch uses");
    return read;
  }

  private static Settings settings(Section settings, Checkout checkout) {
    Settings read =
        new Settings(
            settings.optional(
                "path", Forms.PATH, checkout.path() + "/.env", "`.env` in the checkout"),
            settings.optional("mode", Forms.VARIABLE_NAME, "USE_REPOSITORY_PATTERN"),
            settings.optional("onDatabase", Forms.LITERAL, "true"),
            settings.optional("onFiles", Forms.LITERAL, "false"),
            settings.optional("leaveOut", Forms.VARIABLE_OR_NONE, ""),
            settings.optional("leaveOutSeparator", SEPARATOR, Settings.COMMA));
    if (read.onDatabase().equals(read.onFiles()))
      settings.wrong("onFiles", "is the same as onDatabase: the service could not tell them apart");
    if (read.mode().equals(read.leaveOut()))
      settings.wrong("leaveOut", "is the same variable as mode");
    return read;
  }

  /** Nothing that may stand in a company's id. */
  private static final Form<String> SEPARATOR =
      Forms.text(
          "up to 8 characters that no id holds",
          text -> text.matches("[^\\w@+=~.\\-\\v]{1,8}"),
          "is empty or longer than 8, or holds what may stand in an id (letters, digits, _@+=~.-)");
}
