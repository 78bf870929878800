package dev.mayday.activities.sessions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mayday.system.CompanyState;
import dev.mayday.system.Copy;
import dev.mayday.system.Returned;
import dev.mayday.system.Source;
import dev.mayday.system.Staged;
import io.temporal.common.converter.DefaultDataConverter;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Five thousand companies, every third in ruins: what goes into a history stays within limits. */
class BoundedTest {
  /** Temporal warns of larger payloads, and refuses those of 2 MB. */
  private static final int WARNED_OF = 256 * 1024;

  private final List<CompanyState> many =
      IntStream.range(0, 5_000)
          .mapToObj(i -> new CompanyState("" + (10_000 + i), i % 3 > 0, 1_313, 0, found(i)))
          .toList();

  private static List<String> found(int i) {
    return i % 3 > 0
        ? List.of()
        : Collections.nCopies(20, ("something is wrong with " + i + " ").repeat(9));
  }

  @Test
  void resultsOfEveryKindStayBelowWhatTemporalWarnsOf() {
    List<CompanyState> few = Bounded.of(many);
    Instant now = Instant.now();
    assertThat(size(new Staged("run", Source.Kind.LIVE, now, true, many))).isGreaterThan(WARNED_OF);
    assertThat(size(new Staged("run", Source.Kind.LIVE, now, true, few))).isLessThan(WARNED_OF);
    assertThat(size(new Copy("copy", now, 1, 1, 1, few))).isLessThan(WARNED_OF);
    Tally tally = new Tally();
    for (CompanyState one : many) tally.add(one.company(), Row.CREDS, Decision.CONFLICT, now);
    Returned returned = new Returned(1, 1, 1, 1, tally.conflicts(), few, now, now);
    assertThat(size(returned)).isLessThan(WARNED_OF);
    assertThat(returned.conflicts()).hasSize(101).last().isEqualTo("and 4900 more");
  }

  @Test
  void everyCompanyIsStillThereAndTheFirstOnesSayWhatIsWrong() {
    List<CompanyState> few = Bounded.of(many);
    assertThat(few).extracting(CompanyState::company).hasSize(5_000).contains("14999");
    assertThat(few).filteredOn(CompanyState::usable).hasSize(3_333);
    assertThat(few.get(0).findings()).isNotEmpty().allMatch(said -> said.length() <= 201);
    assertThat(Bounded.of(many.subList(1, 3))).isEqualTo(many.subList(1, 3));
  }

  @Test
  void aSourceNamesTheFirstCompaniesAndCountsTheOthers() {
    List<String> ids = many.stream().map(CompanyState::company).toList();
    Source source = new Source(Source.Kind.FILES, "x", null, ids, 9);
    assertThat(source.companies()).hasSize(Source.NAMED + 1).last().isEqualTo("and 4900 more");
  }

  private static int size(Object value) {
    return DefaultDataConverter.newDefaultInstance()
        .toPayload(value)
        .orElseThrow()
        .getSerializedSize();
  }
}
