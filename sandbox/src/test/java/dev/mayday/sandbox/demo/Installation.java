package dev.mayday.sandbox.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mayday.activities.notifier.SmtpServer;
import dev.mayday.activities.telegram.TelegramServer;
import dev.mayday.incident.Target;
import dev.mayday.sandbox.Port;
import dev.mayday.sandbox.Sandbox;
import io.temporal.client.WorkflowClient;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Mayday beside a production that it was told nothing of, installed by the commands of
 * docs/install.md: the page's places lead into a folder of the test's, and a person edits what the
 * page says that a person edits.
 */
final class Installation implements AutoCloseable {
  /** What the page calls the service, in the environment that a draft is about. */
  static final Target TARGET = new Target("production", "shopchat");

  private static final Path CHECKOUT = Path.of("..").toAbsolutePath().normalize();
  private static final String BOT = Chat.number() + ":the-bot-that-writes-to-people";

  /** On-call's own chat, whose number is the account's, and the lead's. */
  private static final long ON_CALL = 4711;

  private static final long LEAD = 4712;
  private final Path folder;
  private final Sandbox production;
  private final int temporal = Port.free();
  private final int webUi = Port.free();
  private final int webhook = Port.free();
  private final TelegramServer telegram =
      new TelegramServer(BOT, String.valueOf(ON_CALL), String.valueOf(LEAD));
  private final SmtpServer mail = SmtpServer.plain();
  private final DeadManServer deadMan = new DeadManServer();
  private final List<String> heard = new ArrayList<>();
  private final Map<String, Duration> took = new HashMap<>();
  private final InstallPage page;
  private WorkflowServiceStubs service;

  /**
   * @param folder an empty one, for everything that the page's commands make
   */
  Installation(Path folder, Sandbox production) throws IOException {
    this.folder = folder;
    this.production = production;
    Path programs = Files.createDirectories(folder.resolve("programs"));
    Files.createSymbolicLink(programs.resolve("pm2"), production.pm2());
    Distribution.into(folder.resolve("built"));
    page =
        new InstallPage(
            CHECKOUT.resolve("docs/install.md"),
            places(),
            variables(programs),
            folder.resolve("said"));
  }

  private Map<String, String> places() {
    Map<String, String> places = new LinkedHashMap<>();
    places.put("https://git.example.net/mayday.git", CHECKOUT.toString());
    // The build is the one that this test runs with.
    places.put("/opt/mayday/mayday provision", built() + "/opt/mayday/mayday provision");
    for (String place : List.of("/opt/mayday", "/etc/mayday", "/var/lib/mayday"))
      places.put(place, at(place).toString());
    places.put("YOUR-TEST-NUMBER", "79990000000");
    places.put("YOUR-BOT-TOKEN", BOT);
    return places;
  }

  private String built() {
    return "cp -a %s /opt/mayday/sandbox/target; touch /opt/mayday/sandbox/target/mayday.stamp\n"
        .formatted(folder.resolve("built"));
  }

  private Map<String, String> variables(Path programs) throws IOException {
    Path ping = Files.writeString(folder.resolve("dead-man.url"), deadMan.url());
    Path edits = Files.writeString(folder.resolve("edits.sed"), edits(ping));
    return Map.of(
        "PATH",
        programs + ":" + System.getenv("PATH"),
        "EDITOR",
        "sed -i -f " + edits,
        "PM2_HOME",
        production.pm2Home().toString(),
        "HOME",
        at("/nobody").toString(),
        "TEMPORAL_ADDRESS",
        "127.0.0.1:" + temporal);
  }

  /**
   * What a person writes: below each MISSING what it asks for, the address that alerts come to,
   * people's zone and that of the source of alerts, who waits for a sign of life, and patience and
   * ports of the test's own.
   *
   * @param ping holds the address of the dead-man ping
   */
  private String edits(Path ping) {
    return """
        s|^version: 1|&\\nzone: THEIR-ZONE\\nwebUi: http://127.0.0.1:WEBUI\\ndeadMan: { url: "file:PING", every: 10s }\\nmetrics: { listen: "127.0.0.1:0" } # mine\\nwebhook: { listen: "127.0.0.1:WEBHOOK", sources: [{ name: alertmanager, kind: alertmanager, secret: "file:SECRETS/alertmanager.token", service: { label: service }, environment: { label: environment }, zone: ITS-ZONE }] }|
        /^  on-call:/,/^  lead:/s|^\\( *\\)# MISSING telegram: .*|&\\n\\1telegram: { bot: "file:SECRETS/telegram-bot.token", chat: "CHAT-1", user: "CHAT-1", api: "TELEGRAM" }|
        /^  lead:/,/^# MISSING smtp/s|^\\( *\\)# MISSING telegram: .*|&\\n\\1telegram: { bot: "file:SECRETS/telegram-bot.token", chat: "CHAT-2", user: "CHAT-2", api: "TELEGRAM" }|
        s|^\\( *\\)# MISSING email: .*"\\(.*\\)@.*|&\\n\\1email: { to: "\\2@example.org" }|
        s|^# MISSING smtp: .*|&\\nsmtp: { server: "MAIL", security: none, from: "mayday@example.org" }|
        s|^\\( *\\)# MISSING sendBody: .*|&\\n\\1sendBody: { tenant: north, /to/number: "file:SECRETS/shopchat-test-phone", /content/text: "{text}", priority: "5", silent: "true" }\\n\\1sendUnquoted: [priority, silent]|
        s|^\\( *\\)# MISSING sentField: .*|&\\n\\1sentField: /message/state\\n\\1sentValues: [HANDED_OVER]|
        s|^\\( *\\)# MISSING sentId: .*|&\\n\\1sentId: /message/ref|
        s|^\\( *\\)# MISSING traffic: .*|&\\n\\1traffic: { handledLog: '"time":(?<time>[0-9]+),"msg":"order taken","tenant":"(?<company>[^"]+)"', openLog: '"time":(?<time>[0-9]+),"msg":"link is up","tenant":"(?<company>[^"]+)"' }|
        s|^\\( *\\)url: .*file:.*|&\\n\\1probeApart: 3s\\n\\1stableFor: 5s|
        s|^\\( *\\)pm2Home: .*|&\\n\\1steadyFor: 3s|
        """
        .replace("WEBUI", String.valueOf(webUi))
        .replace("WEBHOOK", String.valueOf(webhook))
        .replace("THEIR-ZONE", LocalStart.PEOPLE.getId())
        .replace("ITS-ZONE", LocalStart.SOURCE.getId())
        .replace("PING", ping.toString())
        .replace("SECRETS", at("/etc/mayday/secrets").toString())
        .replace("CHAT-1", String.valueOf(ON_CALL))
        .replace("CHAT-2", String.valueOf(LEAD))
        .replace("TELEGRAM", telegram.url())
        .replace("MAIL", mail.address());
  }

  /** Does a part of the page, what is for everybody in it and for this; what was said. */
  String done(String section, String when) {
    long began = System.nanoTime();
    Spoken said = page.run(section, when);
    took.merge(section, Duration.ofNanos(System.nanoTime() - began), Duration::plus);
    heard.add(said.text());
    assertThat(said.code()).as("%s", said.text()).isZero();
    return said.text();
  }

  /** A command that is not on the page, in the same shell; what it said, and how it ended. */
  Spoken typed(String command) {
    Spoken said = page.typed(command);
    heard.add(said.text());
    return said;
  }

  /** How long the commands of these parts took, all of which were done. */
  Duration took(String... sections) {
    assertThat(took).containsKeys(sections);
    return Stream.of(sections).map(took::get).reduce(Duration.ZERO, Duration::plus);
  }

  /** Where a place of the page is. */
  Path at(String place) {
    return folder.resolve(place.substring(1));
  }

  Path configuration() {
    return at("/etc/mayday/mayday.yaml");
  }

  /** The warm copy that a fallback would take now. */
  Path copy() throws IOException {
    return at("/var/lib/mayday")
        .resolve("copies")
        .resolve(TARGET.environment())
        .resolve(TARGET.service())
        .resolve("current/sessions")
        .toRealPath();
  }

  /** Everything that commands said. */
  List<String> heard() {
    return heard;
  }

  /** Who calls people once Mayday gives no sign of life. */
  DeadManServer deadMan() {
    return deadMan;
  }

  /** What came to people's telephones and mailboxes. */
  String received() {
    return told(ON_CALL) + "\n" + told(LEAD) + "\n" + mail.taken();
  }

  private List<TelegramServer.Message> told(long account) {
    return telegram.in(String.valueOf(account));
  }

  /** On-call presses a button of the question that begins so; what is shown for it. */
  String presses(String question, String label) {
    return presses(question, label, ON_CALL);
  }

  /** The same by whatever account. */
  String presses(String question, String label, long account) {
    TelegramServer.Message asked =
        Until.found(
            "a message with buttons: " + question,
            () ->
                told(ON_CALL).stream()
                    .filter(one -> one.text().startsWith(question) && !one.buttons().isEmpty())
                    .reduce((before, last) -> last));
    String press = telegram.press(asked, label, account);
    return Until.found(
        "an answer to a press",
        () ->
            telegram.toasts().stream()
                .filter(one -> one.press().equals(press))
                .map(TelegramServer.Toast::text)
                .findFirst());
  }

  /**
   * An alert about the service as Alertmanager posts it, but for its start, which is written by the
   * source's clock; the HTTP status.
   */
  int alert(LocalStart start) {
    Path token = at("/etc/mayday/secrets/alertmanager.token");
    return new Monitoring(TARGET, webhook, token, new Web()).alert("firing", start.written());
  }

  Runs runs() {
    return new Runs(client(), TARGET);
  }

  WorkflowClient client() {
    if (service == null)
      service =
          WorkflowServiceStubs.newServiceStubs(
              WorkflowServiceStubsOptions.newBuilder().setTarget("127.0.0.1:" + temporal).build());
    return WorkflowClient.newInstance(service);
  }

  /** Ends what the page's own end has not ended. */
  @Override
  public void close() throws IOException {
    if (service != null) service.shutdownNow();
    for (String pid : List.of("/var/lib/mayday/pid", "/var/lib/mayday-temporal/pid"))
      if (Files.exists(at(pid)))
        ProcessHandle.of(Long.parseLong(Files.readString(at(pid)).strip()))
            .ifPresent(ProcessHandle::destroy);
    telegram.close();
    mail.close();
    deadMan.close();
  }
}
