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
import org.junit.jupiter.api.io.TempDir;

/**
 * Workers are cut off and halted right before a change or an undo, one after the other; each time
 * another worker goes on. When all was rolled back they wake and act. In the short form the return
 * stalls at its rows, once later, and at one undo; in the long form at the other changes, too.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.MethodName.class)
class StalledIT {
  private static final boolean LONG = Boolean.getBoolean("mayday.long");
  private static final Stalls.Attempt CONTROL = new Stalls.Attempt("EnvFileSet", 2);
  private static final Stalls.Attempt ROWS_CONTROL = new Stalls.Attempt("SessionRowsBringBack", 2);

  /** A story for each recovery: which changes stall, in the order in which they come. */
  static final Map<Trial, List<Stalls.Attempt>> CHANGES =
      Map.of(
          Trial.FALL_BACK,
          first("Pm2Stop", "GitCheckout", "SessionsInstall", "EnvFileSet", "Pm2Save"),
          Trial.RETURN,
          LONG
              ? first("SessionRowsBringBack", "GitCheckout", "EnvFileSet", "Pm2Save")
              : first("SessionRowsBringBack", "EnvFileSet"));

  /** The same of the return's undos. */
  private static final List<Stalls.Attempt> UNDOS =
      LONG ? first("GitPutBack", "SessionRowsTakeBack") : first("GitPutBack");

  /**
   * The SDK cancels an attempt that could not beat in time at its next beat; where there is none
   * before the change, nothing but the fence holds it. Here there is nothing but the fence.
   */
  private static final Map<String, String> NEVER_CANCELLED =
      Map.of("JDK_JAVA_OPTIONS", "-Dtemporal.activity.localTimeoutBufferMs=3600000");

  private Ground ground;

  private static List<Stalls.Attempt> first(String... activities) {
    return Stream.of(activities).map(activity -> new Stalls.Attempt(activity, 1)).toList();
  }

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
    List<Stalls.Attempt> changes = CHANGES.get(Trial.FALL_BACK);
    try (Stalls stalls = new Stalls(ground, FaultCell.FALL_BACK)) {
      // in the order in which they come: what PM2 has saved is changed last
      aborted(stalls, Trial.FALL_BACK, with(CONTROL, changes, changes.size() - 1), List.of());
      Picture back = Picture.ofRunning(ground.scene);
      assertThat(back.withPid(before.pid())).isEqualTo(before);
      for (Stalls.Attempt one : changes) {
        refused(stalls.wake(one));
        assertThat(Picture.of(ground.scene)).as("after %s woke", one).isEqualTo(back);
      }
      withoutTheFenceItActs(stalls, back);
      Search.findsNothing(ground);
    }
    Files.writeString(ground.sandbox.envFile(), before.env());
  }

  private static List<Stalls.Attempt> with(
      Stalls.Attempt control, List<Stalls.Attempt> changes, int place) {
    List<Stalls.Attempt> all = new ArrayList<>(changes);
    all.add(place, control);
    return all;
  }

  private void aborted(
      Stalls stalls, Trial trial, List<Stalls.Attempt> changes, List<Stalls.Attempt> undos) {
    String run = ground.begin(trial.scenario(), "workers will stall");
    var question = ground.asked(run);
    stalls.abortedAfter(changes, undos, () -> ground.answers(0, question, "yes", "on-call"));
    assertThat(ground.end(run).outcome()).isEqualTo(Outcome.ABORTED);
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

  /** The rows of the database are behind a fence of their own, in a row of the database. */
  @Test
  void anAttemptOfAReturnThatWakesAfterTheRollbackChangesNothing() throws Exception {
    OnDuty inPeace = new OnDuty(ground, Trial.FALL_BACK.byHand(ground));
    assertThat(inPeace.stay().outcome()).isEqualTo(Outcome.RECOVERED);
    Trial.RETURN.emergency(ground);
    Picture before = Picture.of(ground.scene);
    Keys rows = Keys.inDatabase(ground.sandbox);
    List<Stalls.Attempt> changes = CHANGES.get(Trial.RETURN);
    try (Stalls stalls = new Stalls(ground, FaultCell.RETURN)) {
      aborted(stalls, Trial.RETURN, LONG ? with(ROWS_CONTROL, changes, 1) : changes, UNDOS);
      Picture back = Picture.ofRunning(ground.scene);
      assertThat(back.withPid(before.pid())).isEqualTo(before);
      assertThat(Keys.inDatabase(ground.sandbox)).isEqualTo(rows);
      for (Stalls.Attempt one : Stream.concat(changes.stream(), UNDOS.stream()).toList()) {
        refused(stalls.wake(one));
        assertThat(Picture.of(ground.scene)).as("after %s woke", one).isEqualTo(back);
        assertThat(Keys.inDatabase(ground.sandbox)).as("after %s woke", one).isEqualTo(rows);
      }
      if (LONG) withoutItsFenceItWrites(stalls, back, rows);
      Search.findsNothing(ground);
    }
  }

  /**
   * Negative control: one more finds no fence in the database, and what it writes is seen. The
   * service is halted meanwhile: rows are brought only from files that stand still.
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
