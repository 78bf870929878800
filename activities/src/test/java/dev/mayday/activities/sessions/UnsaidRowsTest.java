package dev.mayday.activities.sessions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.mayday.activities.postgres.Connections;
import dev.mayday.activities.postgres.PostgresCluster;
import dev.mayday.activities.secret.Secrets;
import dev.mayday.system.Fence;
import dev.mayday.system.Refused;
import dev.mayday.system.SessionRows;
import dev.mayday.system.Unavailable;
import java.nio.file.Path;
import java.sql.BatchUpdateException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A step that fails with rows in its hands says neither whose they are nor what is in them, even
 * where the service's URL asks the driver for the details. Each failure is also made on a plain
 * connection, whose driver does say it: there is something to be kept.
 */
class UnsaidRowsTest {
  private static final String PHONE = "48723917655";
  private static final String CONTENT = "a-ratchet-of-theirs";
  private static final String RUN = "run-1";

  @TempDir Path folder;
  private Fallen world;
  private SessionRows rows;

  @BeforeEach
  void fallBack() throws Exception {
    world = new Fallen(folder);
    world.company(1, 10);
    world.row("1", "lid-mapping", PHONE, "\"old\"");
    world.sql("UPDATE bot.whatsapp_keys SET updated_at = now() - interval '1 hour'");
    world.fallBack(false);
    world.write("1", "lid-mapping-" + PHONE + ".json", json());
    String url = PostgresCluster.shared().url(world.name) + "?logServerErrorDetail=true";
    rows = new SessionRowsAdapter(new Connections(new Secrets(Map.of("DATABASE_URL", url))));
  }

  private static String json() {
    return '"' + CONTENT + '"';
  }

  @Test
  void rows_that_another_holds_for_too_long() throws Exception {
    each("PERFORM set_config('lock_timeout', '50', true); RETURN NULL;", "STATEMENT");
    try (Connection other = PostgresCluster.shared().connect(world.name)) {
      other.setAutoCommit(false);
      other.createStatement().execute("SELECT FROM bot.whatsapp_keys FOR UPDATE");
      failsWithoutRows("lock timeout (SQLSTATE 55P03)");
      other.rollback();
    }
  }

  @Test
  void a_row_that_a_constraint_does_not_take() throws Exception {
    world.sql(
        "ALTER TABLE bot.whatsapp_keys ADD CONSTRAINT no_news CHECK (key_data <> '%s')"
            .formatted(json()));
    failsWithoutRows("\"no_news\" (SQLSTATE 23514)");
  }

  @Test
  void a_row_that_is_there_twice() throws Exception {
    world.row("1", "device-list", PHONE, json());
    world.sql("CREATE UNIQUE INDEX once ON bot.whatsapp_keys (company_id, key_data)");
    failsWithoutRows("\"once\" (SQLSTATE 23505)");
  }

  /** Here the server's main sentence itself has the content, or what a trigger's author liked. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "PERFORM (NEW.key_data #>> '{}')::integer; RETURN NEW;|SQLSTATE 22P02",
        "RAISE EXCEPTION 'no % of %', NEW.key_data, NEW.key_id;|SQLSTATE P0001",
        "RAISE '% of %', NEW.key_data, NEW.key_id USING ERRCODE = '23514';|SQLSTATE 23514"
      })
  void a_row_that_a_trigger_does_not_take(String body, String state) throws Exception {
    each(body, "ROW");
    failsWithoutRows(state);
  }

  private void each(String body, String what) {
    world.sql(
        "CREATE FUNCTION stern() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN " + body + " END $$",
        "CREATE TRIGGER stern BEFORE UPDATE ON bot.whatsapp_keys FOR EACH "
            + what
            + " EXECUTE FUNCTION stern()");
  }

  private void failsWithoutRows(String said) throws SQLException {
    assertThat(asTheDriverSaysIt()).contains(PHONE, CONTENT);
    Throwable failure = catchThrowable(this::bring);
    assertThat(failure)
        .isInstanceOfAny(Refused.class, Unavailable.class)
        .hasNoCause()
        .hasMessageContaining(said)
        .hasMessageContaining("HINT: ");
    assertThat(failure.getMessage()).doesNotContain(PHONE, CONTENT);
  }

  private void bring() {
    Fence fence = new Fence("test/whatsapp", RUN, 1000, 3, 1);
    rows.bringBack(world.database, world.store, RUN, fence);
  }

  private String asTheDriverSaysIt() throws SQLException {
    String sql =
        "UPDATE bot.whatsapp_keys SET key_data = ?::jsonb"
            + " WHERE key_type = 'lid-mapping' AND key_id = ?";
    try (Connection plain = PostgresCluster.shared().connect(world.name);
        PreparedStatement update = plain.prepareStatement(sql)) {
      update.setString(1, json());
      update.setString(2, PHONE);
      update.addBatch();
      return assertThrows(BatchUpdateException.class, update::executeBatch).getMessage();
    }
  }
}
