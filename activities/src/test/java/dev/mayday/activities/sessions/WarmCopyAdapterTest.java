package dev.mayday.activities.sessions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mayday.activities.fence.Fences;
import dev.mayday.activities.postgres.Connections;
import dev.mayday.activities.secret.Secrets;
import dev.mayday.activities.sessions.disk.Disk;
import dev.mayday.activities.sessions.format.SessionFolder;
import dev.mayday.incident.Database;
import dev.mayday.incident.SessionStore;
import dev.mayday.system.Copy;
import dev.mayday.system.Source;
import dev.mayday.system.Unavailable;
import dev.mayday.system.Unsafe;
import dev.mayday.system.WarmCopy;
import dev.mayday.system.WarmCopyContract;
import dev.mayday.world.Await;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
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

  @Override
  protected void emptyKeys() {
    world.sql("TRUNCATE bot.whatsapp_keys");
  }

  @Override
  protected void emptyAll() {
    world.sql("TRUNCATE bot.whatsapp_keys, whatsapp_auth");
  }

  @Override
  protected void spoilCredentials() {
    world.sql("UPDATE whatsapp_auth SET creds = creds - 'noiseKey', updated_at = now()");
  }

  @Override
  protected void touch(String file) throws Exception {
    Files.createFile(Path.of(file));
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
        "INSERT INTO bot.whatsapp_keys (company_id, key_type, key_id, key_data) SELECT 1,"
            + " 'lid-mapping', 'n' || n, '\"x\"' FROM generate_series(1, 1300) n");
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
  void after_an_accident_a_fallback_finds_the_good_copy() throws Exception {
    row("a", "one");
    refresh();
    String good = current().getFileName().toString();
    emptyAll();
    assertThatThrownBy(this::refresh).isInstanceOf(Unsafe.class);
    assertThatThrownBy(this::refresh).isInstanceOf(Unsafe.class);
    LiveRows rows = new DatabaseRows(world.connections);
    var sessions = new SessionsAdapter(rows, new Fences(folder.resolve("fences")));
    assertThat(sessions.sources(world.database, world.store))
        .filteredOn(source -> source.kind() == Source.Kind.WARM_COPY)
        .singleElement()
        .satisfies(source -> assertThat(source.name()).isEqualTo(good))
        .satisfies(source -> assertThat(source.companies()).containsExactly("1"));
    assertThat(generations()).as("the refused one is gone").containsExactly(good);
  }

  @Test
  void an_unfinished_generation_is_gone_on_with_only_while_it_is_young() throws Exception {
    Generations generations = new Generations(Files.createDirectories(copies()));
    Instant begun = Instant.parse("2026-01-02T03:04:05Z");
    Duration may = Duration.ofMinutes(5);
    String name = generations.next(begun, may);
    Files.createDirectories(copies().resolve(name));
    assertThat(generations.next(begun.plusSeconds(299), may)).isEqualTo(name);
    assertThat(generations.next(begun.plusSeconds(301), may)).isNotEqualTo(name);
  }

  @Test
  void a_generation_is_finished_when_the_server_has_forgotten_the_transaction() throws Exception {
    row("a", "one");
    SessionFolder made = new Generations(copies()).folder("copy-000000000000001");
    try (Draft draft = new Draft(world.store, made, null, Clock.systemUTC())) {
      impatient().read(world.database, draft::fill);
      Await.until(() -> sessions() == 0);
      assertThat(draft.finish().keys()).isEqualTo(1);
    }
    assertThat(made.complete()).isTrue();
  }

  /** Why it matters: what is done within, while the server waits, ends in a failed commit. */
  @Test
  void a_transaction_that_waits_for_the_disk_is_ended_by_the_server() {
    assertThatThrownBy(
            () ->
                impatient()
                    .read(
                        world.database,
                        connection -> {
                          Await.until(() -> sessions() == 0);
                          return "finished within";
                        }))
        .hasMessageContaining("idle-in-transaction timeout");
  }

  private Transactions impatient() {
    return new Transactions(world.connections, Duration.ofMillis(200));
  }

  /** Sessions at the server beside the one that asks. */
  private long sessions() {
    return Long.parseLong(
        world.query(
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
                + " AND pid <> pg_backend_pid()"));
  }

  @Test
  void both_clocks_are_written_down() throws Exception {
    refresh();
    assertThat(Files.readString(current().resolve("clocks.json"))).contains("host", "database");
  }
}
