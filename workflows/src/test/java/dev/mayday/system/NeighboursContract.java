package dev.mayday.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mayday.incident.Checkout;
import dev.mayday.incident.Database;
import dev.mayday.incident.Neighbour;
import dev.mayday.incident.NodeProcess;
import dev.mayday.incident.Settings;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What every {@link Neighbours} promises. The service runs under PM2 in its checkout. */
public abstract class NeighboursContract {
  /** The port under test. */
  protected abstract Neighbours neighbours();

  /** Where the service's code is. */
  protected abstract String checkout();

  /** The service's own process. */
  protected abstract NodeProcess process();

  /** Another process begins under the same PM2, in the same checkout. */
  protected abstract void begin(String name);

  /** Another process begins under the same PM2, and nothing of what it shares is to be seen. */
  protected abstract void beginApart(String name);

  /** Another process begins there that runs the service's own script. */
  protected abstract void beginTwin(String name);

  /** It ends. */
  protected abstract void end(String name);

  @Test
  void theServiceIsNoNeighbourOfItsOwn() {
    assertThat(look().found()).isEmpty();
  }

  @Test
  void whoLivesInTheCheckoutIsFoundAndHowToListIt() {
    begin("sync");
    assertThat(look().unlisted())
        .singleElement()
        .satisfies(
            one -> {
              assertThat(one.what()).startsWith("PM2 sync");
              assertThat(one.pid()).isPositive();
              assertThat(one.shares()).contains(Neighbour.Shared.CHECKOUT);
              assertThat(one.entry()).startsWith("sync: {");
              assertThat(one.sameScript()).isFalse();
            });
  }

  @Test
  void whoIsListedIsRecognised() {
    begin("sync");
    begin("other");
    Neighbourhood seen = look("sync");
    assertThat(seen.of("sync")).singleElement().matches(one -> one.entry().isEmpty());
    assertThat(seen.unlisted())
        .singleElement()
        .satisfies(one -> assertThat(one.what()).startsWith("PM2 other"));
  }

  /** The evidence goes with a database that dies; the process does not. */
  @Test
  void whoIsListedIsFoundAlsoWhereNothingOfItsSharingIsSeen() {
    beginApart("sync");
    assertThat(look().found()).as("who is not listed and shares nothing").isEmpty();
    Neighbourhood seen = look("sync");
    assertThat(seen.of("sync"))
        .singleElement()
        .satisfies(one -> assertThat(one.shares()).containsExactly(Neighbour.Shared.CHECKOUT));
    assertThat(seen.doubtful()).isEmpty();
    end("sync");
    assertThat(look("sync").found()).isEmpty();
  }

  @Test
  void whoRunsTheServicesOwnScriptIsSaidTo() {
    beginTwin("twin");
    assertThat(look().found()).singleElement().matches(Found::sameScript);
  }

  @Test
  void whoHasEndedIsNotThere() {
    begin("sync");
    end("sync");
    assertThat(look("sync").found()).isEmpty();
  }

  /**
   * Else a plan would be another one each time that it is drawn. Of what cannot be seen it is told
   * how much there was in that moment, and no plan is drawn by it.
   */
  @Test
  void twoLooksSayTheSame() {
    begin("sync");
    begin("other");
    Neighbourhood once = look("sync");
    Neighbourhood again = look("sync");
    assertThat(again.found()).isEqualTo(once.found());
    assertThat(again.doubtful()).isEqualTo(once.doubtful());
  }

  /** Looks with these listed. */
  protected final Neighbourhood look(String... listed) {
    List<Neighbour> known = java.util.Arrays.stream(listed).map(this::neighbour).toList();
    return look(known);
  }

  /** Looks with these listed. */
  protected final Neighbourhood look(List<Neighbour> listed) {
    return neighbours().look(tree(), settings(), database(), process(), listed);
  }

  private Checkout tree() {
    return new Checkout(checkout(), "main", "tag", List.of());
  }

  private Settings settings() {
    return new Settings(checkout() + "/.env", "THE_MODE", "database", "files", "");
  }

  /** Its database. */
  protected Database database() {
    return new Database(
        "env:DATABASE_URL", Duration.ofSeconds(1), Duration.ZERO, Duration.ZERO, List.of());
  }

  private Neighbour neighbour(String name) {
    NodeProcess own = process();
    return new Neighbour(
        name,
        new NodeProcess(
            name, own.pm2Home(), "", own.stopWithin(), own.steadyFor(), own.saveWithin()),
        "",
        "",
        "",
        List.of(Neighbour.Shared.CHECKOUT),
        Neighbour.Treatment.STOPPED);
  }
}
