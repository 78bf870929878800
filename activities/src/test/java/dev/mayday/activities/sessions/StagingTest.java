package dev.mayday.activities.sessions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mayday.activities.sessions.disk.Owner;
import dev.mayday.activities.sessions.format.CompanyMaker;
import dev.mayday.activities.sessions.format.FolderProof;
import dev.mayday.activities.sessions.format.KeyName;
import dev.mayday.activities.sessions.format.SessionFolder;
import dev.mayday.system.CompanyState;
import dev.mayday.system.Refused;
import dev.mayday.system.Source;
import dev.mayday.system.Staged;
import dev.mayday.system.Unavailable;
import dev.mayday.system.Unsafe;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StagingTest {
  private static final Source LIVE = new Source(Source.Kind.LIVE, "live", null, null, 0);

  @TempDir Path root;
  private Bench bench;

  @BeforeEach
  void bench() {
    bench = new Bench(root, 6);
  }

  @Test
  void everyKeyOfAStoppedServiceArrivesByteForByte() throws IOException {
    Bench whole = new Bench(root.resolve("whole"), 6, CompanyMaker.KEYS);
    whole.live("11");
    Staged staged = stage(whole, LIVE, Instant.now().minusSeconds(1));
    assertThat(staged.ratchets()).isTrue();
    assertThat(staged.companies().get(0))
        .isEqualTo(new CompanyState("11", true, 1313, 0, List.of()));
    Path company = content(whole).resolve("company_11");
    for (Map.Entry<KeyName, byte[]> key : whole.rows.keys.get("11").entrySet())
      assertThat(company.resolve(Bench.file(key.getKey()))).hasBinaryContent(key.getValue());
    assertThat(company.resolve("creds.json")).hasBinaryContent(whole.rows.creds.get("11"));
  }

  /**
   * Twice to files from one copy: the first time ids were handed out that the copy knows nothing
   * of.
   */
  @Test
  void countersRiseAboveWhatTheFilesOfAnEarlierFallbackHandedOut() throws Exception {
    Instant snapshot = Instant.now();
    bench.warmCopy(snapshot, "11");
    bench.files("11");
    Path left = bench.folder.resolve("company_11/creds.json");
    ObjectNode creds = (ObjectNode) new ObjectMapper().readTree(left.toFile());
    creds.put("nextPreKeyId", 4321).put("firstUnuploadedPreKeyId", 4321);
    Files.writeString(left, creds.toString());
    stage(bench, new Source(Source.Kind.WARM_COPY, "copy-1", snapshot, null, 0), null);
    JsonNode now =
        new ObjectMapper().readTree(content(bench).resolve("company_11/creds.json").toFile());
    assertThat(now.get("nextPreKeyId").asLong()).isEqualTo(5321);
    assertThat(now.get("firstUnuploadedPreKeyId").asLong()).isEqualTo(5321);
  }

  @Test
  void withoutRatchetsBothCountersRiseAndNothingElseChanges() throws IOException {
    bench.live("11");
    Staged staged = stage(bench, LIVE, null);
    JsonNode was = new ObjectMapper().readTree(bench.rows.creds.get("11"));
    JsonNode now =
        new ObjectMapper().readTree(content(bench).resolve("company_11/creds.json").toFile());
    long next = was.get("nextPreKeyId").asLong() + 1000;
    assertThat(now.get("nextPreKeyId").asLong()).isEqualTo(next);
    assertThat(now.get("firstUnuploadedPreKeyId").asLong()).isEqualTo(next);
    assertThat(without(now)).isEqualTo(without(was));
    assertThat(staged.companies().get(0).aside()).isPositive();
    assertThat(names(bench, "company_11"))
        .noneMatch(f -> f.startsWith("session-") || f.startsWith("sender-key"));
  }

  @Test
  void countersBelowTheKeysRiseAboveThem() throws IOException {
    bench.live("11");
    CompanyMaker maker = new CompanyMaker("11".hashCode(), 6, 60);
    maker.tree().put("nextPreKeyId", 5).put("firstUnuploadedPreKeyId", 5);
    bench.rows.creds.put("11", maker.creds());
    Staged staged = stage(bench, LIVE, Instant.now().minusSeconds(1));
    JsonNode now =
        new ObjectMapper().readTree(content(bench).resolve("company_11/creds.json").toFile());
    assertThat(now.get("nextPreKeyId").asLong()).isGreaterThan(1000 + 36);
    assertThat(staged.companies().get(0).findings().toString()).contains("older than the keys");
  }

  @Test
  void credentialsExchangedBetweenTwoCompaniesAreFound() {
    bench.live("11");
    bench.live("12");
    byte[] eleven = bench.rows.creds.get("11");
    bench.rows.creds.put("11", bench.rows.creds.put("12", eleven));
    assertThat(stage(bench, LIVE, null).unusable()).containsExactly("11", "12");
  }

  @Test
  void oneIdentityInTwoCompaniesStartsNeither() throws IOException {
    bench.live("11");
    bench.rows.creds.put("12", bench.rows.creds.get("11"));
    bench.rows.keys.put("12", new TreeMap<>());
    bench.live("13");
    Staged staged = stage(bench, LIVE, null);
    assertThat(staged.usable()).containsExactly("13");
    assertThat(staged.companies().get(0).findings().toString()).contains("the same identity");
    assertThat(content(bench).resolve("company_11")).doesNotExist();
  }

  @Test
  void senderKeysOfTheOtherGenerationStayAside() throws IOException {
    Bench seven = new Bench(root.resolve("seven"), 7);
    bench.live("11");
    seven.rows.creds.putAll(bench.rows.creds);
    seven.rows.keys.putAll(bench.rows.keys);
    Staged staged = stage(seven, LIVE, Instant.now().minusSeconds(1));
    assertThat(staged.usable()).containsExactly("11");
    assertThat(staged.companies().get(0).findings().toString()).contains("Baileys 6");
    assertThat(names(seven, "company_11"))
        .noneMatch(f -> f.startsWith("sender-key"))
        .anyMatch(f -> f.startsWith("session-"));
  }

  @Test
  void keysWithoutCredentialsAndOddIdsAreKeptApart() throws IOException {
    bench.live("11");
    bench.live("../12");
    bench.rows.creds.remove("11");
    Staged staged = stage(bench, LIVE, null);
    assertThat(staged.usable()).isEmpty();
    assertThat(staged.companies().toString()).contains("no credentials, only keys", "no folder");
    assertThat(root.resolve("app"))
        .isDirectoryContaining(p -> p.toString().contains(".mayday-run"));
    assertThat(names(bench, "")).containsExactly(SessionFolder.POINTER);
  }

  @Test
  void aDeadAttemptIsGoneOnWithAfterItsLastWholeCompany() throws IOException {
    for (String company : new String[] {"11", "12", "13"}) bench.live(company);
    Instant stopped = Instant.now().minusSeconds(5);
    bench.rows.breaksAfter = 150;
    assertThatThrownBy(() -> stage(bench, LIVE, stopped)).isInstanceOf(Unavailable.class);
    bench.rows.breaksAfter = Integer.MAX_VALUE;
    bench.rows.exported = 0;
    assertThat(stage(bench, LIVE, stopped).usable()).containsExactly("11", "12", "13");
    assertThat(bench.rows.exported).isEqualTo(60);
  }

  /** A stalled attempt and the one that was begun in its stead. */
  @Test
  void twoAttemptsAtOnceEndInOneVerifiedFolder() throws Exception {
    for (String company : new String[] {"11", "12"}) bench.live(company);
    Semaphore stalled = new Semaphore(0);
    Semaphore goOn = new Semaphore(0);
    bench.rows.beforeKey =
        () -> {
          if (bench.rows.exported == 90) stalled.release();
          if (bench.rows.exported == 90) goOn.acquireUninterruptibly();
        };
    CompletableFuture<Staged> first = CompletableFuture.supplyAsync(() -> stage(bench, LIVE, null));
    stalled.acquire();
    // The first company is whole then, and nothing of the second one is written yet.
    String half = Bench.all(content(bench));
    assertThat(half).contains("company_11/creds.json");
    assertThatThrownBy(() -> stage(bench, LIVE, null))
        .isInstanceOf(Unavailable.class)
        .hasMessageContaining("another attempt");
    assertThat(Bench.all(content(bench))).isEqualTo(half);
    goOn.release();
    assertThat(first.get(60, TimeUnit.SECONDS).usable()).containsExactly("11", "12");
    assertThat(stage(bench, LIVE, null)).isEqualTo(first.join());
    assertThat(
            FolderProof.of(SessionFolder.staged(bench.folder, "run-1"), Place.names(bench.store)))
        .isEmpty();
  }

  @Test
  void filesTornOrUnreadableAreKeptApartAndTheRestComesAlong() throws IOException {
    bench.rows.lost = true;
    for (String company : new String[] {"11", "12", "13"}) bench.files(company);
    Path cut = bench.folder.resolve("company_11/pre-key-1.json");
    Files.write(cut, Arrays.copyOf(Files.readAllBytes(cut), 20));
    Files.delete(bench.folder.resolve("company_11/pre-key-2.json"));
    Files.createDirectory(bench.folder.resolve("company_11/pre-key-2.json"));
    Files.write(bench.folder.resolve("company_12/creds.json"), new byte[0]);
    Files.delete(bench.folder.resolve("company_13/creds.json"));
    Files.createSymbolicLink(bench.folder.resolve("company_13/creds.json"), cut);
    Staged staged = stage(bench, files(), null);
    assertThat(staged.usable()).containsExactly("11");
    assertThat(staged.companies().get(0).findings().toString())
        .contains("pre-key 1 is cut off", "pre-key 2 cannot be read");
    assertThat(staged.companies().get(1).findings().toString()).contains("is empty (0 bytes)");
    assertThat(staged.companies().get(2).findings().toString()).contains("cannot be read");
  }

  @Test
  void filesNeverBringRatchetsForTheirTimeProvesNothing() throws IOException {
    bench.rows.lost = true;
    bench.files("11");
    assertThat(stage(bench, files(), Instant.EPOCH).ratchets()).isFalse();
  }

  @Test
  void aFileOfTheCopyThatWasChangedDoesNotComeAlong() throws Exception {
    Instant snapshot = Instant.now();
    bench.warmCopy(snapshot, "11", "12");
    Path copy = root.resolve("copies/copy-1/sessions");
    Files.copy(copy.resolve("company_12/pre-key-2.json"), copy.resolve("company_12/x"));
    Files.move(
        copy.resolve("company_12/x"),
        copy.resolve("company_12/pre-key-1.json"),
        StandardCopyOption.REPLACE_EXISTING);
    Files.writeString(copy.resolve("company_11/creds.json"), " ", StandardOpenOption.APPEND);
    Source source = new Source(Source.Kind.WARM_COPY, "copy-1", snapshot, null, 0);
    Staged staged = stage(bench, source, snapshot);
    assertThat(staged.usable()).containsExactly("12");
    assertThat(staged.companies().get(1).findings().toString()).contains("pre-key 1 was changed");
    assertThat(staged.companies().get(1).keys()).isEqualTo(59);
  }

  @Test
  void filesArePrivateAndTheServicesOwn() throws IOException {
    bench.live("11");
    boolean root = Owner.of(bench.folder.getParent()).uid() == 0;
    if (root) Files.setAttribute(bench.folder.getParent(), "unix:uid", 65534);
    Owner service = Owner.of(bench.folder.getParent());
    stage(bench, LIVE, null);
    try (Stream<Path> all = Files.walk(content(bench))) {
      for (Path path : (Iterable<Path>) all::iterator) {
        String mode = PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
        assertThat(mode).isEqualTo(Files.isDirectory(path) ? "rwx------" : "rw-------");
        assertThat(Owner.of(path)).isEqualTo(service);
      }
    }
  }

  @Test
  void aFileSystemThatCannotExchangeIsSaidBeforeAnythingIsTouched() throws IOException {
    bench.live("11");
    bench.files("12");
    String before = Bench.all(bench.folder.getParent());
    SessionsAdapter sessions =
        bench.without(
            (one, other) -> {
              throw new FileSystemException("error 22");
            });
    assertThatThrownBy(() -> sessions.stage(null, bench.store, LIVE, "run-1", null))
        .isInstanceOf(Unsafe.class)
        .hasMessageContaining("HINT: ");
    assertThat(Bench.all(bench.folder.getParent())).isEqualTo(before);
  }

  @Test
  void aSourceThatIsGoneOrEmptyIsRefused() {
    assertThatThrownBy(() -> stage(bench, LIVE, null)).isInstanceOf(Refused.class);
    Source copy = new Source(Source.Kind.WARM_COPY, "copy-9", Instant.now(), null, 0);
    assertThatThrownBy(() -> stage(bench, copy, null)).isInstanceOf(Refused.class);
    Source files = new Source(Source.Kind.FILES, "x", Instant.now(), null, 0);
    assertThatThrownBy(() -> stage(bench, files, null)).isInstanceOf(Refused.class);
    assertThatThrownBy(() -> bench.sessions.stage(null, bench.store, LIVE, "../x", null))
        .isInstanceOf(Refused.class);
  }

  private Source files() {
    return bench.sessions.sources(null, bench.store).stream()
        .filter(s -> s.kind() == Source.Kind.FILES)
        .findFirst()
        .orElseThrow();
  }

  private static Staged stage(Bench bench, Source source, Instant lastWrite) {
    return bench.sessions.stage(null, bench.store, source, "run-1", lastWrite);
  }

  private static Path content(Bench bench) {
    return SessionFolder.staged(bench.folder, "run-1").content();
  }

  private static List<String> names(Bench bench, String folder) throws IOException {
    try (Stream<Path> files = Files.list(content(bench).resolve(folder))) {
      return files.map(f -> f.getFileName().toString()).toList();
    }
  }

  private static JsonNode without(JsonNode creds) {
    return ((ObjectNode) creds.deepCopy())
        .without(List.of("nextPreKeyId", "firstUnuploadedPreKeyId"));
  }
}
