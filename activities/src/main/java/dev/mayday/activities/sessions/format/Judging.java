package dev.mayday.activities.sessions.format;

import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;
import java.util.function.Supplier;

/**
 * Judges keys by all cores, a few dozen at a time, and gives them to their company in the order in
 * which they came, behind what was given before them. A bounded number of keys, and of bytes, is
 * under way. One thread may use it.
 */
final class Judging implements Closeable {
  private static final int AT_ONCE = 64;
  private static final int BYTES_AT_ONCE = 1 << 17;
  private final Cores cores = new Cores();
  private final Behind behind;
  private CompanyWriter company;
  private List<Supplier<Verdict>> batch = new ArrayList<>();
  private int bytes;

  private record Verdict(Judged key, String version) {}

  Judging(Behind behind) {
    this.behind = behind;
  }

  /** The keys that come now are of this company. */
  void of(CompanyWriter next) {
    company = next;
  }

  void key(KeyName name, byte[] json, String version) throws IOException {
    CompanyWriter whose = company;
    batch.add(() -> new Verdict(whose.judge(name, json), version));
    bytes += json.length;
    if (batch.size() == AT_ONCE || bytes >= BYTES_AT_ONCE) flush();
  }

  /** What comes behind this comes behind all keys so far. */
  void flush() throws IOException {
    behind.check();
    if (batch.isEmpty()) return;
    List<Supplier<Verdict>> all = batch;
    batch = new ArrayList<>();
    bytes = 0;
    CompanyWriter whose = company;
    Future<List<Verdict>> verdicts = cores.begin(() -> all.stream().map(Supplier::get).toList());
    behind.then(
        () -> {
          for (Verdict verdict : Cores.result(verdicts)) whose.key(verdict.key, verdict.version);
        });
  }

  @Override
  public void close() {
    cores.close();
  }
}
