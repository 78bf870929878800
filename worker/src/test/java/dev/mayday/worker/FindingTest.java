package dev.mayday.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mayday.activities.secret.Secrets;
import dev.mayday.system.Refused;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FindingTest {
  private final Secrets secrets = new Secrets(Map.of("TOKEN", "tok-12345"));

  @Test
  void aFailureBecomesAFindingWithItsHintAndWithoutItsSecret() {
    secrets.resolve("env:TOKEN");

    assertThat(Finding.of("it", secrets, () -> "fine with tok-12345"))
        .isEqualTo(new Finding("it", true, "fine with ***", ""));
    assertThat(
            Finding.of(
                "it",
                secrets,
                () -> {
                  throw new Refused("no tok-12345 here\nHINT: look there");
                }))
        .isEqualTo(new Finding("it", false, "no *** here", "look there"));
  }

  @Test
  void aFolderThatDoesNotExistYetIsJudgedByTheOneThatItWouldBeIn(@TempDir Path folder) {
    assertThat(Finding.of("it", secrets, () -> Folders.roomy(folder + "/a/b")).ok()).isTrue();
    assertThat(folder).isEmptyDirectory();
    assertThat(Finding.of("it", secrets, () -> Folders.roomy("/proc/mayday")).ok()).isFalse();
  }
}
