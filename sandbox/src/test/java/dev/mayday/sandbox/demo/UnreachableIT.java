package dev.mayday.sandbox.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mayday.sandbox.Port;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Commands as processes where no Temporal server answers: those that go there by a way of their
 * own, and one of those that go there as all the others do.
 */
class UnreachableIT {
  private static final List<String> LINES =
      List.of("up", "worker", "worker --host app-1", "webhook", "doctor", "status");

  @TempDir Path folder;

  @Test
  void eachSaysSoWithWhatToDo() throws Exception {
    ExecutorService people = Executors.newFixedThreadPool(LINES.size());
    try (Post post = new Post(folder, "127.0.0.1:" + Port.free())) {
      post.configure();
      Map<String, Future<Spoken>> said = new TreeMap<>();
      for (String line : LINES)
        said.put(line, people.submit(() -> post.types(line.split(" ", -1))));
      for (Map.Entry<String, Future<Spoken>> one : said.entrySet())
        clear(one.getKey(), one.getValue().get());
    } finally {
      people.shutdownNow();
    }
  }

  /** Negative control: each thing that an answer must have is missing once. */
  @Test
  void anAnswerThatIsNotClearWouldBeSeen() {
    String good = "no Temporal server answers at x\nHINT: see TEMPORAL_ADDRESS";
    clear("up", new Spoken(3, good));
    clear("doctor", new Spoken(1, good));
    for (Spoken bad :
        List.of(
            new Spoken(0, good),
            new Spoken(1, good),
            new Spoken(3, ""),
            new Spoken(3, good.replace("HINT: ", "")),
            new Spoken(3, good.replace("TEMPORAL_ADDRESS", "")),
            new Spoken(3, good + "\n\tat dev.mayday.Main.main(Main.java:1)"),
            new Spoken(3, good + "\nException in thread main"),
            new Spoken(3, good + "\nmayday has a bug")))
      assertThatThrownBy(() -> clear("up", bad)).as("%s", bad).isInstanceOf(AssertionError.class);
  }

  private static void clear(String line, Spoken said) {
    assertThat(said.code())
        .as("%s: %s", line, said.text())
        .isEqualTo(line.equals("doctor") ? 1 : 3);
    assertThat(said.text())
        .as(line)
        .contains("HINT: ", "TEMPORAL_ADDRESS")
        .doesNotContain("\tat ", "Exception: ", "Exception in", "mayday has a bug");
  }
}
