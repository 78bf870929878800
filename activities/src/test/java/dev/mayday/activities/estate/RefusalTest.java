package dev.mayday.activities.estate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.mayday.system.Refused;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every key of the file missing, of the wrong type, unknown, twice, or out of range. */
class RefusalTest {
  private static final String SECRET = "hunter2-hunter2";
  private static final Set<String> HAVE_NO_DEFAULT =
      Set.of(
          "version",
          "state",
          "people",
          "environments",
          "name",
          "kind",
          "secret",
          "service",
          "environment",
          "label",
          "is",
          "token",
          "bot",
          "chat",
          "telegram",
          "email",
          "to",
          "codes",
          "key",
          "smtp",
          "server",
          "from",
          "user",
          "password",
          "after",
          "host",
          "runbook",
          "url",
          "checkout",
          "hosts",
          "app-1",
          "ladders",
          "default",
          "production",
          "services",
          "whatsapp",
          "database",
          "process",
          "pm2Home",
          "sources",
          "on-call",
          "backup",
          "lead",
          "statusUrl",
          "message",
          "messaging",
          "path",
          "treatment");

  @TempDir Path folder;

  @TestFactory
  Stream<DynamicTest> everyKeyOfAWrongTypeIsNamed() {
    return pointers().map(at -> DynamicTest.dynamicTest(at, () -> wrongType(at)));
  }

  private void wrongType(String pointer) {
    JsonNode root = Tree.example();
    boolean scalar = root.at(pointer).isValueNode();
    put(
        root,
        pointer,
        scalar ? JsonNodeFactory.instance.objectNode().put("x", SECRET) : new TextNode(SECRET));

    refused(Tree.text(root), Tree.path(pointer));
  }

  @TestFactory
  Stream<DynamicTest> everyKeyWithoutAValueIsNamed() {
    return pointers()
        .map(
            at ->
                DynamicTest.dynamicTest(
                    at,
                    () -> {
                      JsonNode root = Tree.example();
                      put(root, at, NullNode.getInstance());
                      refused(Tree.text(root), Tree.path(at));
                    }));
  }

  @TestFactory
  Stream<DynamicTest> everyGroupRefusesAKeyThatItDoesNotKnow() {
    return groups()
        .map(
            at ->
                DynamicTest.dynamicTest(
                    at.isEmpty() ? "top" : at,
                    () -> {
                      JsonNode root = Tree.example();
                      ((ObjectNode) root.at(at)).put("surplus", SECRET);
                      refused(Tree.text(root), "surplus: ");
                    }));
  }

  @TestFactory
  Stream<DynamicTest> everyKeyThatIsThereTwiceIsNamed() {
    String[] lines = Example.text().split("\n");
    return Stream.iterate(0, i -> i + 1)
        .limit(lines.length)
        .filter(i -> lines[i].matches(" *[A-Za-z]\\w*: [^{\\[#].*"))
        .map(i -> DynamicTest.dynamicTest(lines[i].strip(), () -> twice(lines, i)));
  }

  private void twice(String[] lines, int at) {
    String[] twice = lines.clone();
    twice[at] = lines[at] + "\n" + lines[at];
    String key = lines[at].strip().split(":", 2)[0];

    refused(String.join("\n", twice), key + ": is there twice, first in line " + (at + 1));
  }

  @TestFactory
  Stream<DynamicTest> everyKeyIsEitherNeededOrHasADefault() {
    return pointers()
        .filter(at -> !at.matches(".*/[0-9]+"))
        .map(at -> DynamicTest.dynamicTest(at, () -> missing(at)));
  }

  private void missing(String pointer) {
    JsonNode root = Tree.example();
    int cut = pointer.lastIndexOf('/');
    String key = pointer.substring(cut + 1);
    ((ObjectNode) root.at(pointer.substring(0, cut))).remove(key);
    Path file = Example.write(folder, Tree.text(root));
    try {
      EstateFile.load(file);
    } catch (Refused e) {
      assertThat(HAVE_NO_DEFAULT).as(e.getMessage()).contains(key);
      assertThat(e)
          .hasMessageContaining(Set.of("whatsapp", "production").contains(key) ? "services" : key);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          /version|2|is not from 1 to 1
          /state|var/lib|is not an absolute path
          /state|/var/../lib|is not an absolute path
          /zone|Europe/Atlantis|is not the name of a time zone
          /webUi|ftp://127.0.0.1|is not an http or https URL
          /webUi|https://127.0.0.1/?view=1&apiKey=abc|without a password or token in it
          /webUi|https://me:abc@127.0.0.1/|without a password or token in it
          /metrics/listen|127.0.0.1:65536|is not host:port
          /webhook/maxBody|1MB|is not a size
          /webhook/maxBody|17MiB|is not from 1KiB to 16MiB
          /webhook/replayWindow|1s|is not from 10s to 1h
          /webhook/sources/0/kind|pigeon|is not alertmanager or standard-webhooks
          /webhook/sources/1/name|alertmanager|names "alertmanager" twice
          /webhook/sources/1/service/is|telephone|lead to no service
          /hosts/app-1/fingerprint|abc|64 hexadecimal digits
          /people/on-call/telegram/chat|me|is no chat's number
          /people/on-call/telegram/user|-4711|is no account's number
          /people/backup/telegram/user|4711|on-call and backup the same telegram.user
          /people/on-call/email/to|on call@example.net|is not an e-mail address
          /people/backup/email/to|On-Call@example.net|on-call and backup the same email.to
          /codes/attempts|11|is not from 1 to 10
          /smtp/server|mail.example.net|is not host:port
          /smtp/security|none|would send the password of login in the clear
          /ladders/default/1/after|0s|does not rise in default
          /ladders/default/0/after|5 m|is not a duration
          /ladders/default/0/after|5|is not a duration
          /ladders/default/1/people/0|somebody|who is not under people
          /environments/production/drill|true|production is never a drill
          /environments/production/drill|yes|is neither true nor false
          /environments/production/services/whatsapp/host|app-2|is not under hosts
          /environments/production/services/whatsapp/ladder|night|is missing under ladders
          /environments/production/services/whatsapp/database/connectWithin|99ms|is not from
          /environments/production/services/whatsapp/database/connectWithin|2h|is not from
          /environments/production/services/whatsapp/database/connectWithin|1.5s|is not a duration
          /environments/production/services/whatsapp/database/witnesses/0|dns|is not host:port
          /environments/production/services/whatsapp/sessions/auth/table|a;drop|is not an SQL name
          /environments/production/services/whatsapp/sessions/companyFolder|all|{company}
          /environments/production/services/whatsapp/sessions/copies|/opt/ai-admin/baileys_sessions/c|lie in one another
          /environments/production/services/whatsapp/sessions/preKeyLeap|-1|is not a whole number
          /environments/production/services/whatsapp/sessions/generation|8|is not from 6 to 7
          /environments/production/services/whatsapp/checkout/tag|--force|is not the name of a branch
          /environments/production/services/whatsapp/checkout/tagModules|/opt/ai-admin/node_modules|is node_modules of the checkout
          /environments/production/services/whatsapp/settings/mode|A B|is not the name of an environment
          /environments/production/services/whatsapp/settings/onFiles|true|is the same as onDatabase
          /environments/production/services/whatsapp/process/user|Ro ot|is not the name of a Unix user
          /environments/production/services/whatsapp/neighbours/reminders/unit|reminders|is not the name of a systemd service
          /environments/production/services/whatsapp/neighbours/reminders/command|sync|give one of process, unit, command, client
          /environments/production/services/whatsapp/neighbours/reporting/treatment|stopped|is not possible for a client on another host
          /environments/production/services/whatsapp/neighbours/ai-admin-api/treatment|paused|is not stopped or restarted or untouched
          /environments/production/services/whatsapp/neighbours/ai-admin-api/process/name|baileys-whatsapp-service|production/whatsapp and production/whatsapp the same process
          /environments/production/services/whatsapp/messaging/openLog|(|is not a regular expression
          /environments/production/services/whatsapp/messaging/companies|companies|is not a JSON pointer
          /environments/production/services/whatsapp/messaging/sendBody/message|hello|{text}
          /environments/production/services/whatsapp/traffic/handledLog|handled|with (?<time>...) in it
          /environments/production/services/whatsapp/policies/FallBackToFiles/quorum|0|is not from 1 to 10
          /environments/production/services/whatsapp/policies/FallBackToFiles/quorum|4|more than the 3 people
          /environments/production/services/whatsapp/policies/FallBackToFiles/warnAt|1.5|is not a share
          /environments/production/services/whatsapp/policies/FallBackToFiles/warnAt|0.0|is not between
          /environments/production/services/whatsapp/policies/FallBackToFiles/rto|5m|is less than confirmWithin
          /environments/production/services/whatsapp/policies/ReturnToPostgres/approval|automatic|always asked
          /environments/production/services/whatsapp/policies/KeepWarmCopy/every|1s|is not from 10s to 1h
          """)
  void outOfRangeIsRefusedWithTheReason(String pointer, String value, String reason) {
    JsonNode root = Tree.example();
    put(root, pointer, new TextNode(value));

    refused(Tree.text(root), reason);
  }

  @ParameterizedTest
  @CsvSource({
    "/people/backup/token",
    "/people/on-call/telegram/bot",
    "/codes/key",
    "/smtp/login/user",
    "/smtp/login/password",
    "/webhook/sources/0/secret",
    "/environments/production/services/whatsapp/database/url",
    "/environments/production/services/whatsapp/messaging/statusHeaders/Authorization",
    "/environments/production/services/whatsapp/messaging/sendHeaders/Authorization"
  })
  void aSecretInPlaceOfItsReferenceIsNeverShown(String pointer) {
    JsonNode root = Tree.example();
    put(root, pointer, new TextNode(SECRET));

    refused(Tree.text(root), "is not a reference to a secret");
  }

  @Test
  void aPasswordInAUrlIsNeverShown() {
    JsonNode root = Tree.example();
    put(root, "/webUi", new TextNode("http://admin:" + SECRET + "@127.0.0.1"));

    refused(Tree.text(root), "webUi: \"http://***@127.0.0.1\"");
  }

  @ParameterizedTest
  @CsvSource({
    "/database/url,env:DATABASE_URL,database",
    "/checkout/path,/opt/ai-admin/,checkout",
    "/settings/path,/opt/ai-admin/.env,.env file",
    "/process/pm2Home,/home/app/.pm2,process",
    "/sessions/folder,/opt/ai-admin/baileys_sessions,sessions folder"
  })
  void twoServicesMayNotShareWhatARecoveryChanges(String key, String value, String what) {
    JsonNode root = Tree.example();
    ObjectNode other = besideTheOne(root);
    put(other, "/process/pm2Home", new TextNode("/home/other/.pm2"));
    EstateFile.load(Example.write(folder, Tree.text(root)));

    put(other, key, new TextNode(value));
    refused(Tree.text(root), "production/whatsapp and production/other the same " + what);
  }

  /** What one service's recovery stops, another's must not find gone. */
  @ParameterizedTest
  @CsvSource({"restarted,true", "stopped,true", "untouched,false"})
  void aNeighbourThatIsStoppedMayNotBeAnotherServicesOwn(String treatment, boolean refused) {
    JsonNode root = Tree.example();
    put(besideTheOne(root), "/process/name", new TextNode("ai-admin-api"));
    put(
        root,
        "/environments/production/services/whatsapp/neighbours/ai-admin-api/treatment",
        new TextNode(treatment));
    String whose = "production/whatsapp and production/other the same process";
    if (refused) refused(Tree.text(root), whose);
    else EstateFile.load(Example.write(folder, Tree.text(root)));
  }

  /** Another service, which shares the process with that of the example and nothing else. */
  private static ObjectNode besideTheOne(JsonNode root) {
    ObjectNode services = (ObjectNode) root.at("/environments/production/services");
    ObjectNode other = services.get("whatsapp").deepCopy();
    services.set("other", other);
    put(other, "/database/url", new TextNode("env:OTHER_URL"));
    put(other, "/checkout/path", new TextNode("/opt/other"));
    put(other, "/settings/path", new TextNode("/opt/other/.env"));
    put(other, "/sessions/folder", new TextNode("/opt/other/sessions"));
    put(other, "/sessions/copies", new TextNode("/var/lib/mayday/copies/other"));
    other.remove("neighbours");
    return other;
  }

  @Test
  void everyProblemIsToldAtOnceInTheOrderOfTheFile() {
    String text =
        Example.text()
            .replace("\nzone: UTC", "\nzone: Nowhere")
            .replace("rto: 20m", "rto: soon")
            .replace("host: app-1", "hostt: app-1");

    assertThatThrownBy(() -> EstateFile.load(Example.write(folder, text)))
        .isInstanceOf(Refused.class)
        .hasMessageMatching(
            "(?s)mayday.yaml is refused, 4 problems:\n  line 5: zone: \"Nowhere\" .*hostt: is"
                + " unknown; known here: .*rto: \"soon\" is not a duration.*HINT: .*");
  }

  @Test
  void whatIsNoYamlIsRefusedInOneSentence() throws java.io.IOException {
    for (String text :
        List.of("", "a: [", "a: b: c", "\t- x", "--- 1\n--- 2", "- a", "!!java.net.URL [x]"))
      assertThatThrownBy(() -> EstateFile.load(Example.write(folder, text)))
          .as(text)
          .isInstanceOf(Refused.class)
          .hasMessageContaining("HINT: ");
    Path binary = Files.write(folder.resolve("binary"), new byte[] {(byte) 0xff, 0, 1});
    for (Path file : List.of(binary, folder, folder.resolve("absent")))
      assertThatThrownBy(() -> EstateFile.load(file))
          .isInstanceOf(Refused.class)
          .hasMessageContaining("HINT: ");
  }

  private void refused(String text, String words) {
    assertThatThrownBy(() -> EstateFile.load(Example.write(folder, text)))
        .isInstanceOf(Refused.class)
        .hasMessageContaining(words)
        .hasMessageContaining("HINT: ")
        .hasMessageNotContaining(SECRET);
  }

  private static Stream<String> pointers() {
    return Tree.pointers(Tree.example(), "").stream();
  }

  private static Stream<String> groups() {
    JsonNode root = Tree.example();
    return Stream.concat(Stream.of(""), pointers())
        .filter(at -> root.at(at).isObject())
        .filter(
            at ->
                !at.matches(
                    ".*/(people|hosts|ladders|environments|services|neighbours|sendBody|sendHeaders|statusHeaders)"));
  }

  private static void put(JsonNode root, String pointer, JsonNode value) {
    int cut = pointer.lastIndexOf('/');
    JsonNode parent = root.at(pointer.substring(0, cut));
    String key = pointer.substring(cut + 1);
    if (parent instanceof ArrayNode list) list.set(Integer.parseInt(key), value);
    else ((ObjectNode) parent).set(key, value);
  }
}
