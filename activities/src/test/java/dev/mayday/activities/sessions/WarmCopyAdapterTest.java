package dev.mayday.activities.sessions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mayday.activities.postgres.Connections;
import dev.mayday.activities.secret.Secrets;
import dev.mayday.activities.sessions.disk.Disk;
import dev.mayday.incident.Database;
import dev.mayday.incident.SessionStore;
import dev.mayday.system.Copy;
import dev.mayday.system.Unavailable;
import dev.mayday.system.WarmCopy;
import dev.mayday.system.WarmCopyContract;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The contract on PostgreSQL and a disk, and what only they show. */
class WarmCopyAdapterTest extends WarmCopyContract {
  private static final String TYPE = "lid-mapping";

  @TempDir Path folder;
  private Fallen world;
  private WarmCopy warmCopy;

  @BeforeEach
  void begin() {
    world = new Fallen(folder);
    world.company(1, 10);
    warmCopy = new WarmCopyAdapter(world.connections);
  }

  @Override
  protected WarmCopy warmCopy() {
    return warmCopy;
  }

  @Override
  protected Database database() {
    return world.database;
  }

  @Override
  protected SessionStore store() {
    return world.store;
  }

  @Override
  protected void row(String id, String value) {
    world.row("1", TYPE, id, value == null ? null : '"' + value + '"');
  }

  @Override
  protected String copied(String id) throws Exception {
    Path file = current().resolve("sessions/company_1/" + TYPE + "-" + id + ".json");
    if (!Files.exists(file)) return null;
    String json = Files.readString(file);
    return json.substring(1, json.length() - 1);
  }

  @Override
  protected void loseDatabase() {
    Secrets nowhere = new Secrets(Map.of("DATABASE_URL", "postgresql://u:p@127.0.0.1:1/db"));
    warmCopy = new WarmCopyAdapter(new Connections(nowhere));
  }

  private Path copies() {
    return Path.of(world.store.copies());
  }

  private Path current() throws Exception {
    return copies().resolve("current").toRealPath();
  }

  private List<String> generations() throws Exception {
    return Disk.names(copies()).stream().filter(name -> name.startsWith("copy-")).toList();
  }

  @Test
  void fetches_only_what_changed() throws Exception {
    world.sql(
        "INSERT INTO bot.whatsapp_keys (company_id, key_type, key_id, key_data) SELECT 1, 'lid-mapping', 'n' || n, '\"x\"' FROM generate_series(1, 1300) n");
    assertThat(refresh().fetched()).isEqualTo(1301);
    row("n7", "newer");
    row("n8", null);
    Copy copy = refresh();
    assertThat(List.of(copy.fetched(), copy.dropped(), copy.keys())).containsExactly(1L, 1L, 1299L);
    assertThat(copied("n7")).isEqualTo("newer");
    assertThat(copied("n9")).isEqualTo("x");
    assertThat(refresh().fetched()).isZero();
  }

  @Test
  void keeps_the_generation_before_and_no_older_one() throws Exception {
    row("a", "one");
    refresh();
    Path first = current();
    row("a", "two");
    refresh();
    assertThat(Files.readString(first.resolve("sessions/company_1/lid-mapping-a.json")))
        .isEqualTo("\"one\"");
    refresh();
    assertThat(Files.exists(first)).isFalse();
    assertThat(generations()).hasSize(2);
  }

  @Test
  void a_file_that_rotted_in_the_copy_is_fetched_anew() throws Exception {
    row("a", "one");
    refresh();
    Files.writeString(current().resolve("sessions/company_1/lid-mapping-a.json"), "\"rot\"");
    assertThat(refresh().fetched()).isEqualTo(1);
    assertThat(copied("a")).isEqualTo("one");
  }

  @Test
  void what_a_dead_attempt_left_is_finished_or_removed() throws Exception {
    row("a", "one");
    refresh();
    Files.createDirectories(copies().resolve("copy-000000000000001/sessions/company_9"));
    refresh();
    assertThat(generations()).hasSize(2);
    assertThat(Files.exists(current().resolve("sessions/company_9"))).isFalse();
    assertThat(copied("a")).isEqualTo("one");
  }

  @Test
  void two_refreshes_at_once_are_one() throws Exception {
    refresh();
    try (var channel = FileChannel.open(copies().resolve(".lock"), StandardOpenOption.WRITE);
        var lock = channel.lock()) {
      assertThat(lock.isValid()).isTrue();
      assertThatThrownBy(this::refresh).isInstanceOf(Unavailable.class);
    }
    refresh();
  }

  @Test
  void a_disk_that_takes_nothing_leaves_the_old_copy() throws Exception {
    row("a", "one");
    refresh();
    Path blocked = copies().resolve("current.new");
    Files.createDirectories(blocked.resolve("in the way"));
    row("a", "two");
    assertThatThrownBy(this::refresh).isInstanceOf(Unavailable.class);
    assertThat(copied("a")).isEqualTo("one");
    Disk.delete(blocked);
    refresh();
    assertThat(copied("a")).isEqualTo("two");
  }

  @Test
  void both_clocks_are_written_down() throws Exception {
    refresh();
    assertThat(Files.readString(current().resolve("clocks.json"))).contains("host", "database");
  }
}
