package dev.mayday.activities.sessions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mayday.activities.postgres.PostgresCluster;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** 200 MB of keys pass through a JVM that could not hold a quarter of them. */
class FlatMemoryTest {
  private static final long LARGE = 200_000_000;
  @TempDir Path root;

  @Test
  void whatIsStagedMayBeFarLargerThanTheHeap() throws Exception {
    assertThat(said(ManyKeys.class, Map.of())).contains("staged 20000 keys");
  }

  /** The rows of a real database, whose driver would read a whole table at once if it might. */
  @Test
  void whatIsExportedMayBeFarLargerThanTheHeap() throws Exception {
    Fallen world = new Fallen(root);
    world.company(1, 10);
    world.sql(
        "INSERT INTO bot.whatsapp_keys (company_id, key_type, key_id, key_data) SELECT 1,"
            + " 'device-list', '7900' || n, to_jsonb(array_fill(repeat('7', 100), ARRAY[100]))"
            + " FROM generate_series(1, 20000) n");
    String size = world.query("SELECT sum(length(key_data::text)) FROM bot.whatsapp_keys");
    assertThat(Long.parseLong(size)).isGreaterThan(LARGE);
    String url = PostgresCluster.shared().url(world.name);
    assertThat(said(ManyRows.class, Map.of("DATABASE_URL", url))).contains("copied 20000 keys");
  }

  /** What a program says that ends well with a small heap. */
  private String said(Class<?> program, Map<String, String> environment) throws Exception {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    String path =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    File log = root.resolve("log").toFile();
    ProcessBuilder builder =
        new ProcessBuilder(
                List.of(java, "-Xmx48m", "-cp", path, program.getName(), root.toString()))
            .redirectErrorStream(true)
            .redirectOutput(log);
    builder.environment().putAll(environment);
    Process process = builder.start();
    try {
      assertThat(process.waitFor(8, TimeUnit.MINUTES)).isTrue();
      String said = Files.readString(log.toPath(), StandardCharsets.UTF_8);
      assertThat(process.exitValue()).as(said).isZero();
      return said;
    } finally {
      process.destroyForcibly();
    }
  }
}
