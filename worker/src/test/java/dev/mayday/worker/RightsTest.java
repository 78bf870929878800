package dev.mayday.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.mayday.activities.pm2.Launched;
import dev.mayday.activities.secret.Secrets;
import dev.mayday.activities.unix.Account;
import dev.mayday.incident.Service;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Rights are asked as the service's own user, so these need root, which may become another; where
 * the tests run as somebody else they are skipped, and say so.
 */
class RightsTest {
  private static final String HERE = "production/whatsapp: ";
  @TempDir Path folder;
  private Path settings;
  private Service service;

  @BeforeEach
  void aServiceOfAnotherUser() throws IOException {
    assumeTrue(Account.own().uid() == 0, "only root runs programs as another user");
    mode(folder, "rwxr-xr-x");
    service = Estates.of(folder, "nobody").services().values().iterator().next();
    settings = Path.of(service.settings().path());
    for (Path path : List.of(settings.getParent(), Path.of(service.process().pm2Home())))
      give(Files.createDirectories(path), "rwxr-xr-x");
    give(Files.writeString(settings, "X=1"), "rw-------");
  }

  @Test
  void withEveryRightEachIsThere() {
    assertThat(rights()).allMatch(Finding::ok).hasSizeGreaterThan(8);
    assertThat(rights()).allMatch(one -> one.stops().isEmpty());
  }

  /** Each right that is taken away is found, as that user, with the scenarios that need it. */
  @Test
  void aRightThatIsMissingIsNamedWithTheScenariosThatItWouldStop() throws IOException {
    Files.setOwner(settings, owner("root"));
    Finding found = red("nobody reads " + settings);
    assertThat(found.stops()).containsExactly("FallBackToFiles", "ReturnToPostgres");
    assertThat(found.detail()).contains("nobody may not", "rw------- of root");
    assertThat(found.hint()).contains("chown");
    assertThat(found.environment() + found.service() + found.host())
        .isEqualTo("productionwhatsappapp-1");
  }

  /** A service that may nothing, and a worker that may nothing, are told each right. */
  @Test
  void eachReadAndWriteIsRedForItselfWithWhatItStops() throws IOException {
    Path tree = settings.getParent();
    Path pm2 = Path.of(service.process().pm2Home());
    Path socket = Files.writeString(pm2.resolve("rpc.sock"), "");
    Path sessions = Files.createDirectory(Path.of(service.sessions().folder()));
    for (Path path : List.of(settings, socket, sessions, tree, pm2)) {
      Files.setOwner(path, owner("root"));
      mode(path, "rwx------");
    }
    String[] both = {"FallBackToFiles", "ReturnToPostgres"};
    Findings found = rights(Account.of("daemon"));
    for (String right :
        List.of(
            "nobody reads " + settings,
            "nobody reads " + tree,
            "nobody enters " + tree,
            "nobody writes " + pm2,
            "daemon reads " + settings,
            "daemon writes " + settings,
            "daemon writes " + tree,
            "daemon writes " + socket)) {
      Finding one = found(found.all(), right);
      assertThat(one.ok()).as(right).isFalse();
      assertThat(one.hint()).as(right).contains("chown");
    }
    assertThat(found.reds().values()).allMatch(stops -> !stops.isEmpty());
    found.red("daemon writes " + settings, "daemon may not", both);
    found.red("daemon reads " + sessions, "daemon may not", "ReturnToPostgres");
    found.red("daemon enters " + sessions, "daemon may not", "ReturnToPostgres");
    found.red("owner of sessions", "would belong to user number 0", "FallBackToFiles");
    assertThat(found.all()).noneMatch(Finding::ok);
  }

  /** A worker that is neither root nor the service's user can give it nothing. */
  @Test
  void aWorkerThatMayNotGiveSessionsAwayIsRed() {
    rights(Account.of("daemon"))
        .red("owner of sessions", "daemon may not give sessions to nobody", "FallBackToFiles");
  }

  @Test
  void whoeverOwnsTheFolderAboveTheSessionsMustBeTheService() throws IOException {
    Files.setOwner(settings.getParent(), owner("daemon"));
    Finding found = red("owner of sessions");
    assertThat(found.stops()).containsExactly("FallBackToFiles");
    assertThat(found.detail()).contains("would belong to user number", "runs as nobody");
  }

  @Test
  void aClosedFolderAndAClosedPm2AreNamed() throws IOException {
    mode(settings.getParent(), "rwx------");
    Files.setOwner(settings.getParent(), owner("root"));
    assertThat(red("nobody enters " + settings.getParent()).stops()).isNotEmpty();
    Files.setOwner(Path.of(service.process().pm2Home()), owner("root"));
    assertThat(red("nobody writes " + service.process().pm2Home()).stops()).hasSize(2);
  }

  @Test
  void aPm2HomeOfAnotherUserAndAUserWithoutAHomeAreNamed() throws IOException {
    Looks looks = looks();
    new UserWard(service, Estates.of(folder, "nobody").hosts().get("app-1"), looks).visit();
    assertThat(found(looks.findings(), "user").ok()).isTrue();
    assertThat(found(looks.findings(), "pm2 home").ok()).isTrue();
    Finding home = found(looks.findings(), "home");
    assertThat(home.ok()).isEqualTo(Files.isDirectory(Account.of("nobody").home()));
    Files.setOwner(Path.of(service.process().pm2Home()), owner("root"));
    Looks again = looks();
    new UserWard(service, Estates.of(folder, "nobody").hosts().get("app-1"), again).visit();
    Finding pm2 = found(again.findings(), "pm2 home");
    assertThat(pm2.detail()).isEqualTo("PM2_HOME belongs to root and not to nobody");
    assertThat(pm2.stops()).containsExactly("FallBackToFiles", "ReturnToPostgres");
  }

  private Finding red(String what) {
    Finding found = found(rights(), what);
    assertThat(found.ok()).as(found.toString()).isFalse();
    return found;
  }

  private static Finding found(List<Finding> all, String what) {
    return all.stream().filter(one -> one.what().equals(HERE + what)).findFirst().orElseThrow();
  }

  private List<Finding> rights() {
    return rights(Account.own()).all();
  }

  private Findings rights(Account worker) {
    Looks looks = looks();
    Launched launched = new Launched(settings, folder, "node", List.of(settings));
    Account user = Account.of("nobody");
    new Rights(service, user, worker, Optional.of(launched), looks).visit();
    return new Findings(looks.findings());
  }

  private Looks looks() {
    return new Looks(new Secrets(Map.of())).on("app-1").of(service.target());
  }

  private static void give(Path path, String mode) throws IOException {
    mode(path, mode);
    Files.setOwner(path, owner("nobody"));
  }

  private static void mode(Path path, String mode) throws IOException {
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(mode));
  }

  private static java.nio.file.attribute.UserPrincipal owner(String name) throws IOException {
    return Path.of("/").getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName(name);
  }
}
