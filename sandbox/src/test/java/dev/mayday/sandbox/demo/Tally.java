package dev.mayday.sandbox.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mayday.incident.Report;
import dev.mayday.sandbox.Sandbox;
import java.io.IOException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a client was told and what WhatsApp's side wrote down, held against what is stored: neither
 * of them knows Mayday.
 *
 * @param settled what was refused before is of the sandbox's own making
 */
record Tally(Sandbox sandbox, Client client, Instant settled) {
  OtherEnd other() {
    return OtherEnd.of(sandbox);
  }

  /** What the client knows is taken first, for it writes on. */
  void everythingIsAccountedFor() {
    Set<String> told = client.acknowledged();
    assertThat(other().refused(settled)).as("new identities, stale sessions").isEmpty();
    assertThat(other().usedAgain()).isEmpty();
    Set<String> accepted =
        other().messages().stream().map(OtherEnd.Message::id).collect(Collectors.toSet());
    assertThat(accepted).as("nothing acknowledged is invented").containsAll(told);
    assertThat(client.refused()).as("the client wrote while nobody was there").isPositive();
  }

  /** The report's numbers against what lies in the copy that the fallback lived on. */
  static void keptAsideIsNamed(Report end, Keys copy, Collection<String> companies) {
    for (String company : companies)
      assertThat(end.loss().keptAside())
          .contains("company " + company + ": " + copy.ratchets(company) + " ratchets");
  }

  /**
   * A ratchet that lies in the files was begun there; everything else was in the copy.
   *
   * @param process the service's on files
   * @param apart companies that were not started on files
   */
  void nothingIsInvented(Keys copy, long process, Set<String> apart) throws IOException {
    Keys files = Keys.inFolder(sandbox, sandbox.sessionsFolder());
    Set<String> begun = other().last(process).keySet();
    for (String name : files.all().keySet()) {
      assertThat(Keys.company(name)).isNotIn(apart);
      if (Keys.ratchet(name)) assertThat(begun).as("begun anew on files").contains(name);
      else if (!name.contains("/pre-key-")) assertThat(copy.all()).containsKey(name);
      if (Keys.creds(name))
        assertThat(files.get(name).path("signedIdentityKey"))
            .isEqualTo(copy.get(name).path("signedIdentityKey"));
    }
  }

  /** Nothing that was acknowledged is lost: each conversation is stored as far as it came. */
  static void covered(Map<String, Position> acknowledged, Keys stored) {
    assertThat(acknowledged).isNotEmpty();
    acknowledged.forEach(
        (name, at) ->
            assertThat(Position.of(stored.get(name)).covers(at))
                .as(name + " covers what was acknowledged")
                .isTrue());
  }

  /** The process that was the last to send. */
  long sender() {
    List<OtherEnd.Message> all = other().messages();
    return all.get(all.size() - 1).pid();
  }
}
