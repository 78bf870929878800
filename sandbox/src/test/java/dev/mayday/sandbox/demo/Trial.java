package dev.mayday.sandbox.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mayday.sandbox.Fault;
import dev.mayday.sandbox.Status;
import dev.mayday.sandbox.Traits;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A recovery that must outlive what dies or breaks under it. A new scenario joins by a constant:
 * the stories of crashes, of reboots and of rollbacks, the golden histories and the fault matrix
 * read here what is its own.
 */
enum Trial {
  /** To files. */
  FALL_BACK(
      new Own(
          FaultCell.FALL_BACK,
          "4-neighbours",
          "postgres",
          "files",
          1,
          Map.of(
              FaultPhase.PREPARE, "SessionsStage",
              FaultPhase.RECOVER, "SessionsInstall",
              FaultPhase.VERIFY, "WhatsAppConnected"),
          Expected::fallBack,
          "Pm2Save",
          Set.of(
              "EnvFilePutBack",
              "SessionsPutBack",
              "GitPutBack",
              "Pm2PutBack",
              "Pm2Save",
              "SessionsDiscard")),
      ground -> ground.sandbox.breakIt(Fault.POSTGRES_STOPPED)),
  /** And back. */
  RETURN(
      new Own(
          FaultCell.RETURN,
          "4-neighbours",
          "files",
          "postgres",
          0,
          Map.of(
              FaultPhase.PREPARE, "SessionRowsCompare",
              FaultPhase.RECOVER, "SessionRowsBringBack",
              FaultPhase.VERIFY, "SessionRowsProve"),
          Expected::back,
          "Pm2Save",
          Set.of("EnvFilePutBack", "GitPutBack", "Pm2PutBack", "SessionRowsTakeBack", "Pm2Save")),
      ground -> ground.sandbox.heal());

  /** Something may die every few seconds meanwhile. */
  private static final Duration LONGEST = Duration.ofMinutes(15);

  @SuppressWarnings("ImmutableEnumChecker") // its sets and maps are the unmodifiable ones
  private final Own own;

  @SuppressWarnings("ImmutableEnumChecker") // none of them holds anything
  private final Consumer<Ground> emergency;

  Trial(Own own, Consumer<Ground> emergency) {
    this.own = own;
    this.emergency = emergency;
  }

  /** The workflow types of all of them. */
  static Set<String> scenarios() {
    return Stream.of(values()).map(Trial::scenario).collect(Collectors.toUnmodifiableSet());
  }

  /** The one of this workflow type. */
  static Trial of(String scenario) {
    return Stream.of(values())
        .filter(one -> one.scenario().equals(scenario))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no constant of Trial is of " + scenario));
  }

  /** What is its own. */
  Own own() {
    return own;
  }

  /** The workflow type. */
  String scenario() {
    return own.scenario();
  }

  /** Where the service keeps its sessions afterwards. */
  String mode() {
    return own.to();
  }

  /** What the settings say of the mode afterwards. */
  String variable(Ground ground) {
    return variable(ground, own.to());
  }

  /** What they say of it before. */
  String variableBefore(Ground ground) {
    return variable(ground, own.from());
  }

  private static String variable(Ground ground, String mode) {
    Traits traits = ground.sandbox.traits();
    return mode.equals("files") ? traits.onFiles() : traits.onDatabase();
  }

  /** Makes the scenario the right one. */
  void emergency(Ground ground) {
    emergency.accept(ground);
  }

  /** Begins it by an alert that fires; returns its run. */
  String byAlert(Ground ground) {
    emergency(ground);
    return alerted(ground, ground.newest());
  }

  /** Sends an alert that fires until it is taken; returns the run that comes of it. */
  static String alerted(Ground ground, String before) {
    Instant since = Instant.now();
    Until.holds("an alert is taken", () -> taken(ground, "firing", since));
    return Until.patiently(
        "a recovery that comes of the alert",
        LONGEST,
        () -> Optional.of(ground.newest()).filter(run -> !run.isEmpty() && !run.equals(before)));
  }

  /** Says that the database is well again, until it is taken. */
  static void resolved(Ground ground) {
    Instant since = Instant.now();
    Until.holds("it is taken that all is well", () -> taken(ground, "resolved", since));
  }

  /** A sender sends again where nobody has answered. */
  private static boolean taken(Ground ground, String status, Instant since) {
    try {
      return ground.scene.alert(status, since) == 202;
    } catch (UncheckedIOException cut) {
      return false;
    }
  }

  /** Begins it by hand; returns its run. */
  String byHand(Ground ground) {
    emergency(ground);
    return ground.begin(scenario(), "the drill says so");
  }

  /** Says that it is to begin, again and again until it is begun; returns its run. */
  String stubbornly(Ground ground, String before) {
    return Until.found(
        "a recovery",
        () -> {
          ground.scene.say(
              "recover", scenario(), "-e", "sandbox", "-s", "whatsapp", "--by", "lead");
          return Optional.of(ground.newest()).filter(run -> !run.isEmpty() && !run.equals(before));
        });
  }

  /** However often a step was begun, its effect is there once. */
  void once(Census census, String seen) {
    assertThat(census.most()).as("service processes at one time: %s", seen).isEqualTo(1);
    assertThat(census.starts()).as("starts: %s\n%s", census.told(), seen).isEqualTo(1);
    changedOnce(census, seen);
  }

  /** The same of what is no process: a boot of the host may have started the service as well. */
  void changedOnce(Census census, String seen) {
    assertThat(census.changes(Census.Sight::env)).as(".env written: %s", seen).isEqualTo(1);
    assertThat(census.changes(Census.Sight::head)).as("checkouts: %s", seen).isEqualTo(1);
    assertThat(census.changes(Census.Sight::sessions))
        .as("folders exchanged: %s", seen)
        .isEqualTo(own.folders());
    assertThat(census.changes(Census.Sight::saved))
        .as("another mode in PM2's saved list: %s", seen)
        .isEqualTo(1);
  }

  /** The sandbox's independent check agrees. */
  void well(Ground ground) {
    Status status = ground.sandbox.awaitGreen(OnGround.PATIENCE);
    assertThat(status.green()).as(status.table()).isTrue();
    assertThat(status.mode()).isEqualTo(mode());
  }
}
