package dev.mayday.activities.sessions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mayday.activities.sessions.format.CompanyMaker;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The generations are told apart by what lies in the copy. */
class CopyFormTest {
  @TempDir Path root;

  @Test
  void eachGenerationIsToldByItsSenderKeys() throws Exception {
    assertThat(CopyForm.of(new Bench(root.resolve("none"), 6).store)).isEmpty();
    for (int generation : new int[] {6, 7}) {
      Bench bench = new Bench(root.resolve("copy-of-" + generation), generation);
      bench.warmCopy(Instant.now(), "1", "2");
      CopyForm form = CopyForm.of(bench.store).orElseThrow();
      assertThat(form.generation()).as("%s", form).isEqualTo(generation);
      assertThat(form.bytes()).isGreaterThanOrEqualTo(2 * 60 * 4096);
    }
  }

  /** What the configured generation cannot read is left out of the copy, and still a sign. */
  @Test
  void whatWasLeftOutIsASignToo() throws Exception {
    Bench bench = new Bench(root, 6);
    bench.warmCopy(Instant.now(), Map.of("1", new CompanyMaker(1, 7, 60)));
    CopyForm form = CopyForm.of(bench.store).orElseThrow();
    assertThat(form.sevens()).isPositive();
    assertThat(form.generation()).as("%s", form).isEqualTo(7);
  }

  @Test
  void withSignsOfBothItSaysNeither() {
    assertThat(new CopyForm(3, 1, 0).generation()).isZero();
    assertThat(new CopyForm(0, 0, 0).generation()).isZero();
  }
}
