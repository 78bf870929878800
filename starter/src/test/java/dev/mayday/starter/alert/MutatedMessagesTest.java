package dev.mayday.starter.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.mayday.incident.Alert;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/**
 * Good messages to the desk over loopback, until the bodies of a hundred thousand of them were
 * spoiled; those between them have other faults, or none. Each has a clear answer, and only what
 * was answered 202 went on. {@code -Dmayday.seed} repeats one.
 */
@Timeout(600)
class MutatedMessagesTest {
  private static final int SPOILED = 100_000;
  private static final int SENDERS = 4;
  private static final long GROWN_AT_MOST = 96L << 20;
  private static final long SEED = Long.getLong("mayday.seed", System.nanoTime());

  /** What was done to a message. */
  private enum Kind {
    GOOD,
    SPOILED,
    SPOILED_ON_THE_WAY,
    STRANGER,
    FROM_ANOTHER_TIME,
    REPLAYED
  }

  @TempDir private Path state;
  private final AtomicInteger next = new AtomicInteger();
  private final AtomicInteger spoiled = new AtomicInteger();
  private final Map<String, Integer> answers = new ConcurrentSkipListMap<>();
  private final Set<String> refused = ConcurrentHashMap.newKeySet();
  private final Set<String> taken = ConcurrentHashMap.newKeySet();
  private final Set<String> carried = ConcurrentHashMap.newKeySet();
  private final ListAppender<ILoggingEvent> logged = new ListAppender<>();
  private DeskWorld world;

  @BeforeEach
  void begin() {
    world = new DeskWorld(state);
    logged.start();
    root().addAppender(logged);
  }

  @AfterEach
  void end() {
    root().detachAppender(logged);
    world.close();
  }

  private static Logger root() {
    return (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
  }

  @Test
  void eachIsAnsweredAndOnlyWhatWasTakenGoesOn() throws Exception {
    System.out.println("100,000 spoiled messages with the seed " + SEED);
    sent(SPOILED / 10);
    long before = used();
    sent(SPOILED);
    long grown = used() - before;
    System.out.println(
        "%d messages, %d of them spoiled: %s, grown by %d MiB"
            .formatted(next.get(), spoiled.get(), new TreeMap<>(answers), grown >> 20));
    assertThat(spoiled.get())
        .as("bodies that are not as they were")
        .isGreaterThanOrEqualTo(SPOILED);
    assertThat(refused.removeAll(carried)).as("what was refused went on").isFalse();
    assertThat(carried.containsAll(taken)).as("what was answered 202 went on").isTrue();
    assertThat(grown).as("bytes of the heap, seed " + SEED).isLessThan(GROWN_AT_MOST);
    assertThat(logged.list).as("seed " + SEED).isEmpty();
    assertThat(answers.keySet())
        .as("every kind was there: " + answers)
        .contains("GOOD 202", "SPOILED 400", "SPOILED 202", "SPOILED_ON_THE_WAY 401")
        .contains("STRANGER 401", "FROM_ANOTHER_TIME 401", "REPLAYED 202")
        .doesNotContain("STRANGER 202", "FROM_ANOTHER_TIME 202", "GOOD 400");
  }

  private static long used() {
    System.gc();
    Runtime all = Runtime.getRuntime();
    return all.totalMemory() - all.freeMemory();
  }

  /** Until so many were spoiled. */
  private void sent(int upTo) throws Exception {
    ExecutorService senders = Executors.newFixedThreadPool(SENDERS);
    try {
      List<Future<?>> all = new ArrayList<>();
      for (int sender = 0; sender < SENDERS; sender++) all.add(senders.submit(() -> sendAll(upTo)));
      for (Future<?> one : all) one.get();
    } finally {
      senders.shutdownNow();
    }
    collect();
  }

  private Void sendAll(int upTo) throws Exception {
    try (Caller caller = new Caller(world.port())) {
      while (spoiled.get() < upTo) one(caller, next.getAndIncrement());
    }
    return null;
  }

  /** The n-th message is the same for a seed whoever sends it. */
  private void one(Caller caller, int n) throws Exception {
    Random random = new Random(SEED + n * 0x9E3779B97F4A7C15L);
    Kind kind = kind(random.nextInt(100));
    boolean alertmanager = random.nextBoolean() && signedAny(kind);
    Message message = alertmanager ? Message.alertmanager(n, SEED) : Message.standard(n, SEED);
    Instant now = DeskWorld.SIGNED.plusMillis(10L * n);
    world.now = now;
    byte[] body = message.body();
    Mutations mutations = new Mutations(random.nextLong());
    if (kind == Kind.SPOILED) body = mutations.of(body);
    Map<String, String> headers = message.signed(body, at(kind, now, random));
    if (kind == Kind.SPOILED_ON_THE_WAY) body = spoiled(mutations, body);
    if (!Arrays.equals(body, message.body())) spoiled.incrementAndGet();
    if (kind == Kind.STRANGER) headers = stranger(headers, random);
    Caller.Answer answer = caller.post(message.source(), headers, body);
    if (kind == Kind.REPLAYED) answer = again(caller, message, headers, body, answer);
    try {
      judge(kind, message, body, answer);
    } catch (AssertionError | IOException wrong) {
      String text = new String(body, StandardCharsets.ISO_8859_1);
      throw new AssertionError(
          "seed " + SEED + ", message " + n + ", " + kind + "\n" + text, wrong);
    }
    if (n % 1000 == 999) collect();
  }

  private static Kind kind(int percent) {
    if (percent < 5) return Kind.GOOD;
    if (percent < 75) return Kind.SPOILED;
    if (percent < 85) return Kind.SPOILED_ON_THE_WAY;
    if (percent < 90) return Kind.STRANGER;
    return percent < 95 ? Kind.FROM_ANOTHER_TIME : Kind.REPLAYED;
  }

  /** An Alertmanager signs neither its bytes nor the time. */
  private static boolean signedAny(Kind kind) {
    return kind == Kind.GOOD || kind == Kind.SPOILED || kind == Kind.STRANGER;
  }

  private static Instant at(Kind kind, Instant now, Random random) {
    if (kind != Kind.FROM_ANOTHER_TIME) return now;
    long off = 400L + random.nextInt(1_000_000);
    return now.plusSeconds(random.nextBoolean() ? off : -off);
  }

  private static byte[] spoiled(Mutations mutations, byte[] body) {
    byte[] spoiled = mutations.of(body);
    while (Arrays.equals(spoiled, body)) spoiled = mutations.of(body);
    return spoiled;
  }

  /** One letter of what proves the sender is another one. */
  private static Map<String, String> stranger(Map<String, String> headers, Random random) {
    Map<String, String> wrong = new TreeMap<>(headers);
    String name = headers.containsKey("Authorization") ? "Authorization" : "webhook-signature";
    StringBuilder value = new StringBuilder(headers.get(name));
    int at = name.equals("Authorization") ? 7 : 3;
    at += random.nextInt(Math.min(6, value.length() - at));
    value.setCharAt(at, value.charAt(at) == 'x' ? 'y' : 'x');
    wrong.put(name, value.toString());
    return wrong;
  }

  private static Caller.Answer again(
      Caller caller, Message message, Map<String, String> headers, byte[] body, Caller.Answer first)
      throws IOException {
    assertThat(first.body()).contains("\"accepted\":1");
    Caller.Answer again = caller.post(message.source(), headers, body);
    assertThat(again.body()).contains("\"repeated\":true");
    return again;
  }

  private void judge(Kind kind, Message message, byte[] body, Caller.Answer answer)
      throws IOException {
    Judge.clear(answer);
    answers.merge(kind + " " + answer.status(), 1, Integer::sum);
    if (answer.status() == 202) Judge.takenWithReason(body);
    if (kind == Kind.GOOD) taken.addAll(message.keys());
    if (answer.status() != 202) refused.addAll(message.keys());
  }

  /** What was carried is looked at and let go, so that the memory measured is the desk's. */
  private void collect() {
    synchronized (carried) {
      while (!world.batches.isEmpty())
        for (Alert alert : world.batches.remove(0).alerts()) {
          Judge.fit(alert);
          carried.add(alert.key());
        }
    }
  }

  /** Negative control: answers as no sender should get them. */
  @Test
  void anUnclearAnswerWouldBeSeen() {
    String no = "{\"error\":\"no\",\"hint\":\"yes\"}";
    for (Caller.Answer wrong :
        List.of(
            new Caller.Answer(500, "", no),
            new Caller.Answer(503, "", no),
            new Caller.Answer(0, "", ""),
            new Caller.Answer(400, "", "{\"error\":\"no\"}"),
            new Caller.Answer(400, "", "{\"error\":\"at 1\",\"hint\":\"\\tat x.y(Z.java:1)\"}"),
            new Caller.Answer(400, "", no.replace("no", Judge.CANARY)),
            new Caller.Answer(400, "", no.replace("no", "n".repeat(500))),
            new Caller.Answer(202, "", no)))
      assertThatThrownBy(() -> Judge.clear(wrong)).as("%s", wrong).isInstanceOf(Throwable.class);
    assertThatThrownBy(() -> Judge.takenWithReason(new byte[] {'{', (byte) 0xff, '}'}))
        .isInstanceOf(IOException.class);
  }
}
