package dev.mayday.sandbox.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mayday.incident.Loss;
import dev.mayday.incident.Outcome;
import dev.mayday.incident.Plan;
import dev.mayday.incident.Question;
import dev.mayday.incident.Report;
import dev.mayday.sandbox.Fault;
import dev.mayday.sandbox.Sandbox;
import dev.mayday.sandbox.Spoiling;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/**
 * Twenty companies, three of them damaged, and a client that writes all the while: there and back,
 * every acknowledged message and every row is accounted for by what others than Mayday wrote down.
 */
class SessionsIT extends OnGround {
  private static final int COMPANIES = 20;
  private static final int CUT = 3;
  private static final int FORGED = 5;
  private static final int STRANGE = 7;
  private static final Set<Integer> DAMAGED = Set.of(CUT, FORGED, STRANGE);
  private static final ObjectMapper JSON = new ObjectMapper();

  /** One conversation that there was before, and two that nobody had. */
  private final List<String> phones = List.of("79000100001", rare(), rare());

  private Client client;
  private Instant settled;
  private Keys copy;
  private long onFiles;

  SessionsIT() {
    super(COMPANIES, 66);
  }

  private static String rare() {
    return "48" + ThreadLocalRandom.current().nextLong(100_000_000, 1_000_000_000);
  }

  @Override
  Setting before(Sandbox sandbox) {
    new Spoiling(sandbox).forge(FORGED).exchange(STRANGE).settle();
    settled = Instant.now();
    client = new Client(sandbox, phones).start();
    return Setting.with(Map.of(Secrets.SESSIONS + "a customer's number", phones.get(1)));
  }

  @AfterAll
  void silence() {
    if (client != null) client.close();
  }

  /** The other service's draft is judged by {@code InstallIT}. */
  @Test
  @Order(0)
  void setupSeesWhatThisServiceIsMadeOf() {
    String home = ground.sandbox.pm2Home().toString();
    assertThat(ground.says(0, "setup", "--dry-run", "--pm2-home", home))
        .contains("auth.table: whatsapp_auth", "keys.id: key_id", "generation: 7")
        .contains("checkout.tag: emergency-file-fallback-v1", "checkout.main: main")
        .contains("settings.mode: USE_REPOSITORY_PATTERN", "leaveOut: WHATSAPP_LEAVE_OUT")
        .contains("statusUrl: " + ground.sandbox.serviceUrl() + "/health", "companies: /companies")
        .contains("companyId: company", "companyOpen: connection", "Using file auth state")
        .contains("sendUrl: " + ground.sandbox.serviceUrl() + "/api/whatsapp/send")
        .contains("sentField: /success", "sentId: /messageId", "uthorization");
  }

  @Test
  @Order(1)
  void theOthersFallBackAndNothingAcknowledgedIsUsedAgain() throws Exception {
    client.sends(80);
    ground.sandbox.breakIt(Fault.POSTGRES_STOPPED);
    cut(CUT);
    Picture before = Picture.of(ground.scene).production();
    String run = ground.begin("FallBackToFiles", "the database is gone");
    Question question = ground.asked(run);
    assertThat(planned(ground.report(run).orElseThrow()))
        .as("what is damaged is known before the service is touched")
        .anyMatch(step -> step.contains("WHATSAPP_LEAVE_OUT=3,5,7"));
    assertThat(Picture.of(ground.scene).production()).isEqualTo(before);
    ground.answers(0, question, "yes", "on-call");
    Report end = ground.end(run);

    assertThat(end.outcome()).as(end.why()).isEqualTo(Outcome.RECOVERED_IN_PART);
    assertThat(named(end, CUT)).contains("is cut off after");
    assertThat(named(end, FORGED)).contains("signedPreKey is not signed by their identity key");
    assertThat(named(end, STRANGE)).contains("credentials and keys are mixed");
    assertThat(end.apart()).hasSize(DAMAGED.size());
    JsonNode health = health();
    assertThat(health.path("mode").asText()).isEqualTo("files");
    assertThat(connected(health)).isEqualTo(sound());
    onFiles = health.path("pid").asLong();
    client.sends(100);
    tally().everythingIsAccountedFor();
    Tally.keptAsideIsNamed(end, copy, sound().stream().map(String::valueOf).toList());
    tally().nothingIsInvented(copy, onFiles, apart());
    theSameTallyFindsWhatIsInvented();
  }

  /** Negative control: held against another copy, what lies in the files is of nobody's making. */
  private void theSameTallyFindsWhatIsInvented() throws IOException {
    Keys files = Keys.inFolder(ground.sandbox, ground.sandbox.sessionsFolder());
    String key = files.all().keySet().stream().filter(SessionsIT::stays).findFirst().orElseThrow();
    Keys less = new Keys(new java.util.TreeMap<>(copy.all()));
    assertThat(less.all().remove(key)).as(key).isNotNull();
    seenAsInvented(less);
    Keys strange = new Keys(new java.util.TreeMap<>(copy.all()));
    strange.all().put("1/creds.json", copy.get("2/creds.json"));
    seenAsInvented(strange);
  }

  private static boolean stays(String name) {
    return name.startsWith("1/app-state-sync-key-");
  }

  private void seenAsInvented(Keys held) {
    assertThatThrownBy(() -> tally().nothingIsInvented(held, onFiles, apart()))
        .isInstanceOf(AssertionError.class);
  }

  @Test
  @Order(2)
  void everythingAcknowledgedOnFilesReturnsAndNothingNewerIsOverwritten() throws Exception {
    ground.sandbox.heal();
    noBackgroundAfterTheNextStart();
    Set<String> newer = somebodyElseWrites();
    Keys before = Keys.inDatabase(ground.sandbox);
    String run = ground.begin("ReturnToPostgres", "the database is back");
    ground.answers(0, ground.asked(run), "yes", "on-call");
    Report end = ground.end(run);
    client.sends(60);
    client.close();

    assertThat(end.outcome()).as(end.why()).isEqualTo(Outcome.RECOVERED_IN_PART);
    assertThat(end.loss().kind()).isEqualTo(Loss.Kind.MEASURED);
    assertThat(end.loss().keptAside()).as("rows that stay, named").hasSameSizeAs(newer);
    assertThat(connected(health())).isEqualTo(sound());
    tally().everythingIsAccountedFor();
    Keys files = Keys.inFolder(ground.sandbox, ground.sandbox.sessionsFolder());
    Keys after = Keys.inDatabase(ground.sandbox);
    Map<String, Position> since = OtherEnd.of(ground.sandbox).last(health().path("pid").asLong());
    Homecoming wanted = new Homecoming(copy, before, files, newer, apart());
    assertThat(wanted.wrong(after, since.keySet())).isEmpty();
    Tally.covered(OtherEnd.of(ground.sandbox).last(onFiles), files);
    Tally.covered(since, after);
    theSameCheckFindsWhatIsWrong(wanted, after, since.keySet());
  }

  /** Negative control: each kind of loss, made on purpose, is one that the check above finds. */
  private void theSameCheckFindsWhatIsWrong(Homecoming wanted, Keys after, Set<String> since) {
    String session = OtherEnd.of(ground.sandbox).last(onFiles).keySet().iterator().next();
    for (String name : List.of(session, "1/creds.json", wanted.newer().iterator().next())) {
      Keys lost = new Keys(new java.util.TreeMap<>(after.all()));
      lost.all().remove(name);
      assertThat(wanted.wrong(lost, without(since, name))).containsExactly(name);
      lost.all().put(name, JSON.createObjectNode());
      assertThat(wanted.wrong(lost, without(since, name))).containsExactly(name);
    }
    Keys invented = new Keys(new java.util.TreeMap<>(after.all()));
    invented.all().put("1/lid-mapping-1.json", JSON.createObjectNode());
    assertThat(wanted.wrong(invented, since)).containsExactly("1/lid-mapping-1.json");
    whatIsHeldBackIsFound(wanted, after, since);
  }

  /** As if the credentials that somebody wrote meanwhile had held back what their company sent. */
  private void whatIsHeldBackIsFound(Homecoming wanted, Keys after, Set<String> since) {
    Map<String, Position> sent = OtherEnd.of(ground.sandbox).last(onFiles);
    sent.keySet().removeIf(name -> !Keys.company(name).equals("1"));
    Keys held = new Keys(new java.util.TreeMap<>(after.all()));
    Set<String> others = new HashSet<>(since);
    for (String name : sent.keySet()) {
      others.remove(name);
      held.all().remove(name);
      if (wanted.before().get(name) != null) held.all().put(name, wanted.before().get(name));
    }
    assertThat(sent).as("what company 1 sent on files").isNotEmpty();
    assertThat(wanted.wrong(held, others)).containsExactlyInAnyOrderElementsOf(sent.keySet());
  }

  private static Set<String> without(Set<String> names, String name) {
    Set<String> others = new HashSet<>(names);
    others.remove(name);
    return others;
  }

  private Tally tally() {
    return new Tally(ground.sandbox, client, settled);
  }

  /** A disk that lost the end of a file, in the copy that the fallback lives on. */
  private void cut(int company) throws IOException {
    Path current = ground.scene.copies().resolve("current").toRealPath().resolve("sessions");
    copy = Keys.inFolder(ground.sandbox, current);
    Path creds = current.resolve("company_" + company + "/creds.json");
    byte[] whole = Files.readAllBytes(creds);
    Files.write(creds, java.util.Arrays.copyOf(whole, whole.length / 2));
  }

  /** Then all that is written after the return is the client's, which is written down. */
  private void noBackgroundAfterTheNextStart() throws IOException {
    Path env = ground.sandbox.envFile();
    String text = Files.readString(env);
    Files.writeString(env, text.replace("BACKGROUND_MILLIS=500", "BACKGROUND_MILLIS=3600000"));
  }

  /**
   * While the service is on files: rows whose file changed too, did not, never was; one new; and
   * credentials of a company that works on files all the while.
   */
  private Set<String> somebodyElseWrites() throws SQLException, IOException {
    Path files = ground.sandbox.sessionsFolder();
    Files.writeString(files.resolve("company_1/lid-mapping-79000100000.json"), "\"31\"");
    try (Connection connection = DriverManager.getConnection(ground.sandbox.adminJdbcUrl());
        Statement statement = connection.createStatement()) {
      for (String sql :
          List.of(
              change(1, "lid-mapping", "79000100000"),
              change(2, "lid-mapping", "79000100000"),
              change(2, "session", "79000100000.12"),
              "UPDATE whatsapp_auth SET creds = creds || '{\"touched\": true}', updated_at ="
                  + " clock_timestamp() WHERE company_id = 1",
              "INSERT INTO whatsapp_keys (company_id, key_type, key_id, key_data)"
                  + " VALUES (4, 'lid-mapping', '"
                  + phones.get(1)
                  + "', '\"77\"')")) assertThat(statement.executeUpdate(sql)).as(sql).isEqualTo(1);
    }
    return new TreeSet<>(
        Set.of(
            "1/creds.json",
            "1/lid-mapping-79000100000.json",
            "2/lid-mapping-79000100000.json",
            "2/session-79000100000.12.json",
            "4/lid-mapping-" + phones.get(1) + ".json"));
  }

  private static String change(int company, String type, String id) {
    String data =
        type.equals("session") ? "jsonb_set(key_data, '{touched}', 'true')" : "'\"99\"'::jsonb";
    return "UPDATE whatsapp_keys SET key_data = %s, updated_at = clock_timestamp() WHERE company_id = %d AND key_type = '%s' AND key_id = '%s'"
        .formatted(data, company, type, id);
  }

  private static List<String> planned(Report report) {
    return report.plan().steps().stream().map(Plan.Step::phrase).toList();
  }

  private static String named(Report end, int company) {
    return end.apart().stream()
        .filter(one -> one.startsWith("company " + company + ":"))
        .collect(Collectors.joining("\n"));
  }

  private JsonNode health() throws IOException {
    return JSON.readTree(ground.scene.get(ground.sandbox.serviceUrl() + "/health"));
  }

  private static List<Integer> connected(JsonNode health) {
    List<Integer> open = new ArrayList<>();
    for (JsonNode company : health.path("companies"))
      if (company.path("connection").asText().equals("open"))
        open.add(company.path("company").asInt());
    return open;
  }

  private static Set<String> apart() {
    return DAMAGED.stream().map(String::valueOf).collect(Collectors.toSet());
  }

  private static List<Integer> sound() {
    return IntStream.rangeClosed(1, COMPANIES)
        .filter(company -> !DAMAGED.contains(company))
        .boxed()
        .toList();
  }
}
