package dev.mayday.sandbox;

import dev.mayday.system.Refused;
import dev.mayday.system.Unavailable;
import java.time.Duration;

/**
 * Faults of what is stored. The service rewrites credentials as it works, so each fault also cuts
 * its connections: it logs in anew and reads what is now there.
 */
final class DataFaults {
  private static final String KEY = "creds#>>'{signedIdentityKey,private,data}'";
  private static final String SIGNATURE = "creds#>>'{signedPreKey,signature,data}'";
  private static final String DAMAGE =
      """
      WITH damaged AS (
        INSERT INTO sandbox.damaged_auth SELECT company_id, creds, %s FROM whatsapp_auth WHERE company_id <= %d RETURNING *)
      UPDATE whatsapp_auth auth SET creds = damaged.after, updated_at = clock_timestamp()
      FROM damaged WHERE auth.company_id = damaged.company_id
      """;
  private static final String DELETE =
      """
      WITH gone AS (DELETE FROM whatsapp_keys WHERE hashtext(key_id) %% 2 = 0 RETURNING *)
      INSERT INTO sandbox.deleted_keys SELECT * FROM gone;
      WITH gone AS (DELETE FROM whatsapp_auth WHERE company_id = 1 RETURNING *)
      INSERT INTO sandbox.deleted_auth SELECT * FROM gone
      """;
  private static final String INTACT =
      """
      SELECT count(*) = 0 FROM (
        SELECT FROM whatsapp_auth JOIN sandbox.damaged_auth USING (company_id) WHERE creds <> after
        UNION ALL SELECT FROM whatsapp_auth JOIN sandbox.deleted_auth was USING (company_id)
          WHERE whatsapp_auth.creds->'signedIdentityKey' = was.creds->'signedIdentityKey') restored
      """;

  /**
   * Where most keys are there again, a return brought them, and those that are not were used up.
   */
  private static final String HEAL =
      """
      BEGIN;
      UPDATE whatsapp_auth auth SET creds = before, updated_at = clock_timestamp()
        FROM sandbox.damaged_auth damaged WHERE auth.company_id = damaged.company_id AND creds = after;
      DELETE FROM whatsapp_auth auth USING sandbox.deleted_auth was
        WHERE auth.company_id = was.company_id AND auth.creds->'signedIdentityKey' <> was.creds->'signedIdentityKey';
      INSERT INTO whatsapp_auth SELECT * FROM sandbox.deleted_auth ON CONFLICT DO NOTHING;
      INSERT INTO whatsapp_keys SELECT * FROM sandbox.deleted_keys
        WHERE (SELECT count(*) * 2 FROM sandbox.deleted_keys JOIN whatsapp_keys USING (company_id, key_type, key_id))
          < (SELECT count(*) FROM sandbox.deleted_keys)
        ON CONFLICT DO NOTHING;
      TRUNCATE sandbox.damaged_auth, sandbox.deleted_auth, sandbox.deleted_keys;
      COMMIT
      """;

  private static final int ATTEMPTS = 5;
  private static final Duration NOTICED = Duration.ofSeconds(3);

  private final World world;
  private final Cluster cluster;
  private final WhatsAppSide whatsapp;

  DataFaults(World world, Cluster cluster, WhatsAppSide whatsapp) {
    this.world = world;
    this.cluster = cluster;
    this.whatsapp = whatsapp;
  }

  void cut() {
    spoil(
        DAMAGE.formatted(
            "jsonb_set(creds, '{signedIdentityKey,private,data}', to_jsonb(left(%s, 20)))"
                .formatted(KEY),
            1));
  }

  void forge() {
    String other =
        "translate(left(%s, 8), 'ABCDEFGHIJKLM', 'NOPQRSTUVWXYZ') || '00000000' || substr(%s, 17)"
            .formatted(SIGNATURE, SIGNATURE);
    spoil(
        DAMAGE.formatted(
            "jsonb_set(creds, '{signedPreKey,signature,data}', to_jsonb(%s))".formatted(other), 1));
  }

  void swap() {
    if (world.companies() < 2)
      throw new Refused(
          "credentials-swapped needs two companies\nHINT: ./mayday sandbox up --companies 2");
    spoil(
        DAMAGE.formatted(
            "(SELECT other.creds FROM whatsapp_auth other WHERE other.company_id = 3 - whatsapp_auth.company_id)",
            2));
  }

  void delete() {
    spoil(DELETE.formatted());
  }

  private void spoil(String sql) {
    if (world.traits().named())
      throw new Refused(
          "stored credentials are spoilt in the service %s only\nHINT: ./mayday sandbox up"
              .formatted(Kind.WHATSAPP.label()));
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      cluster.sql(sql);
      whatsapp.cutConnections();
      Await.holds(NOTICED, () -> !Health.isGood(world));
      if ("t".equals(cluster.sql(INTACT))) return;
      cluster.sql(HEAL);
    }
    throw new Unavailable("the service keeps writing over the damage\nHINT: try again");
  }

  void heal() {
    cluster.sql(HEAL);
  }
}
