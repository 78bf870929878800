package dev.mayday.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mayday.incident.Database;
import dev.mayday.incident.SessionStore;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What {@link Sessions} promises, of the fake and of a real disk. */
public abstract class SessionsContract {
  private static final String NAME = "run-1";
  private final Instant yesterday = Instant.now().minus(Duration.ofDays(1));
  private final Instant tomorrow = Instant.now().plus(Duration.ofDays(1));

  protected abstract Sessions sessions();

  protected abstract Database database();

  protected abstract SessionStore store();

  /** The live database answers and holds these companies, sound ones. */
  protected abstract void live(String... companies) throws Exception;

  /** The live database does not answer any more. */
  protected abstract void lost() throws Exception;

  /** There is a warm copy of that moment with these companies. */
  protected abstract void warmCopy(Instant snapshot, String... companies) throws Exception;

  /** In the service's folder lie these companies, older ones. */
  protected abstract void files(String... companies) throws Exception;

  /** The credentials of a company in the warm copy's source or the live database are torn. */
  protected abstract void tear(String company) throws Exception;

  /** All that the service would read, as one comparable text; null when its folder is absent. */
  protected abstract String folder() throws Exception;

  /** The companies that the service would find. */
  protected abstract List<String> companies() throws Exception;

  /** Whether the service would find sessions of this company. */
  protected abstract boolean ratchets(String company) throws Exception;

  /** Whether anything lies aside. */
  protected abstract boolean aside() throws Exception;

  @Test
  void theBestSourceComesFirstAndOneThatCannotBeReadIsLeftOut() throws Exception {
    live("11", "12");
    warmCopy(Instant.now().minusSeconds(60), "11", "12");
    files("11");
    assertThat(kinds()).containsExactly(Source.Kind.LIVE, Source.Kind.WARM_COPY, Source.Kind.FILES);
    lost();
    assertThat(kinds()).containsExactly(Source.Kind.WARM_COPY, Source.Kind.FILES);
    assertThat(source(Source.Kind.WARM_COPY).companies()).containsExactly("11", "12");
  }

  @Test
  void stagingChangesNothingThatTheServiceReads() throws Exception {
    live("11", "12");
    files("11");
    String before = folder();
    Staged staged = stage(Source.Kind.LIVE, null);
    assertThat(staged.usable()).containsExactly("11", "12");
    assertThat(folder()).isEqualTo(before);
    sessions().discard(store(), NAME);
    assertThat(aside()).isFalse();
    assertThat(folder()).isEqualTo(before);
  }

  @Test
  void ratchetsComeAlongOnlyWhenNothingCanHaveBeenWrittenAfterTheSnapshot() throws Exception {
    Instant snapshot = Instant.now().minusSeconds(60);
    warmCopy(snapshot, "11");
    assertThat(stage(Source.Kind.WARM_COPY, snapshot.plusSeconds(1)).ratchets()).isFalse();
    install(1);
    assertThat(ratchets("11")).isFalse();
  }

  @Test
  void ratchetsComeAlongWhenTheLastWriteIsEarlier() throws Exception {
    Instant snapshot = Instant.now().minusSeconds(60);
    warmCopy(snapshot, "11");
    assertThat(stage(Source.Kind.WARM_COPY, snapshot).ratchets()).isTrue();
    install(1);
    assertThat(ratchets("11")).isTrue();
  }

  @Test
  void aCompanyWithTornCredentialsIsReportedAndNeverInstalled() throws Exception {
    live("11", "12");
    tear("12");
    Staged staged = stage(Source.Kind.LIVE, null);
    assertThat(staged.usable()).containsExactly("11");
    assertThat(staged.unusable()).containsExactly("12");
    assertThat(staged.companies().get(1).findings()).isNotEmpty();
    install(1);
    assertThat(companies()).containsExactly("11");
  }

  @Test
  void stagingAgainAdopts() throws Exception {
    live("11");
    Staged first = stage(Source.Kind.LIVE, null);
    assertThat(stage(Source.Kind.LIVE, null).companies()).isEqualTo(first.companies());
  }

  @Test
  void whatWasInstalledComesBackAsItWas() throws Exception {
    live("11", "12");
    files("11");
    String before = folder();
    stage(Source.Kind.LIVE, null);
    install(1);
    install(2);
    assertThat(companies()).containsExactly("11", "12");
    sessions().putBack(store(), NAME, fence(3));
    sessions().putBack(store(), NAME, fence(4));
    assertThat(folder()).isEqualTo(before);
  }

  @Test
  void aFolderThatWasAbsentIsAbsentAgain() throws Exception {
    live("11");
    stage(Source.Kind.LIVE, null);
    install(1);
    assertThat(companies()).containsExactly("11");
    sessions().putBack(store(), NAME, fence(2));
    assertThat(folder()).isNull();
  }

  @Test
  void puttingBackWhatWasNeverInstalledIsHarmless() throws Exception {
    files("11");
    String before = folder();
    sessions().putBack(store(), NAME, fence(1));
    assertThat(folder()).isEqualTo(before);
  }

  @Test
  void aStaleAttemptChangesNothing() throws Exception {
    live("11");
    files("12");
    stage(Source.Kind.LIVE, null);
    String before = folder();
    sessions().putBack(store(), NAME, fence(5));
    assertThatThrownBy(() -> install(4)).isInstanceOf(Refused.class);
    assertThat(folder()).isEqualTo(before);
  }

  @Test
  void whatIsNotStagedIsNotInstalled() throws Exception {
    files("11");
    String before = folder();
    assertThatThrownBy(() -> install(1)).isInstanceOf(Unsafe.class).hasMessageContaining("HINT: ");
    assertThat(folder()).isEqualTo(before);
  }

  @Test
  void discardingAfterwardsKeepsWhatIsInPlace() throws Exception {
    live("11");
    files("12");
    stage(Source.Kind.LIVE, null);
    install(1);
    String installed = folder();
    sessions().discard(store(), NAME);
    sessions().discard(store(), NAME);
    assertThat(folder()).isEqualTo(installed);
  }

  @Test
  void anAttemptToStageThatWakesLateChangesNothingInUse() throws Exception {
    live("11");
    files("12");
    String before = folder();
    stage(Source.Kind.LIVE, null);
    install(1);
    String installed = folder();
    stage(Source.Kind.LIVE, null);
    assertThat(folder()).isEqualTo(installed);
    sessions().putBack(store(), NAME, fence(2));
    stage(Source.Kind.LIVE, null);
    assertThat(folder()).isEqualTo(before);
    sessions().discard(store(), NAME);
    stage(Source.Kind.LIVE, null);
    assertThat(folder()).isEqualTo(before);
    sessions().sweep(store(), tomorrow);
    assertThat(aside()).isFalse();
  }

  @Test
  void discardingNeverTakesTheOnlyCopyOfWhatWasThereBefore() throws Exception {
    live("11");
    files("12");
    String before = folder();
    stage(Source.Kind.LIVE, null);
    install(1);
    sessions().discard(store(), NAME);
    sessions().discard(store(), NAME);
    sessions().putBack(store(), NAME, fence(2));
    assertThat(folder()).isEqualTo(before);
  }

  @Test
  void aServiceThatIsProvenStoppedKeepsItsRatchetsWhateverTheClocksSay() throws Exception {
    live("11");
    assertThat(stage(Source.Kind.LIVE, Instant.EPOCH).ratchets()).isTrue();
    install(1);
    assertThat(ratchets("11")).isTrue();
  }

  @Test
  void whatARunStagedAndLeftBehindIsForgottenOnceItIsOldAndNotBefore() throws Exception {
    live("11");
    stage(Source.Kind.LIVE, null);
    assertThat(sessions().sweep(store(), yesterday).removed()).isZero();
    assertThat(aside()).isTrue();
    Swept swept = sessions().sweep(store(), tomorrow);
    assertThat(swept.removed()).isPositive();
    assertThat(swept.left()).isEmpty();
    assertThat(aside()).isFalse();
    assertThat(sessions().sweep(store(), tomorrow).removed()).isZero();
  }

  @Test
  void whatIsInPlaceAndWhatLayThereBeforeAreNeverSweptAway() throws Exception {
    live("11");
    files("12");
    String before = folder();
    stage(Source.Kind.LIVE, null);
    install(1);
    String installed = folder();
    assertThat(sessions().sweep(store(), tomorrow).left())
        .singleElement()
        .asString()
        .contains(NAME);
    assertThat(folder()).isEqualTo(installed);
    sessions().putBack(store(), NAME, fence(2));
    assertThat(folder()).isEqualTo(before);
  }

  protected final Staged stage(Source.Kind kind, Instant lastWrite) {
    return sessions().stage(database(), store(), source(kind), NAME, lastWrite);
  }

  protected final void install(int epoch) {
    sessions().install(store(), NAME, fence(epoch));
  }

  protected static Fence fence(int epoch) {
    return new Fence("production/whatsapp", "recovery-1", 1_000, epoch, epoch);
  }

  protected final Source source(Source.Kind kind) {
    return sessions().sources(database(), store()).stream()
        .filter(s -> s.kind() == kind)
        .findFirst()
        .orElseThrow();
  }

  private List<Source.Kind> kinds() {
    return sessions().sources(database(), store()).stream().map(Source::kind).toList();
  }
}
