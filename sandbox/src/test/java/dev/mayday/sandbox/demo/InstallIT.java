package dev.mayday.sandbox.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mayday.activities.estate.EstateFile;
import dev.mayday.incident.Entry;
import dev.mayday.incident.Loss;
import dev.mayday.incident.Outcome;
import dev.mayday.incident.Question;
import dev.mayday.incident.Report;
import dev.mayday.incident.Service;
import dev.mayday.sandbox.Fault;
import dev.mayday.sandbox.Kind;
import dev.mayday.sandbox.Raised;
import dev.mayday.sandbox.Sandbox;
import dev.mayday.sandbox.Status;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * From an empty clone to a rehearsed recovery, by the commands of docs/install.md alone, beside a
 * service that shares no name with the one that the runbook was written for and that answers in
 * another way; then there and back on it, with a client that writes all the while. It is one story:
 * what was installed is what recovers. A machine's systemd is its own: the page's other way is
 * gone, and that the units are valid is shown by {@code UnitsTest}.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class InstallIT {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Path FIRST =
      Path.of("src/main/resources/services/whatsapp/traits.json").toAbsolutePath();

  /** What the page promises, and somebody who reads along would notice. */
  private static final Duration QUARTER_OF_AN_HOUR = Duration.ofMinutes(15);

  private static final String HERE = Installation.TARGET + ": ";

  /** One conversation that there was before, and one that nobody had. */
  private static final List<String> PHONES =
      List.of(
          "79000100001", "48" + ThreadLocalRandom.current().nextLong(100_000_000, 1_000_000_000));

  @TempDir private static Path temp;
  private static Sandbox production;
  private static Installation installed;
  private static Bystander before;
  private static Client client;
  private static Tally tally;
  private static Keys copy;
  private static long onFiles;

  @BeforeAll
  static void aServerThatExists() throws IOException {
    production = Raised.up(temp.resolve("box"), Kind.GATEWAY, 3, 60, false);
    installed = new Installation(Files.createDirectory(temp.resolve("own")), production);
    before = Bystander.of(production);
  }

  @AfterAll
  static void down() throws IOException {
    if (client != null) client.close();
    if (installed != null) installed.close();
    if (production != null) production.down();
  }

  @Test
  @Order(1)
  void aCloneAndItsBuild() {
    installed.done("1.", "");
  }

  @Test
  @Order(2)
  void aLookDraftsWhatIsThereAndChangesNothing() throws IOException {
    String said = installed.done("2.", "editor");
    assertThat(said).contains("looked at 1 PM2 daemon, 1 process; nothing was changed");
    assertThat(missing(said))
        .as("what a person has to say")
        .containsExactlyInAnyOrder(
            "people.on-call.telegram",
            "people.on-call.email",
            "people.lead.telegram",
            "people.lead.email",
            "smtp",
            "messaging.sendBody",
            "messaging.sentField",
            "messaging.sentId",
            "traffic");
    assertThat(Bystander.of(production)).as("the server").isEqualTo(before);
    assertThat(installed.at("/nobody")).as("no daemon of another home").doesNotExist();
    found(EstateFile.load(installed.configuration()).service(Installation.TARGET));
  }

  /** Of both looks the first one's. */
  private static List<String> missing(String said) {
    String prefix = "environments.production.services.shopchat.";
    String list = said.substring(said.indexOf("MISSING, to be said"));
    return list.lines()
        .skip(1)
        .takeWhile(line -> line.startsWith("  "))
        .map(line -> line.strip().split(": ", 2)[0].replace(prefix, ""))
        .toList();
  }

  /** The same as whoever made the service wrote down of it, where there is one way to say it. */
  private static void found(Service service) {
    Service known = EstateFile.load(production.configuration()).service(production.target());
    assertThat(service.database().url()).isEqualTo("file:" + production.envFile() + "#PG_DSN");
    assertThat(service.sessions())
        .usingRecursiveComparison()
        .ignoringFields("copies")
        .isEqualTo(known.sessions());
    // What git leaves alone, Mayday's own folder too, lies where this installation has it.
    assertThat(service.checkout())
        .usingRecursiveComparison()
        .ignoringFields("handsOff")
        .isEqualTo(known.checkout());
    assertThat(service.checkout().handsOff())
        .containsExactlyInAnyOrder(
            known.sessions().folder(),
            service.sessions().copies(),
            production.envFile().toString(),
            installed.at("/var/lib/mayday").toString());
    assertThat(service.database().stableFor()).as("a person's patience").hasSeconds(5);
    assertThat(service.settings()).isEqualTo(known.settings());
    assertThat(service.process().name()).isEqualTo(known.process().name());
    assertThat(service.process().pm2Home()).isEqualTo(known.process().pm2Home());
    assertThat(service.messaging())
        .usingRecursiveComparison()
        .ignoringFieldsMatchingRegexes(".*Log", ".*Headers", "sendBody", "connectWithin")
        .isEqualTo(known.messaging());
    assertThat(service.messaging().statusHeaders())
        .containsValue("file:" + production.envFile() + "#GATEWAY_KEY")
        .isEqualTo(service.messaging().sendHeaders());
    assertThat(service.messaging().openLog()).contains("link is up", "(?<company>");
    assertThat(service.messaging().databaseLog()).contains("vault opened", "\"pg\"");
    assertThat(service.messaging().filesLog()).contains("vault opened", "\"disk\"");
    assertThat(service.traffic()).isEqualTo(known.traffic());
    assertThat(service.neighbours())
        .as("who else is on the database")
        .singleElement()
        .matches(one -> one.command().contains("relay"));
  }

  @Test
  @Order(3)
  void whatAPersonWroteStaysAndIsChecked() throws IOException {
    String edited = Files.readString(installed.configuration());
    String said = installed.done("3.", "");
    assertThat(said)
        .contains("mayday.yaml: good, 1 service", "nothing would be guessed differently now")
        .contains("FAIL temporal: ", "ok   " + HERE + "database")
        .contains("ok   " + HERE + "session tables", "ok   " + HERE + "checkout")
        .as("no default of another service counts in silence")
        .doesNotContain("not said");
    assertThat(installed.configuration()).hasContent(edited);
    assertThat(Bystander.of(production).ofTheService()).isEqualTo(before.ofTheService());
    whoeverHoldsATokenIsNotLockedOut();
  }

  /** The page is typed a second time. */
  private static void whoeverHoldsATokenIsNotLockedOut() throws IOException {
    Map<String, String> made = secrets();
    assertThat(made)
        .containsOnlyKeys(
            "on-call.token",
            "lead.token",
            "alertmanager.token",
            "codes.key",
            "shopchat-test-phone",
            "telegram-bot.token")
        .doesNotContainValue("");
    assertThat(installed.done("3.", "")).contains("mayday.yaml: good, 1 service");
    assertThat(secrets()).as("byte for byte").isEqualTo(made);
  }

  private static Map<String, String> secrets() throws IOException {
    Map<String, String> all = new TreeMap<>();
    try (Stream<Path> files = Files.list(installed.at("/etc/mayday/secrets"))) {
      for (Path file : files.toList())
        all.put(file.getFileName().toString(), Files.readString(file));
    }
    return all;
  }

  @Test
  @Order(4)
  void temporalAndMaydayRunAndTheDoctorFindsNothing() {
    assertThat(installed.deadMan().pings()).as("a doctor alone is no sign of life").isZero();
    assertThat(installed.done("4.", "without-systemd")).contains("wrote ");
    String said = installed.done("5.", "");
    assertThat(said).contains("search attributes registered: ", "created, every 1 min");
    assertThat(said).contains("ok   " + HERE + "warm copy", "ok   worker of host ");
    assertThat(said).contains("gateway.Identities 3 rows", "gateway.signal_store ", "3 connected");
    assertThat(said.substring(said.indexOf("created, every")))
        .contains("ok   address of the dead-man ping")
        .doesNotContain("FAIL");
    Until.holds("a dead-man ping is heard", () -> installed.deadMan().pings() > 0);
  }

  @Test
  @Order(5)
  void whatStandsInTheWayIsNamedByTheDoctorWithWhatItStops() {
    production.breakIt(Fault.TAG_MISSING);
    Spoken red = installed.typed("mayday doctor");
    production.heal(Fault.TAG_MISSING);
    assertThat(red.code()).as("%s", red.text()).isEqualTo(1);
    assertThat(red.text())
        .containsPattern(
            "FAIL %sway to the tag: %s names no commit in .*\\n +stops FallBackToFiles\\n +HINT: "
                .formatted(HERE, production.tag()));
    Spoken well = installed.typed("mayday doctor");
    assertThat(well.code()).as("%s", well.text()).isZero();
    assertThat(well.text()).contains("ok   " + HERE + "way to the tag").doesNotContain("FAIL");
  }

  @Test
  @Order(6)
  void theRecoveryIsRehearsedAndNothingWasTouched() {
    String said = installed.done("6.", "");
    assertThat(said)
        .contains("REHEARSED")
        .contains("stop chat-gateway, proven", "check out disk-mode")
        .contains("put the sessions from the warm copy in place")
        .contains("start chat-gateway on files");
    assertThat(Bystander.of(production).ofTheService()).isEqualTo(before.ofTheService());
    assertThat(production.status().green()).isTrue();
    assertThat(installed.took("2.", "3.", "4.", "5.", "6."))
        .as("a quarter of an hour is for reading the draft; the build is not in it")
        .isPositive()
        .isLessThan(QUARTER_OF_AN_HOUR);
  }

  @Test
  @Order(7)
  void anAlertBringsTheServiceBackOnFilesWhileAClientWrites() throws IOException {
    String rehearsed = installed.runs().newest();
    client = new Client(production, PHONES).start();
    tally = new Tally(production, client, Instant.now());
    client.sends(30);
    production.breakIt(Fault.POSTGRES_STOPPED);
    Instant broken = Instant.now();
    copy = Keys.inFolder(production, installed.copy());
    LocalStart start = LocalStart.now();
    assertThat(installed.alert(start)).isEqualTo(202);
    Report end = answered(installed.runs().after(rehearsed), start);

    assertThat(end.outcome()).as(end.why()).isEqualTo(Outcome.RECOVERED);
    assertThat(end.journal().stream().map(Entry::what))
        .contains(
            "stop chat-gateway, proven",
            "check out disk-mode, keeping local changes",
            "set {SESSION_BACKEND=disk, PARKED=} in gateway.env",
            "start chat-gateway on files");
    proven(end, "open: north, north-2, south; on files");
    green("files");
    onFiles = tally.sender();
    client.sends(40);
    tally.everythingIsAccountedFor();
    tally.nothingIsInvented(copy, onFiles, Set.of());
    Tally.keptAsideIsNamed(end, copy, production.companies());
    assertThat(end.loss().kind()).isEqualTo(Loss.Kind.BOUND);
    String told = told(end);
    assertThat(told).contains("(a bound, not measured)", "## Messages not handled");
    start.isTold(end, told);
    new Unhandled(production, broken).isTold(end);
  }

  @Test
  @Order(8)
  void everythingAcknowledgedOnFilesReturnsWhileTheClientWrites() throws Exception {
    production.heal();
    noNewcomersAfterTheNextStart();
    Keys rows = Keys.inDatabase(production);
    String fallback = installed.runs().newest();
    installed.done("7.", "by-hand");
    Report end = pressed(installed.runs().after(fallback));
    client.sends(30);
    client.close();

    assertThat(end.outcome()).as(end.why()).isEqualTo(Outcome.RECOVERED);
    assertThat(end.journal().stream().map(Entry::what))
        .contains("check out trunk, keeping local changes");
    proven(end, "open: north, north-2, south; on database");
    green("postgres");
    tally.everythingIsAccountedFor();
    assertThat(end.loss().kind()).isEqualTo(Loss.Kind.MEASURED);
    assertThat(told(end)).contains("(measured)");
    Unhandled.ofReturn(production, end).isTold(end);
    Keys files = Keys.inFolder(production, production.sessionsFolder());
    Keys after = Keys.inDatabase(production);
    Map<String, Position> since = tally.other().last(tally.sender());
    Homecoming wanted = new Homecoming(copy, rows, files, Set.of(), Set.of());
    assertThat(wanted.wrong(after, since.keySet())).isEmpty();
    Tally.covered(tally.other().last(onFiles), files);
    Tally.covered(since, after);
    theSameChecksFindALoss(wanted, after, since);
  }

  /** Negative control: rows that are gone, and a session as it was before a message. */
  private void theSameChecksFindALoss(Homecoming wanted, Keys after, Map<String, Position> since) {
    Keys lost = new Keys(new TreeMap<>(after.all()));
    lost.all().remove("south/creds.json");
    assertThat(wanted.wrong(lost, since.keySet())).containsExactly("south/creds.json");
    Map<String, Position> later = new TreeMap<>();
    since.forEach(
        (name, at) -> later.put(name, new Position(at.base(), at.chain(), at.counter() + 1_000)));
    assertThatThrownBy(() -> Tally.covered(later, after)).isInstanceOf(AssertionError.class);
  }

  @Test
  @Order(9)
  void noSecretWasToldAndEveryHistoryReplays() throws Exception {
    Histories histories = Histories.of(installed.client());
    assertThat(histories.types())
        .contains("RespondToIncident", "FallBackToFiles", "ReturnToPostgres", "KeepWarmCopy");
    histories.replay();
    Histories swapped = histories.swapped("Pm2Stop", "GitCheckout");
    assertThat(swapped.all()).isNotEmpty();
    assertThatThrownBy(swapped::replay).hasStackTraceContaining("NonDeterministic");
    Secrets secrets = Traces.of(installed, production, PHONES.get(1)).secrets();
    Map<String, String> ping = Map.of("the ping's token", installed.deadMan().token());
    new Traces(installed, secrets.with(ping)).holdsNoSecret(histories);
    installed.done("To end it", "end");
  }

  /** On-call says yes by the page's own commands, whose first shows what is asked. */
  private static Report answered(String run, LocalStart start) {
    Question question = installed.runs().asked(run);
    assertThat(question.number()).as("what the page answers").isEqualTo(1);
    assertThat(installed.received())
        .as("people are reached")
        .contains("Question 1 about " + Installation.TARGET);
    thisBuildCouldGoOn(run);
    String said = installed.done("7.", "answer");
    new OpenedCold(Installation.TARGET, false).saysEverythingAtOnce(said);
    assertThat(said).contains("counted: verified").contains(start.words());
    return installed.runs().end(run);
  }

  /** Asked by whoever upgrades, while people are asked; what the server lists comes a bit later. */
  private static void thisBuildCouldGoOn(String run) {
    String line = Until.found("the open run is listed", () -> checked(run));
    assertThat(line)
        .matches(
            "ok +FallBackToFiles as recovery/production/shopchat, run " + run + ": \\d+ events");
  }

  private static Optional<String> checked(String run) {
    Spoken said = installed.typed("mayday upgrade-check");
    assertThat(said.code()).as("%s", said.text()).isZero();
    return said.text().lines().filter(line -> line.contains(run)).findAny();
  }

  /** On-call says yes from the chat, by the key that the page made; another account does not. */
  private static Report pressed(String run) {
    String asked = "Question 1 about " + Installation.TARGET + " (ReturnToPostgres)";
    Question question = installed.runs().asked(run);
    assertThat(installed.presses(asked, "yes", 666)).contains("This account may not answer");
    assertThat(installed.runs().report(run).orElseThrow().open())
        .as("it is open still")
        .isEqualTo(question);
    assertThat(installed.presses(asked, "yes"))
        .isEqualTo("on-call says yes to question 1: counted: verified by Telegram");
    Report end = installed.runs().end(run);
    assertThat(end.decisions())
        .singleElement()
        .matches(one -> one.by().equals("on-call") && one.counted() && one.verified());
    return end;
  }

  /** What people read: the report by the page's command, the report's file, the Web UI's page. */
  private static String told(Report end) throws IOException {
    Path filed = installed.at("/var/lib/mayday").resolve("reports").resolve(end.run() + ".md");
    String report =
        installed.done("7.", "report")
            + Files.readString(filed)
            + Runs.page(installed.runs().of(end.run()));
    assertThat(report).contains("production/shopchat", "chat-gateway", "SESSION_BACKEND");
    JsonNode first = JSON.readTree(FIRST.toFile());
    Stream.of("process", "tag", "mode", "sessions", "companyFolder", "auth", "keys", "database")
        .map(trait -> first.path(trait).asText())
        .forEach(name -> assertThat(report).doesNotContain(name));
    assertThat(report).doesNotContain(" .env", "whatsapp", "WHATSAPP_LEAVE_OUT");
    return report;
  }

  private static void green(String mode) {
    Status status = production.awaitGreen(OnGround.PATIENCE);
    assertThat(status.green()).as(status.table()).isTrue();
    assertThat(status.mode()).isEqualTo(mode);
  }

  private static void proven(Report end, String connected) {
    assertThat(end.journal().stream().filter(one -> one.kind().equals("prove")))
        .extracting(Entry::result)
        .contains(connected)
        .anyMatch(result -> result.matches("message [0-9a-f-]{36}"));
  }

  /** Then only sessions are written after the return, and each of these is written down. */
  private static void noNewcomersAfterTheNextStart() throws IOException {
    Path env = production.envFile();
    Files.writeString(env, Files.readString(env).replace("NEWCOMERS=8", "NEWCOMERS=0"));
  }
}
