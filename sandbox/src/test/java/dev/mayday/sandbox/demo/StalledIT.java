package dev.mayday.sandbox.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mayday.incident.Outcome;
import dev.mayday.sandbox.Fault;
import dev.mayday.sandbox.Signals;
import dev.mayday.sandbox.sabotage.Done;
import dev.mayday.system.Refused;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * Workers are cut off and halted right before a change, one after the other; each time another
 * worker makes the change. When all was rolled back they wake and act.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.MethodName.class)
class StalledIT {
  private static final Stalls.Attempt CONTROL = new Stalls.Attempt("EnvFileSet", 2);
  private static final Stalls.Attempt ROWS = new Stalls.Attempt("SessionRowsBringBack", 1);
  private static final Stalls.Attempt ROWS_CONTROL = new Stalls.Attempt("SessionRowsBringBack", 2);
  private static final List<Stalls.Attempt> FALL_BACK =
      Stream.of("Pm2Stop", "GitCheckout", "SessionsInstall", "EnvFileSet", "Pm2Save")
          .map(activity -> new Stalls.Attempt(activity, 1))
          .toList();
  private static final List<Stalls.Attempt> RETURN =
      Stream.of("GitCheckout", "EnvFileSet", "Pm2Save")
          .map(activity -> new Stalls.Attempt(activity, 1))
          .toList();

  /**
   * The SDK cancels an attempt that could not beat in time at its next beat; where there is none
   * before the change, nothing but the fence holds it. Here there is nothing but the fence.
   */
  private static final Map<String, String> NEVER_CANCELLED =
      Map.of("JDK_JAVA_OPTIONS", "-Dtemporal.activity.localTimeoutBufferMs=3600000");

  private Ground ground;

  @BeforeAll
  void up(@TempDir Path temp) {
    ground = Crashes.raiseForMany(temp.resolve("box"), NEVER_CANCELLED);
  }

  @AfterAll
  void down() {
    if (ground != null) ground.close();
  }

  @Test
  void anAttemptOfAFallbackThatWakesAfterTheRollbackChangesNothing() throws IOException {
    ground.sandbox.breakIt(Fault.POSTGRES_STOPPED);
    Picture before = Picture.of(ground.scene);
    try (Stalls stalls = new Stalls(ground, FaultCell.FALL_BACK)) {
      aborted(stalls, withControl());
      Picture back = Picture.ofRunning(ground.scene);
      assertThat(back.withPid(before.pid())).isEqualTo(before);
      for (Stalls.Attempt one : FALL_BACK) {
        refused(stalls.wake(one));
        assertThat(Picture.of(ground.scene)).as("after %s woke", one).isEqualTo(back);
      }
      withoutTheFenceItActs(stalls, back);
      Search.findsNothing(ground);
    }
    Files.writeString(ground.sandbox.envFile(), before.env());
  }

  /** In the order in which they come: what PM2 has saved is changed last. */
  private static List<Stalls.Attempt> withControl() {
    List<Stalls.Attempt> all = new ArrayList<>(FALL_BACK);
    all.add(all.size() - 1, CONTROL);
    return all;
  }

  private void aborted(Stalls stalls, List<Stalls.Attempt> attempts) {
    String run = ground.begin(scenario(attempts), "workers will stall");
    var question = ground.asked(run);
    stalls.abortedAfter(attempts, () -> ground.answers(0, question, "yes", "on-call"));
    assertThat(ground.end(run).outcome()).isEqualTo(Outcome.ABORTED);
  }

  private static String scenario(List<Stalls.Attempt> attempts) {
    return attempts.contains(ROWS) ? FaultCell.RETURN : FaultCell.FALL_BACK;
  }

  private static void refused(Done woken) {
    assertThat(woken.end()).as(woken.toString()).isEqualTo(Refused.class.getName());
  }

  /** Negative control: the last of them finds no fence, and what it does is seen. */
  private void withoutTheFenceItActs(Stalls stalls, Picture before) {
    forgetFences(ground.sandbox.folder().resolve("mayday/fences"));
    Done woken = stalls.wake(CONTROL);
    assertThat(woken.end()).as(woken.toString()).isEqualTo("ok");
    assertThat(Picture.of(ground.scene)).isNotEqualTo(before);
  }

  private static void forgetFences(Path folder) {
    try (Stream<Path> fences = Files.list(folder)) {
      for (Path fence : fences.toList()) Files.delete(fence);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The long form: the rows of the database are behind a fence of their own, in a row of the
   * database.
   */
  @Test
  @EnabledIfSystemProperty(named = "mayday.long", matches = "true")
  void anAttemptOfAReturnThatWakesAfterTheRollbackChangesNothing() throws Exception {
    OnDuty inPeace = new OnDuty(ground, Trial.FALL_BACK.byHand(ground));
    assertThat(inPeace.stay().outcome()).isEqualTo(Outcome.RECOVERED);
    Trial.RETURN.emergency(ground);
    Picture before = Picture.of(ground.scene);
    Keys rows = Keys.inDatabase(ground.sandbox);
    try (Stalls stalls = new Stalls(ground, FaultCell.RETURN)) {
      aborted(stalls, Stream.concat(Stream.of(ROWS, ROWS_CONTROL), RETURN.stream()).toList());
      Picture back = Picture.ofRunning(ground.scene);
      assertThat(back.withPid(before.pid())).isEqualTo(before);
      assertThat(Keys.inDatabase(ground.sandbox)).isEqualTo(rows);
      for (Stalls.Attempt one : Stream.concat(RETURN.stream(), Stream.of(ROWS)).toList()) {
        refused(stalls.wake(one));
        assertThat(Picture.of(ground.scene)).as("after %s woke", one).isEqualTo(back);
        assertThat(Keys.inDatabase(ground.sandbox)).as("after %s woke", one).isEqualTo(rows);
      }
      withoutItsFenceItWrites(stalls, back, rows);
      Search.findsNothing(ground);
    }
  }

  /**
   * Negative control: the last of them finds no fence in the database, and what it writes is seen.
   * The service is halted meanwhile: rows are brought only from files that stand still.
   */
  private void withoutItsFenceItWrites(Stalls stalls, Picture now, Keys rows) throws Exception {
    try (Connection connection = DriverManager.getConnection(ground.sandbox.adminJdbcUrl())) {
      assertThat(forgotten(connection)).isEqualTo(1);
    }
    ProcessHandle service = ProcessHandle.of(now.pid()).orElseThrow();
    Signals.send("SIGSTOP", service);
    try {
      Done woken = stalls.wake(ROWS_CONTROL);
      assertThat(woken.end()).as(woken.toString()).isEqualTo("ok");
      assertThat(Keys.inDatabase(ground.sandbox)).isNotEqualTo(rows);
    } finally {
      Signals.send("SIGCONT", service);
    }
  }

  private static int forgotten(Connection connection) throws SQLException {
    try (var delete = connection.createStatement()) {
      return delete.executeUpdate("DELETE FROM mayday_fence");
    }
  }
}
