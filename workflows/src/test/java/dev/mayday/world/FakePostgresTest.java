package dev.mayday.world;

import dev.mayday.incident.Database;
import dev.mayday.system.Postgres;
import dev.mayday.system.PostgresContract;
import dev.mayday.system.Reachability;

class FakePostgresTest extends PostgresContract {
  private final World world = new World();

  @Override
  protected Postgres postgres() {
    return new FakePostgres(world);
  }

  @Override
  protected Database arrange(Reachability.State state) {
    world.database = state;
    return Services.whatsapp().database();
  }

  @Override
  protected Database unresolvable() {
    return Records.with(arrange(Reachability.State.READY), "url", "env:NOWHERE");
  }

  @Override
  protected String password() {
    return "a password that a fake does not have";
  }
}
