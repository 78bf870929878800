package dev.mayday.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.mayday.activities.estate.Host;
import dev.mayday.activities.pm2.Programs;
import dev.mayday.activities.secret.Secrets;
import dev.mayday.activities.unix.Account;
import dev.mayday.incident.Service;
import dev.mayday.world.Records;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who the service runs as and by which programs, each made bad. */
class UserWardTest {
  private static final String[] BOTH = {"FallBackToFiles", "ReturnToPostgres"};
  @TempDir Path folder;
  private Service service;
  private Host host;

  @BeforeEach
  void wellByItself() throws IOException {
    service = Estates.with(folder, "").services().values().iterator().next();
    Files.createDirectories(Path.of(service.checkout().path()));
    Files.createDirectories(Path.of(service.process().pm2Home()));
    Programs programs = new Programs(System.getenv());
    host = new Host("", programs.node().toString(), programs.pm2().toString(), "/usr/bin/git");
  }

  @Test
  void whatIsThereIsWell() {
    for (String what : new String[] {"user", "home", "pm2 home", "node", "git"}) look().well(what);
    assertThat(look().of("node").detail()).contains(host.node() + " v");
  }

  @Test
  void aUserThatThereIsNotIsRedAndNothingIsAskedAsIt() {
    service = Records.with(service, "process", Records.with(service.process(), "user", "no-such"));
    look().red("user", "there is no user no-such", BOTH);
    assertThat(look().all()).hasSize(1);
  }

  @Test
  void aProgramThatIsNotThereOrDoesNotRunIsRed() throws IOException {
    host = Records.with(host, "node", folder + "/node");
    look().red("node", "is not installed", BOTH);
    Path broken = Files.writeString(folder.resolve("broken"), "#!/bin/sh\nexit 3\n");
    Files.setPosixFilePermissions(broken, PosixFilePermissions.fromString("rwxr-xr-x"));
    host = Records.with(Records.with(host, "node", "" + broken), "git", "" + broken);
    look().red("node", "does not run as it should", BOTH);
    look().red("git", "does not run as it should", BOTH);
  }

  @Test
  void aCheckoutThatIsNotThereIsNoTreeForGit() throws IOException {
    Files.delete(Path.of(service.checkout().path()));
    look().red("git", "is not there", BOTH);
  }

  @Test
  void aPm2HomeThatIsNotThereIsRed() throws IOException {
    Files.delete(Path.of(service.process().pm2Home()));
    look().red("pm2 home", "is not there", BOTH);
  }

  /** No daemon is started to see whether one answers. */
  @Test
  void aPm2WithoutADaemonIsRedAndStaysWithoutOne() {
    launched().red("pm2", "does not know baileys-whatsapp-service", BOTH);
    assertThat(Path.of(service.process().pm2Home())).isEmptyDirectory();
  }

  @Test
  void aPm2ThatIsNotWhereItIsSaidToBeIsRed() {
    host = Records.with(host, "pm2", folder + "/pm2.js");
    launched().red("pm2", "pm2 is not installed (" + folder + "/pm2.js)", BOTH);
  }

  private Findings launched() {
    return Findings.of(
        new Secrets(Map.of()), looks -> new UserWard(service, host, looks).launched());
  }

  /** A home, and a daemon, that are another's: only root can make them so. */
  @Test
  void aHomeThatIsClosedAndADaemonOfAnotherAreRed() throws IOException {
    assumeTrue(Account.own().uid() == 0, "only root runs programs as another user");
    service = Records.with(service, "process", Records.with(service.process(), "user", "nobody"));
    Account nobody = new Account("nobody", Account.of("nobody").uid(), folder);
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
    Secrets secrets = new Secrets(Map.of());
    assertThat(Finding.of("home", secrets, () -> UserWard.home(nobody)).detail())
        .contains("cannot be read by it");
    Account homeless = new Account("nobody", nobody.uid(), folder.resolve("none"));
    assertThat(Finding.of("home", secrets, () -> UserWard.home(homeless)).detail())
        .contains("is not there");
    Path home = Path.of(service.process().pm2Home());
    Files.setOwner(
        home, home.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName("nobody"));
    Files.writeString(home.resolve("pm2.pid"), "" + ProcessHandle.current().pid());
    look().red("pm2 home", "the PM2 daemon of " + home + " belongs to root and not to", BOTH);
  }

  private Findings look() {
    return Findings.of(new Secrets(Map.of()), looks -> new UserWard(service, host, looks).visit());
  }
}
