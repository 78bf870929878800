package dev.mayday.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mayday.activities.estate.EstateFile;
import dev.mayday.system.Refused;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MachineTest {
  @TempDir Path folder;

  @Test
  void theFingerprintTellsMachinesApartWithoutTheirIds() throws IOException {
    Path one = Files.writeString(folder.resolve("one"), "0123456789abcdef0123456789abcdef\n");
    Path other = Files.writeString(folder.resolve("other"), "f123456789abcdef0123456789abcdef\n");

    assertThat(Machine.fingerprint(one).orElseThrow())
        .matches("[0-9a-f]{64}")
        .isNotEqualTo(Machine.fingerprint(other).orElseThrow())
        .doesNotContain("0123456789abcdef0123456789abcdef");
    assertThat(Machine.fingerprint(folder.resolve("none"))).as("a root nobody booted").isEmpty();
  }

  @Test
  void aHostThatIsNotThereOrNotThisMachineIsRefused() {
    EstateFile estate = Estates.with(folder, "a".repeat(64));

    assertThatThrownBy(() -> Machine.prove(estate, "app-2"))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("HINT: there are app-1");
    assertThatThrownBy(() -> Machine.prove(estate, "app-1"))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("is not the host");
    Machine.prove(Estates.with(folder, ""), "app-1");
  }
}
