package dev.mayday.starter.setup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.mayday.activities.estate.EstateFile;
import dev.mayday.activities.estate.Reaching.OneTimeCodes;
import dev.mayday.incident.Neighbour;
import dev.mayday.incident.Service;
import dev.mayday.incident.Target;
import dev.mayday.system.Refused;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a person reads in the draft, and that Mayday can read it. */
class DraftTest {
  private static final Wishes WISHES =
      new Wishes(
          "app-1",
          "production",
          "desk",
          "",
          "",
          Path.of("/var/lib/mayday"),
          Path.of("/etc/mayday/secrets"));
  private final Guesses guesses = new Guesses(WISHES, UnaryOperator.identity());
  @TempDir Path folder;

  @Test
  void everyGuessStandsBelowItsEvidenceAndTheFileIsGood() throws IOException {
    least();
    guesses.sure(
        "service.sessions.auth.table", "device_identity", "3 of 3 rows hold signedIdentityKey");
    guesses.likely("service.checkout.tag", "on-disk-2", "its name", "v1", "v2");
    guesses.likely("service.settings.mode", "STORE", "is set to tables");
    guesses.likely("service.settings.onDatabase", "true", "its value now");
    guesses.likely("service.settings.onFiles", "no", "the opposite");
    guesses.unsure(
        "service.messaging.openLog", "line \"(?<company>\\d+)\" is up", "matches 3 lines");
    String text = draft();
    assertThat(text)
        .contains(
            "# guess, sure: 3 of 3 rows hold signedIdentityKey\n            table: device_identity")
        .contains("# guess, likely: its name\n          # could also be: v1 | v2\n");
    Service service = read(text);
    assertThat(service.sessions().auth().table()).isEqualTo("device_identity");
    assertThat(service.checkout().tag()).isEqualTo("on-disk-2");
    assertThat(service.settings().onDatabase()).isEqualTo("true");
    assertThat(service.settings().onFiles()).isEqualTo("no");
    assertThat(service.messaging().openLog()).isEqualTo("line \"(?<company>\\d+)\" is up");
  }

  @Test
  void whatWasNotFoundIsMissingAndNotADefaultInSilence() throws IOException {
    least();
    guesses.missing("service.messaging.filesLog", "see the code of the tag");
    String text = draft();
    assertThat(text).contains("# MISSING filesLog: see the code of the tag\n");
    assertThat(text).doesNotContain("\n        messaging:").doesNotContain("\n          auth:");
    assertThat(read(text).messaging().filesLog()).isEmpty();
  }

  /** Left out, it would be what another service has, and nobody would see it. */
  @Test
  void everyMissingThatAPersonLeavesOutIsListedWithWhatCountsThen() throws IOException {
    least();
    guesses.missing("service.checkout.tag", "which one?");
    guesses.missing("service.messaging.filesLog", "see the code of the tag");
    guesses.missing("people.lead.email", "a mailbox");
    guesses.missing("people.nobody.email", "a mailbox of somebody who is not in the file");
    String in = "environments.production.services.desk.";
    assertThat(unsaid(draft()))
        .extracting(Unsaid::key, Unsaid::meaning)
        .containsExactly(
            tuple(in + "checkout.tag", "not said; the default `emergency-file-fallback-v1` counts"),
            tuple(in + "messaging.filesLog", "not said; the default \"\" counts"),
            tuple("people.lead.email", "not said; without it there is none"));
    assertThat(unsaid(draft().replace("# MISSING tag: which one?", "tag: on-disk")))
        .extracting(Unsaid::key)
        .containsExactly(in + "messaging.filesLog", "people.lead.email");
  }

  @Test
  void whatEveryFileMustHaveIsAskedForByTheReaderToo() {
    guesses.missing("service.checkout.path", "lies in no git working tree");
    assertThat(draft()).contains("# MISSING path: lies in no git working tree");
    assertThatThrownBy(() -> read(draft()))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("checkout.path: is missing");
  }

  /** Without the key nobody gets a button or a one-time code. */
  @Test
  void theKeyOfButtonsAndOneTimeCodesIsDrafted() throws IOException {
    least();
    String key = "file:/etc/mayday/secrets/codes.key";
    assertThat(codes(draft())).contains(key);
    assertThat(codes(draft().replace("codes:\n  key: " + Yaml.value(key), ""))).isEmpty();
  }

  @Test
  void neighboursAreDraftedAsTheyWouldBeListedAndLeftAlone() throws IOException {
    least();
    for (String name : new String[] {"sync.js", "report"})
      guesses.unsure(
          NeighboursLook.KEY + name,
          "{ command: 'node /srv/%s', shares: [database, env], treatment: untouched }"
              .formatted(name),
          name + " shares the database");
    String text = draft();
    assertThat(text)
        .contains("# guess, unsure: sync.js shares the database\n          sync.js: { command");
    assertThat(read(text).neighbours())
        .extracting(Neighbour::name, Neighbour::treatment)
        .containsExactly(
            tuple("sync.js", Neighbour.Treatment.UNTOUCHED),
            tuple("report", Neighbour.Treatment.UNTOUCHED));
  }

  @Test
  void whatOthersWroteIntoLogsAndCodeStaysOneLineOfComment() throws IOException {
    least();
    guesses.likely("service.checkout.tag", "t", "its code says\nstate: /evil", "a\nb: c");
    assertThat(draft()).doesNotContain("\nstate: /evil").doesNotContain("\nb: c");
    read(draft());
  }

  private void least() {
    guesses.sure("service.runbook", "/srv/desk/README.md", "a page");
    guesses.sure("service.database.url", "file:/srv/desk/.env#DB", "is a URL");
    guesses.sure("service.checkout.path", "/srv/desk", "the tree");
    guesses.sure("service.process.pm2Home", "/srv/desk/.pm2", "PM2");
  }

  private String draft() {
    return new Draft(found()).text();
  }

  private Look.Found found() {
    return new Look.Found(WISHES, guesses.all(), guesses.notes(), "a server");
  }

  private List<Unsaid> unsaid(String text) throws IOException {
    Path file = Files.writeString(folder.resolve("mayday.yaml"), text);
    return Unsaid.of(EstateFile.leftOut(file), found());
  }

  private Optional<String> codes(String text) throws IOException {
    Path file = Files.writeString(folder.resolve("mayday.yaml"), text);
    return EstateFile.load(file).reaching().codes().map(OneTimeCodes::key);
  }

  private Service read(String text) throws IOException {
    Path file = Files.writeString(folder.resolve("mayday.yaml"), text);
    return EstateFile.load(file).service(new Target("production", "desk"));
  }
}
