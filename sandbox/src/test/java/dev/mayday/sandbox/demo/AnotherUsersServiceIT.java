package dev.mayday.sandbox.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.mayday.activities.unix.Account;
import dev.mayday.incident.Outcome;
import dev.mayday.incident.Report;
import dev.mayday.sandbox.Fault;
import dev.mayday.sandbox.Kind;
import dev.mayday.sandbox.Sandbox;
import dev.mayday.sandbox.Status;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/**
 * Mayday runs as root and the service as somebody else, as on most servers: both recoveries, after
 * which the service still owns everything of its own.
 */
class AnotherUsersServiceIT extends OnGround {
  private Resident resident;
  private String rights;

  AnotherUsersServiceIT() {
    super(2, 60, "FallBackToFiles: { coolDown: 0s, watchFor: 0s }");
  }

  @Override
  Kind kind() {
    assumeTrue(Account.own().uid() == 0, "only root may become another user");
    return Kind.GATEWAY;
  }

  @Override
  Setting before(Sandbox sandbox) {
    resident = new Resident(sandbox, "backup");
    resident.movesIn();
    Status status = sandbox.awaitGreen(PATIENCE);
    assertThat(status.green()).as(status.table()).isTrue();
    rights = rights(sandbox);
    return new Setting(Map.of(), Map.of(), text -> Crashes.brisk(resident.configured(text)));
  }

  /** The environment of another user's process is closed to a root without CAP_SYS_PTRACE. */
  @Override
  List<String> alsoSeen() {
    return List.of("file", "command line");
  }

  @Test
  @Order(1)
  void theDoctorFindsThatItMayDoEverythingAsThatUser() {
    String said = ground.scene.say("doctor").text();
    assertThat(said)
        .contains("programs run as backup")
        .doesNotContain("FAIL " + ground.sandbox.target() + ": ");
  }

  @Test
  @Order(2)
  void itFallsBackToFilesAsThatUser() throws IOException {
    ground.sandbox.breakIt(Fault.POSTGRES_STOPPED);
    carriedOut("FallBackToFiles");
    isTheirs("files");
  }

  @Test
  @Order(3)
  void itReturnsToPostgresAsThatUser() throws IOException {
    ground.sandbox.heal();
    carriedOut("ReturnToPostgres");
    isTheirs("postgres");
  }

  private void carriedOut(String scenario) {
    String run = ground.begin(scenario, "it is due");
    ground.answers(0, ground.asked(run), "yes", "on-call");
    Report end = ground.end(run);
    assertThat(end.outcome()).as("%s", end).isEqualTo(Outcome.RECOVERED);
  }

  private void isTheirs(String mode) throws IOException {
    Status status = ground.sandbox.awaitGreen(PATIENCE);
    assertThat(status.green()).as(status.table()).isTrue();
    assertThat(status.mode()).isEqualTo(mode);
    assertThat(resident.strangers()).isEmpty();
    assertThat(rights(ground.sandbox)).isEqualTo(rights);
    Path process = Path.of("/proc", String.valueOf(Self.of(ground.sandbox).pid()));
    assertThat(Resident.owner(process)).isEqualTo("backup");
    Path roots = Files.writeString(ground.sandbox.checkout().resolve("var/of-root"), "");
    assertThat(resident.strangers()).as("the search finds what is there").containsExactly(roots);
    Files.delete(roots);
  }

  /** Of the settings, which hold secrets. */
  private static String rights(Sandbox sandbox) {
    try {
      return Files.getPosixFilePermissions(sandbox.envFile()).toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
