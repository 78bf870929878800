package dev.mayday.activities.sessions;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** 200 MB of keys pass through a JVM that could not hold a quarter of them. */
class FlatMemoryTest {
  @TempDir Path root;

  @Test
  void whatIsStagedMayBeFarLargerThanTheHeap() throws Exception {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    String path =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    File log = root.resolve("log").toFile();
    Process process =
        new ProcessBuilder(
                List.of(java, "-Xmx48m", "-cp", path, ManyKeys.class.getName(), root.toString()))
            .redirectErrorStream(true)
            .redirectOutput(log)
            .start();
    try {
      assertThat(process.waitFor(8, TimeUnit.MINUTES)).isTrue();
      String said = Files.readString(log.toPath(), StandardCharsets.UTF_8);
      assertThat(said).contains("staged 20000 keys");
      assertThat(process.exitValue()).isZero();
    } finally {
      process.destroyForcibly();
    }
  }
}
