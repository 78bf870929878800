package dev.mayday.activities.neighbours;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mayday.activities.postgres.Connections;
import dev.mayday.activities.secret.Secrets;
import dev.mayday.incident.Checkout;
import dev.mayday.incident.Database;
import dev.mayday.incident.Neighbour;
import dev.mayday.incident.Neighbour.Shared;
import dev.mayday.incident.Settings;
import dev.mayday.system.Neighbourhood;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Processes that are another user's, as /proc shows them to a worker that is not root. */
class LookTest {
  /** No process can have it: nothing of it is read from /proc. */
  private static final long PID = 1L << 40;

  @TempDir private Path checkout;
  private Path script;

  @BeforeEach
  void theScript() throws Exception {
    script = Files.writeString(checkout.toRealPath().resolve("sync.js"), "");
  }

  @Test
  void aUnitIsKnownThroughAClosedDoor() {
    Proc closed = closed("sync.service", "node", "worker");
    Neighbourhood seen = look(List.of(closed), false, unit("sync.service"));
    assertThat(seen.of("sync")).singleElement().matches(one -> one.shares().contains(Shared.ENV));
    assertThat(seen.doubtful()).isEmpty();
  }

  /** A person's own shell is none; what a listed unit runs is, shell or not. */
  @Test
  void aListedUnitMayRunAShell() {
    Proc shell = closed("sync.service", "bash", "-c", "while :; do sync; done");
    assertThat(look(List.of(shell), false, unit("sync.service")).of("sync")).hasSize(1);
    assertThat(look(List.of(shell), false, command("bash")).found()).isEmpty();
  }

  @Test
  void aScriptWithItsWholePathIsKnownThroughAClosedDoor() {
    Proc closed = closed("", "node", script.toString());
    assertThat(look(List.of(closed), false, command("sync[.]js$")).of("sync")).hasSize(1);
  }

  @Test
  void whereItsFolderIsNotKnownItMayBeTheListedOne() {
    Proc closed = closed("", "node", "sync.js");
    for (String pattern :
        List.of("sync[.]js$", "^node " + script + "$", "^node /home/other/sync[.]js$")) {
      Neighbourhood seen = look(List.of(closed), false, command(pattern));
      assertThat(seen.doubtful()).as(pattern).containsExactly("sync");
      assertThat(seen.unseen()).contains("whether neighbour sync runs cannot be seen");
    }
  }

  /** Negative control: root's processes are always closed to a worker that is not root. */
  @Test
  void whatCannotBeTheListedOneCastsNoDoubt() {
    List<Proc> others =
        List.of(
            closed("", "/usr/sbin/cron", "-f"),
            closed("", "nginx: sync process"),
            closed("", "tail", "sync.js"),
            closed("", "node", "other.js"));
    assertThat(look(others, false, command("node .*sync[.]js$")).doubtful()).isEmpty();
    assertThat(look(List.of(), false, unit("sync.service")).doubtful()).isEmpty();
  }

  @Test
  void whereOthersAreNotEvenNamedNobodyKnows() {
    assertThat(look(List.of(), true, unit("sync.service")).doubtful()).containsExactly("sync");
    assertThat(look(List.of(), true, command("sync[.]js$")).doubtful()).containsExactly("sync");
    Proc own = closed("sync.service", "node", "sync.js");
    assertThat(look(List.of(own), true, unit("sync.service")).doubtful()).isEmpty();
  }

  private Neighbourhood look(List<Proc> processes, boolean blind, Neighbour listed) {
    String url = "postgresql://app@127.0.0.1:1/app";
    Connections connections = new Connections(new Secrets(Map.of("DATABASE_URL", url)));
    return new Look(connections, new Sockets(List.of()), processes, blind, List.of(listed))
        .around(
            new Checkout(checkout.toString(), "main", "tag", List.of()),
            new Settings(checkout + "/.env", "THE_MODE", "database", "files", ""),
            new Database(
                "env:DATABASE_URL", Duration.ofSeconds(1), Duration.ZERO, Duration.ZERO, List.of()),
            null);
  }

  private static Proc closed(String unit, String... words) {
    return new Proc(PID, 1, "other", List.of(words), Map.of(), null, unit, false);
  }

  private static Neighbour unit(String unit) {
    return neighbour(unit, "");
  }

  private static Neighbour command(String command) {
    return neighbour("", command);
  }

  private static Neighbour neighbour(String unit, String command) {
    return new Neighbour(
        "sync", null, unit, command, "", List.of(Shared.ENV), Neighbour.Treatment.STOPPED);
  }
}
