package dev.mayday.activities.sessions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.mayday.activities.postgres.Connections;
import dev.mayday.activities.postgres.PostgresCluster;
import dev.mayday.activities.secret.Secrets;
import dev.mayday.incident.Database;
import dev.mayday.incident.SessionStore;
import dev.mayday.system.Refused;
import dev.mayday.system.Returned;
import dev.mayday.system.SessionRows;
import dev.mayday.system.SessionRowsContract;
import dev.mayday.system.Unavailable;
import dev.mayday.system.Unsafe;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The contract on PostgreSQL and files, and what only they can do wrong. */
class SessionRowsAdapterTest extends SessionRowsContract {
  private static final String TYPE = "lid-mapping";

  @TempDir Path folder;
  private Fallen world;
  private SessionRows rows;

  @BeforeEach
  void fallBack() throws Exception {
    world = new Fallen(folder);
    for (int company : List.of(1, 2)) {
      world.company(company, 10);
      for (String id : List.of("a", "b", "c")) world.row("" + company, TYPE, id, quoted("old"));
      world.row("" + company, "pre-key", "9", Linked.preKey());
      world.row("" + company, "sender-key-memory", "g@g.us", "{\"x@s.whatsapp.net\": true}");
    }
    world.sql("UPDATE bot.whatsapp_keys SET updated_at = now() - interval '1 hour'");
    world.fallBack(false);
    rows = new SessionRowsAdapter(world.connections);
  }

  @Override
  protected SessionRows rows() {
    return rows;
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
  protected void file(String company, String id, String value) throws Exception {
    world.write(company, TYPE + "-" + id + ".json", value == null ? null : quoted(value));
  }

  @Override
  protected void row(String company, String id, String value) {
    world.row(company, TYPE, id, value == null ? null : quoted(value));
  }

  @Override
  protected String rowOf(String company, String id) {
    String json = world.rowOf(company, TYPE, id);
    return json == null ? null : json.substring(1, json.length() - 1);
  }

  @Override
  protected void tearCredentials(String company) throws Exception {
    String creds = Files.readString(world.file(company, "creds.json"));
    world.write(company, "creds.json", creds.substring(0, creds.length() / 2));
  }

  @Override
  protected void mayWrite(boolean may) {
    rows = new SessionRowsAdapter(world.reader());
    if (may) world.sql(allGrants());
  }

  /** What the refusal itself says is enough, to the letter. */
  private String[] allGrants() {
    String said = refusal();
    return said.substring(said.indexOf("GRANT ")).split("(?<=;) ");
  }

  private String refusal() {
    Refused refused = assertThrows(Refused.class, () -> rows.compare(database(), store()));
    return refused.getMessage();
  }

  private static String quoted(String text) {
    return '"' + text + '"';
  }

  /** A service's URL may ask its driver for that: of such rows nobody says how many were made. */
  @Test
  void new_rows_are_counted_whatever_the_url_asks_of_batches() throws Exception {
    file("1", "new-1", "newer");
    file("1", "new-2", "newer");
    String url = PostgresCluster.shared().url(world.name) + "?reWriteBatchedInserts=true";
    rows = new SessionRowsAdapter(new Connections(new Secrets(Map.of("DATABASE_URL", url))));
    assertThat(rows.bringBack(database(), store(), "run-1", fence(1)).inserted()).isEqualTo(2);
    assertThat(rowOf("1", "new-2")).isEqualTo("newer");
  }

  /** The negative control: without the guard, the newer row is gone. */
  @Test
  void the_check_of_newer_rows_can_fail() throws Exception {
    file("1", "a", "newer");
    row("1", "a", "written in the database");
    rows =
        new SessionRowsAdapter(
            world.connections,
            (base, ours, theirs, drift, anew) ->
                Decision.of(
                    base, ours, theirs, drift == Drift.LATER ? Drift.UNCHANGED : drift, anew));
    bring(1);
    assertThat(rowOf("1", "a")).isEqualTo("newer");
  }

  @Test
  void each_right_that_is_missing_is_named_with_its_grant() {
    mayWrite(false);
    for (String grant : allGrants()) {
      assertThat(refusal()).contains(grant);
      world.sql(grant);
    }
    assertThat(rows.compare(database(), store()).companies()).hasSize(2);
    for (String right :
        List.of(
            "INSERT ON whatsapp_auth",
            "DELETE ON bot.whatsapp_keys",
            "UPDATE ON bot.whatsapp_keys",
            "CREATE ON SCHEMA bot")) {
      world.sql("REVOKE " + right + " FROM " + world.role());
      String what = right.substring(0, right.indexOf(' '));
      assertThat(refusal()).contains("it lacks " + what).contains("GRANT " + what);
      world.sql("GRANT " + right + " TO " + world.role());
    }
  }

  @Test
  void a_sequence_and_a_fence_of_somebody_else_are_looked_at_too() throws Exception {
    world.sql(
        "CREATE SEQUENCE bot.serial",
        "ALTER TABLE bot.whatsapp_keys ADD COLUMN serial bigint DEFAULT nextval('bot.serial')");
    file("1", "d", "made on files");
    bring(1);
    mayWrite(false);
    assertThat(refusal()).contains("USAGE on SEQUENCE bot.serial", "\"mayday_fence\"");
    world.sql(allGrants());
    assertThat(rows.compare(database(), store()).companies()).hasSize(2);
  }

  @Test
  void a_database_that_takes_no_writes_is_refused_beforehand() {
    mayWrite(true);
    world.sql("ALTER ROLE " + world.role() + " SET default_transaction_read_only = on");
    assertThat(refusal()).contains("read only").contains("HINT: ");
    world.sql("ALTER ROLE " + world.role() + " RESET default_transaction_read_only");
    assertThat(rows.compare(database(), store()).companies()).hasSize(2);
  }

  @Test
  void row_security_that_hides_rows_is_refused_for_they_would_seem_missing() {
    mayWrite(true);
    world.sql("ALTER TABLE bot.whatsapp_keys ENABLE ROW LEVEL SECURITY");
    assertThat(refusal()).contains("row security").contains("BYPASSRLS");
    world.sql("ALTER ROLE " + world.role() + " BYPASSRLS");
    assertThat(rows.compare(database(), store()).companies()).hasSize(2);
  }

  @Test
  void an_undo_table_without_its_moment_or_of_another_role_stays_and_is_named() {
    world.sql(
        "CREATE TABLE bot.mayday_undo_old (part text)",
        "CREATE TABLE bot.mayday_undo_other (part text)",
        "COMMENT ON TABLE bot.mayday_undo_other IS '%s'"
            .formatted(UndoTables.MADE_AT + "2020-01-01T00:00:00Z"));
    mayWrite(true);
    assertThat(rows.sweep(database(), store(), Instant.now()).left())
        .containsExactly(
            "bot.mayday_undo_old: it does not say when it was made",
            "bot.mayday_undo_other: it belongs to another role");
    rows = new SessionRowsAdapter(world.connections);
    assertThat(rows.sweep(database(), store(), Instant.now()).removed()).isEqualTo(1);
    assertThat(world.query("SELECT to_regclass('bot.mayday_undo_old')")).isNotNull();
    assertThat(world.query("SELECT to_regclass('bot.mayday_undo_other')")).isNull();
  }

  @Test
  void links_folders_and_pipes_among_the_files_are_left_and_stop_nobody() throws Exception {
    file("2", "a", "newer");
    Path a = world.file("1", TYPE + "-a.json");
    Files.delete(a);
    Files.createSymbolicLink(a, world.file("2", TYPE + "-a.json"));
    Files.delete(world.file("1", TYPE + "-b.json"));
    Files.createDirectory(world.file("1", TYPE + "-b.json"));
    Files.delete(world.file("1", TYPE + "-c.json"));
    new ProcessBuilder("mkfifo", world.file("1", TYPE + "-c.json").toString()).start().waitFor();
    Files.writeString(Path.of(world.store.folder()).resolve("company_2.tar"), "no folder");
    Files.createSymbolicLink(
        Path.of(world.store.folder()).resolve("company_3"),
        Path.of(world.store.folder()).resolve("company_2"));
    Returned returned = bring(1);
    for (String id : List.of("a", "b", "c")) assertThat(rowOf("1", id)).isEqualTo("old");
    assertThat(rowOf("2", "a")).isEqualTo("newer");
    assertThat(returned.companies()).hasSize(2).allMatch(company -> company.usable());
    assertThat(returned.companies().get(0).aside()).isEqualTo(3);
  }

  @Test
  void linked_credentials_keep_their_company_apart() throws Exception {
    file("1", "a", "newer");
    Path creds = world.file("1", "creds.json");
    Files.delete(creds);
    Files.createSymbolicLink(creds, world.file("2", "creds.json"));
    Returned returned = bring(1);
    assertThat(rowOf("1", "a")).isEqualTo("old");
    assertThat(returned.companies().get(0).usable()).isFalse();
    assertThat(returned.companies().get(0).findings().toString()).contains("no regular file");
  }

  @Test
  void a_copied_folder_is_no_second_company_and_its_owner_returns() throws Exception {
    file("1", "a", "newer");
    for (String copy : List.of("3", "1.bak")) {
      Files.createDirectory(world.file(copy, ""));
      for (String file : List.of("creds.json", TYPE + "-a.json"))
        Files.copy(world.file("1", file), world.file(copy, file));
    }
    Returned returned = bring(1);
    assertThat(rowOf("1", "a")).isEqualTo("newer");
    assertThat(world.query("SELECT count(*) FROM whatsapp_auth")).isEqualTo("2");
    assertThat(returned.companies())
        .filteredOn(company -> !company.usable())
        .extracting(company -> company.company())
        .containsExactly("1.bak", "3");
  }

  @Test
  void credentials_that_changed_places_reach_no_rows() throws Exception {
    Path one = world.file("1", "creds.json");
    Path two = world.file("2", "creds.json");
    String mine = Files.readString(one);
    Files.writeString(one, Files.readString(two));
    Returned returned = bring(1);
    assertThat(returned.companies().get(0).usable()).isFalse();
    assertThat(mine).isNotEqualTo(Files.readString(one));
    assertThat(world.query("SELECT count(DISTINCT creds->'signedIdentityKey') FROM whatsapp_auth"))
        .isEqualTo("2");
  }

  @Test
  void an_id_that_the_column_cannot_hold_is_said_beforehand() throws Exception {
    Path odd = world.file("zwölf", "");
    Files.createDirectory(odd);
    Files.writeString(odd.resolve("creds.json"), Linked.creds(5));
    Returned said = rows.compare(database(), store());
    assertThat(said.companies())
        .filteredOn(company -> company.company().equals("zwölf"))
        .singleElement()
        .matches(company -> !company.usable())
        .matches(company -> company.findings().toString().contains("cannot hold"));
    assertThat(bring(1)).isEqualTo(said);
  }

  @Test
  void a_counter_that_nobody_can_have_reached_is_not_taken_over() throws Exception {
    world.sql(
        "UPDATE whatsapp_auth SET creds = creds || '{\"nextPreKeyId\": 1e300}', updated_at = now()"
            + " - interval '2 days' WHERE company_id = 1");
    world.write("1", "pre-key-16777215.json", Linked.preKey());
    bring(1);
    String next = "SELECT creds->>'nextPreKeyId' FROM whatsapp_auth WHERE company_id = 1";
    assertThat(Long.parseLong(world.query(next))).isLessThanOrEqualTo(0xffffff);
  }

  @Test
  void ids_are_hashed_where_a_conflict_is_named() throws Exception {
    world.row("1", TYPE, "79001112233", quoted("x"));
    file("1", "79001112233", "y");
    assertThat(bring(1).conflicts()).singleElement().asString().doesNotContain("79001112233");
  }

  @Test
  void what_the_database_learned_before_the_fallback_is_no_conflict() throws Exception {
    world.sql(
        "UPDATE bot.whatsapp_keys SET key_data = '\"late\"', updated_at = now() - interval '5"
            + " seconds' WHERE key_type = 'lid-mapping'");
    file("1", "a", "newer");
    Returned returned = bring(1);
    assertThat(rowOf("1", "a")).isEqualTo("newer");
    assertThat(rowOf("1", "c")).isEqualTo("late");
    assertThat(returned.conflicts()).isEmpty();
  }

  @Test
  void a_database_put_back_to_an_older_state_gets_what_the_files_have() throws Exception {
    world.sql(
        "UPDATE bot.whatsapp_keys SET key_data = '\"ancient\"', updated_at = now() - interval '9"
            + " days' WHERE key_type = 'lid-mapping'",
        "DELETE FROM bot.whatsapp_keys WHERE key_id = 'c'");
    Returned returned = bring(1);
    assertThat(rowOf("1", "a")).isEqualTo("old");
    assertThat(rowOf("2", "c")).isEqualTo("old");
    assertThat(returned.conflicts()).isEmpty();
  }

  @Test
  void keys_kept_aside_stay_in_the_rows_until_files_make_newer_ones() throws Exception {
    assertThat(Files.exists(world.file("1", "sender-key-memory-g@g.us.json"))).isFalse();
    world.write("2", "sender-key-memory-g@g.us.json", "{\"y@s.whatsapp.net\":true}");
    bring(1);
    assertThat(world.rowOf("1", "sender-key-memory", "g@g.us")).contains("x@s");
    assertThat(world.rowOf("2", "sender-key-memory", "g@g.us")).contains("y@s");
  }

  @Test
  void pre_key_counters_never_go_down() throws Exception {
    String creds = Files.readString(world.file("1", "creds.json"));
    world.write("1", "creds.json", creds.replaceAll("PreKeyId\": ?\\d+", "PreKeyId\":3"));
    bring(1);
    String next = "SELECT creds->>'nextPreKeyId' FROM whatsapp_auth WHERE company_id = 1";
    assertThat(Long.parseLong(world.query(next))).isEqualTo(10);
  }

  /** Started with keys of before, it would use again what WhatsApp has acknowledged. */
  @Test
  void credentials_changed_in_the_database_stay_and_their_keys_come_from_files() throws Exception {
    file("1", "a", "newer");
    changeCredentials("'{\"platform\": \"x\"}'");
    Returned returned = bring(1);
    assertThat(rowOf("1", "a")).isEqualTo("newer");
    assertThat(world.query("SELECT creds->>'platform' FROM whatsapp_auth WHERE company_id = 1"))
        .isEqualTo("x");
    assertThat(returned.conflicts()).containsExactly("1/creds");
    assertThat(returned.companies()).allMatch(company -> company.usable());
    rows.takeBack(database(), store(), RUN, fence(2));
    assertThat(rowOf("1", "a")).isEqualTo("old");
  }

  /** Keys fit the identity that they were made for. */
  @Test
  void another_identity_in_the_database_keeps_the_whole_company() throws Exception {
    file("1", "a", "newer");
    world.sql(
        "UPDATE whatsapp_auth SET creds = '%s', updated_at = clock_timestamp() WHERE company_id = 1"
            .formatted(Linked.creds(5)));
    Returned returned = bring(1);
    assertThat(rowOf("1", "a")).isEqualTo("old");
    assertThat(returned.conflicts()).containsExactly("1/creds");
    assertThat(returned.companies().get(0).findings().toString())
        .contains("do not name the same identity");
  }

  /** Whoever mends them finds keys that go with what WhatsApp has acknowledged. */
  @Test
  void credentials_spoilt_in_the_database_stay_unstarted_and_their_keys_come_from_files()
      throws Exception {
    file("1", "a", "newer");
    changeCredentials("'{\"advSecretKey\": \"cut\"}'");
    Returned returned = bring(1);
    assertThat(rowOf("1", "a")).isEqualTo("newer");
    assertThat(world.query("SELECT creds->>'advSecretKey' FROM whatsapp_auth WHERE company_id = 1"))
        .isEqualTo("cut");
    assertThat(returned.companies())
        .extracting(company -> company.company() + " " + company.usable())
        .containsExactly("1 false", "2 true");
    assertThat(returned.companies().get(0).findings().toString()).contains("do not hold");
  }

  private void changeCredentials(String change) {
    world.sql(
        "UPDATE whatsapp_auth SET creds = creds || %s, updated_at = clock_timestamp()"
                .formatted(change)
            + " WHERE company_id = 1");
  }

  /** What the service handed out on files must not be handed out again, whoever wrote the row. */
  @Test
  void credentials_that_stay_hand_out_no_pre_key_twice() throws Exception {
    String creds = Files.readString(world.file("1", "creds.json"));
    world.write("1", "creds.json", creds.replaceAll("PreKeyId\": ?\\d+", "PreKeyId\":1500"));
    world.sql(
        "UPDATE whatsapp_auth SET creds = creds || '{\"platform\": \"x\"}', updated_at ="
            + " clock_timestamp() WHERE company_id = 1");
    String row =
        "SELECT (creds - 'nextPreKeyId' - 'firstUnuploadedPreKeyId')::text FROM whatsapp_auth"
            + " WHERE company_id = 1";
    String before = world.query(row);
    Returned returned = bring(1);
    assertThat(returned.conflicts()).containsExactly("1/creds");
    assertThat(world.query(row)).as("all but the counters").isEqualTo(before);
    assertThat(counter("nextPreKeyId")).isEqualTo(1500);
    assertThat(counter("firstUnuploadedPreKeyId")).isEqualTo(1500);
    rows.takeBack(database(), store(), RUN, fence(2));
    assertThat(counter("nextPreKeyId")).as("as it was").isEqualTo(10);
  }

  private long counter(String name) {
    String sql = "SELECT creds->>'%s' FROM whatsapp_auth WHERE company_id = 1".formatted(name);
    return Long.parseLong(world.query(sql));
  }

  /** Started, each would be the other's device. */
  @Test
  void credentials_that_changed_places_in_the_database_start_nobody() throws Exception {
    world.sql(
        "UPDATE whatsapp_auth one SET creds = other.creds, updated_at = clock_timestamp() FROM"
            + " whatsapp_auth other WHERE one.company_id <> other.company_id");
    Returned returned = bring(1);
    assertThat(returned.companies()).hasSize(2).noneMatch(company -> company.usable());
    assertThat(returned.companies().get(0).findings().toString())
        .contains("its rows hold the identity of company 2");
    assertThat(world.query("SELECT count(DISTINCT creds->'signedIdentityKey') FROM whatsapp_auth"))
        .as("and stay for people to look at")
        .isEqualTo("2");
  }

  @Test
  void an_identity_that_was_copied_in_the_database_is_its_owners() throws Exception {
    world.sql(
        "UPDATE whatsapp_auth one SET creds = other.creds, updated_at = clock_timestamp() FROM"
            + " whatsapp_auth other WHERE one.company_id = 1 AND other.company_id = 2");
    Returned returned = bring(1);
    assertThat(returned.companies())
        .extracting(company -> company.company() + " " + company.usable())
        .containsExactly("1 false", "2 true");
  }

  @Test
  void what_jsonb_cannot_keep_keeps_its_company_apart() throws Exception {
    file("1", "a", "zero \\u0000 inside");
    file("2", "a", "newer");
    Returned returned = bring(1);
    assertThat(rowOf("1", "a")).isEqualTo("old");
    assertThat(rowOf("2", "a")).isEqualTo("newer");
    assertThat(returned.companies().get(0).usable()).isFalse();
    assertThat(returned.companies().get(0).findings()).anyMatch(said -> said.contains("jsonb"));
  }

  @Test
  void a_torn_key_and_a_strange_file_are_named_and_left() throws Exception {
    world.write("1", TYPE + "-a.json", "\"cut");
    world.write("1", "notes.json", "{}");
    world.write("1", "readme.txt", "hello");
    Returned returned = bring(1);
    assertThat(rowOf("1", "a")).isEqualTo("old");
    assertThat(returned.companies().get(0).aside()).isEqualTo(3);
    assertThat(returned.companies().get(0).findings()).hasSizeGreaterThanOrEqualTo(3);
    assertThat(world.query("SELECT count(*) FROM bot.whatsapp_keys")).isEqualTo("10");
  }

  @Test
  void ids_that_files_cannot_spell_come_back_as_they_were() throws Exception {
    world.write("1", "sender-key-12036@g.us--7900--0.json", "[]");
    world.write("1", "app-state-sync-key-AAD____w==.json", appStateKey());
    bring(1);
    assertThat(world.rowOf("1", "app-state-sync-key", "AAD//w==")).isNotNull();
  }

  @Test
  void a_used_pre_key_is_no_loss_once_the_service_wrote() throws Exception {
    world.write("1", "pre-key-9.json", Linked.preKey());
    bring(1);
    world.row("1", "pre-key", "9", null);
    assertThatThrownBy(() -> rows.prove(database(), store(), RUN)).isInstanceOf(Unsafe.class);
    world.row("1", TYPE, "new", quoted("contact"));
    assertThat(rows.prove(database(), store(), RUN)).contains("1 brought pre-key");
  }

  @Test
  void a_trigger_that_changes_what_is_written_is_seen_before_the_commit() throws Exception {
    world.sql(
        "CREATE FUNCTION spoil() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN NEW.key_data ="
            + " '\"spoilt\"'; RETURN NEW; END $$",
        "CREATE TRIGGER spoil BEFORE INSERT OR UPDATE ON bot.whatsapp_keys FOR EACH ROW EXECUTE"
            + " FUNCTION spoil()");
    file("1", "a", "newer");
    assertThatThrownBy(() -> bring(1)).isInstanceOf(Unsafe.class);
    assertThat(rowOf("1", "a")).isEqualTo("old");
  }

  @Test
  void a_writer_that_holds_the_rows_makes_it_wait_and_then_try_again() throws Exception {
    file("1", "a", "newer");
    try (Connection other = world.connections.open(database())) {
      other.setAutoCommit(false);
      other.createStatement().execute("UPDATE bot.whatsapp_keys SET updated_at = updated_at");
      assertThatThrownBy(() -> bring(1)).isInstanceOf(Unavailable.class);
      other.rollback();
    }
    assertThat(bring(1).updated()).isEqualTo(1);
  }

  @Test
  void a_folder_that_no_fallback_made_is_refused() throws Exception {
    Files.delete(Path.of(world.store.folder()).resolve(".mayday"));
    assertThatThrownBy(() -> rows.compare(database(), store()))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("HINT: ");
  }

  @Test
  void rows_come_back_with_their_other_columns() throws Exception {
    String all = "SELECT string_agg(k::text, ';' ORDER BY n) FROM bot.whatsapp_keys k";
    String before = world.query(all);
    file("1", "a", "newer");
    file("1", "b", null);
    bring(1);
    assertThat(world.query(all)).isNotEqualTo(before);
    rows.takeBack(database(), store(), RUN, fence(2));
    assertThat(world.query(all)).isEqualTo(before);
  }

  /** The database was gone again when the first return was to be undone; the service wrote on. */
  @Test
  void rows_of_a_return_that_was_never_taken_back_win_over_no_file() throws Exception {
    file("1", "a", "first");
    bring(1);
    file("1", "a", "second");
    Returned returned = rows.bringBack(database(), store(), "another", fence(2));
    assertThat(returned.conflicts()).isEmpty();
    assertThat(rowOf("1", "a")).isEqualTo("second");
    rows.takeBack(database(), store(), "another", fence(3));
    assertThat(rowOf("1", "a")).isEqualTo("old");
  }

  /** Negative control: rows that somebody changed since are news of the database's. */
  @Test
  void rows_changed_after_a_return_that_was_never_taken_back_stay() throws Exception {
    file("1", "a", "first");
    bring(1);
    row("1", "a", "in the database");
    file("1", "a", "second");
    Returned returned = rows.bringBack(database(), store(), "another", fence(2));
    assertThat(returned.conflicts()).isNotEmpty();
    assertThat(rowOf("1", "a")).isEqualTo("in the database");
  }

  private static String appStateKey() {
    return "{\"keyData\":\"%s\",\"fingerprint\":{\"rawId\":1},\"timestamp\":\"1\"}"
        .formatted(java.util.Base64.getEncoder().encodeToString(new byte[32]));
  }
}
