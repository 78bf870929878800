package dev.mayday.activities.sessions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mayday.system.Refused;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A table that would not take what a return writes is known before the service is stopped. */
class ShapeTest {
  @TempDir Path folder;
  private Fallen world;

  @BeforeEach
  void fallBack() throws Exception {
    world = new Fallen(folder);
    world.company(1, 10);
    world.row("1", "lid-mapping", "a", "\"old\"");
    world.fallBack(false);
  }

  private void compare() {
    assertThat(new SessionRowsAdapter(world.connections).compare(world.database, world.store))
        .isNotNull();
  }

  private void refused(String... said) {
    assertThatThrownBy(this::compare)
        .isInstanceOf(Refused.class)
        .hasMessageContainingAll(said)
        .hasMessageContaining("HINT: ");
  }

  @Test
  void a_column_that_wants_a_value_is_named() {
    world.sql(
        "ALTER TABLE bot.whatsapp_keys ADD COLUMN \"shopId\" integer",
        "UPDATE bot.whatsapp_keys SET \"shopId\" = 7",
        "ALTER TABLE bot.whatsapp_keys ALTER COLUMN \"shopId\" SET NOT NULL");
    refused("whatsapp_keys", "shopId");
  }

  @Test
  void whatever_gives_it_a_value_will_do() {
    world.sql(
        "CREATE DOMAIN shop AS integer DEFAULT 3",
        "ALTER TABLE whatsapp_auth ADD COLUMN shop shop NOT NULL",
        "ALTER TABLE whatsapp_auth ADD COLUMN plan text NOT NULL DEFAULT 'basic'");
    compare();
    world.sql(
        "ALTER TABLE whatsapp_auth ALTER COLUMN plan DROP DEFAULT",
        "CREATE FUNCTION plan() RETURNS trigger LANGUAGE plpgsql AS"
            + " $$ BEGIN NEW.plan = 'basic'; RETURN NEW; END $$");
    refused("whatsapp_auth", "plan");
    world.sql(
        "CREATE TRIGGER plan BEFORE INSERT ON whatsapp_auth FOR EACH ROW EXECUTE FUNCTION plan()");
    compare();
  }

  @Test
  void a_time_that_is_a_number_is_named() {
    world.sql(
        "ALTER TABLE bot.whatsapp_keys ALTER COLUMN updated_at DROP DEFAULT,"
            + " ALTER COLUMN updated_at TYPE bigint USING extract(epoch FROM updated_at)");
    refused("updated_at", "bigint");
  }
}
