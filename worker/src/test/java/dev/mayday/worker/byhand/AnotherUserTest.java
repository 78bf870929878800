package dev.mayday.worker.byhand;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Root pastes, and the service is another user's, as on most servers. Only root may become another;
 * where the tests run as somebody else this is skipped, and says so.
 */
class AnotherUserTest {
  @TempDir Path folder;

  /** A program that only root's PATH has is found, and PM2 is asked by nobody but its user. */
  @Test
  void everyBlockAsksPm2AsTheServicesUserWithNothingButItsHome() throws IOException {
    assumeTrue(owner("/proc/self").equals(0), "only root runs programs as another user");
    Box box = Box.of(folder, "nobody");
    box.through("hand look", "hand online");
    assertThat(box.said("hand online && hand errors").text())
        .contains("online, pid ", "no new errors in ");
    assertThat(box.told("pm2")).containsExactly("stop wa", "restart wa --update-env");
    assertThat(owner("pm2")).isNotEqualTo(0);
    assertThat(box.text("pm2/asked").lines())
        .containsOnly(owner("pm2") + " PM2_HOME", owner("pm2") + " LEFT_OUT,MODE_OF_IT,PM2_HOME");
    assertThat(owner("checkout/sessions/company_1/creds.json")).isEqualTo(owner("pm2"));
  }

  private Object owner(String file) throws IOException {
    return Files.getAttribute(folder.resolve(file), "unix:uid");
  }
}
