package dev.mayday.activities.unix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.mayday.activities.unix.Account.Want;
import dev.mayday.system.Refused;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AccountTest {
  private static final String OTHER = "nobody";

  @Test
  void theWorkersOwnUserIsKnownAndActs() {
    Account own = Account.of("");
    assertThat(own).isEqualTo(Account.own()).isEqualTo(Account.of(own.name()));
    assertThat(own.acts()).isEqualTo("programs run as " + own.name());
    assertThat(own.may(Want.READ, Path.of("/proc/self/environ"))).isTrue();
    assertThat(own.may(Want.READ, Path.of("/there/is/no/such"))).isFalse();
  }

  @Test
  void aUserThatThereIsNotIsNamed() {
    assertThatThrownBy(() -> Account.of("no-such-user"))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("there is no user no-such-user")
        .hasMessageContaining("HINT: ");
  }

  /** Where the tests run as root, rights are asked as another user, whom root's do not help. */
  @Test
  void anothersRightsAreItsOwn(@TempDir Path folder) throws IOException {
    assumeTrue(Account.own().uid() == 0, "only root runs programs as another user");
    Account other = Account.of(OTHER);
    assertThat(other.acts()).contains(OTHER);
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    Path file = Files.writeString(folder.resolve("settings"), "x");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
    assertThat(other.may(Want.READ, file)).isTrue();
    assertThat(other.may(Want.WRITE, file)).isFalse();
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
    assertThat(other.may(Want.READ, file)).as("the folder is closed").isFalse();
  }

  @Test
  void whoMayNotBecomeAnotherIsToldSo() {
    assumeTrue(Account.own().uid() != 0, "root may become everybody");
    assertThatThrownBy(() -> Account.of(OTHER).acts())
        .isInstanceOf(Refused.class)
        .hasMessageContaining("must run as " + OTHER);
  }
}
