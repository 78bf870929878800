package dev.mayday.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mayday.activities.estate.EstateFile;
import dev.mayday.activities.postgres.PostgresCluster;
import dev.mayday.activities.postgres.TransactionPooler;
import dev.mayday.activities.secret.Secrets;
import dev.mayday.incident.Service;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real database, made bad in one way after another. */
class SessionsWardTest {
  private static PostgresCluster cluster;
  @TempDir Path folder;
  private String database;
  private Secrets secrets;

  @BeforeAll
  static void up() {
    cluster = PostgresCluster.start();
  }

  @AfterAll
  static void down() {
    cluster.close();
  }

  @BeforeEach
  void sessions() throws Exception {
    Files.createDirectories(folder.resolve("checkout"));
    database = cluster.newDatabase();
    secrets = cluster.secrets(database);
    sql(
        "CREATE TABLE whatsapp_auth (company_id integer PRIMARY KEY, creds jsonb NOT NULL,"
            + " updated_at timestamptz NOT NULL DEFAULT now())",
        "CREATE TABLE whatsapp_keys (company_id integer NOT NULL, key_type text NOT NULL,"
            + " key_id text NOT NULL, key_data jsonb NOT NULL, updated_at timestamptz NOT NULL"
            + " DEFAULT now(), PRIMARY KEY (company_id, key_type, key_id))");
  }

  @Test
  void aDatabaseThatIsWellIsGreen() {
    assertThat(look().reds().keySet()).containsExactly("production/whatsapp: warm copy");
    look().well("database");
    look().well("session tables");
    look().well("rights on the session tables");
    look().well("clock of the database");
    assertThat(look().of("pooler").detail()).contains("none is seen");
    look().well("temporal's tables");
    look().well("sessions folder");
    look().well("copies folder");
  }

  /** It stops nothing, and everything else works by way of it. */
  @Test
  void aPoolerBeforeTheDatabaseIsToldAndIsNoFailure() throws Exception {
    try (TransactionPooler pooler = TransactionPooler.before(cluster.port())) {
      secrets = cluster.secrets(database, pooler);
      Findings found = look();
      found.well("pooler");
      assertThat(found.of("pooler").detail()).contains("a pooler stands before the database");
      assertThat(found.reds().keySet()).containsExactly("production/whatsapp: warm copy");
    }
  }

  @Test
  void aTableOrAColumnThatIsNotThereIsRed() {
    sql("ALTER TABLE whatsapp_keys DROP COLUMN key_data");
    look().red("session tables", "key_data", "KeepWarmCopy", "ReturnToPostgres");
    sql("DROP TABLE whatsapp_auth");
    look().red("session tables", "whatsapp_auth", "KeepWarmCopy", "ReturnToPostgres");
  }

  @Test
  void aRoleThatMayOnlyReadIsToldEachRightThatAReturnWants() {
    sql(
        "CREATE ROLE reader LOGIN PASSWORD 'r'",
        "GRANT SELECT ON whatsapp_auth, whatsapp_keys TO reader");
    secrets = cluster.secrets(database, "reader", "r");
    look().well("session tables");
    look()
        .red("rights on the session tables", "it lacks INSERT, UPDATE, DELETE", "ReturnToPostgres");
    assertThat(look().of("rights on the session tables").hint()).contains("GRANT INSERT, UPDATE");
    sql("REVOKE SELECT ON whatsapp_keys FROM reader");
    look().red("session tables", "denied", "KeepWarmCopy", "ReturnToPostgres");
  }

  /** Its clock is made wrong by a function that stands before the server's own. */
  @Test
  void aDatabaseWithAnotherTimeIsRed() {
    sql(
        "CREATE FUNCTION public.clock_timestamp() RETURNS timestamptz LANGUAGE sql AS"
            + " $$ SELECT pg_catalog.clock_timestamp() - interval '1 minute' $$",
        "ALTER DATABASE " + database + " SET search_path = public, pg_catalog");
    look().red("clock of the database", "s ahead of that of the database", "ReturnToPostgres");
  }

  @Test
  void temporalInTheDatabaseOrBesideItIsRed() {
    String[] all = {"FallBackToFiles", "ReturnToPostgres", "KeepWarmCopy"};
    sql("CREATE DATABASE temporal_visibility");
    look().red("temporal's tables", "also holds the database temporal_visibility", all);
    sql("DROP DATABASE temporal_visibility");
    sql("CREATE SCHEMA t");
    for (String table : List.of("executions", "history_node", "history_tree"))
      sql("CREATE TABLE t." + table + " ()");
    look().well("temporal's tables");
    sql("CREATE TABLE t.current_executions ()");
    look().red("temporal's tables", "its schema t holds the tables", all);
  }

  @Test
  void aDatabaseThatDoesNotAnswerIsOneCause() {
    secrets = new Secrets(Map.of("DATABASE_URL", "postgresql://a:b@127.0.0.1:1/none"));
    look().red("database", "REFUSED", "KeepWarmCopy", "ReturnToPostgres");
    assertThat(look().all())
        .extracting(Finding::what)
        .noneMatch(what -> what.matches(".*(rights|clock|temporal).*"));
  }

  private void sql(String... statements) {
    cluster.execute(database, statements);
  }

  private Findings look() {
    EstateFile estate = Estates.with(folder, "");
    Service service = estate.services().values().iterator().next();
    HostPorts ports = HostPorts.of(estate, secrets, "app-1");
    return Findings.of(secrets, looks -> new SessionsWard(service, ports, true, looks).visit());
  }
}
