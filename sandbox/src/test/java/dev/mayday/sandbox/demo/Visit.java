package dev.mayday.sandbox.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mayday.incident.Target;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * What a person saw who went through the Web UI in a real browser: a start that is refused, one
 * that is cancelled, and a {@code FallBackToFiles} that is answered and watched to its end.
 *
 * @param pages the text of each page, by the step of {@code person.js}
 */
record Visit(Map<String, String> pages) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Path SCRIPT = Path.of("src/test/resources/browser/person.js");

  /**
   * On-call has the browser open, and a telephone beside it.
   *
   * @param chat what on-call's telephone shows
   * @param folder an empty one, for the browser's profile
   * @param pictures where the pictures go
   */
  static Visit of(Ground ground, Chat chat, Path folder, Path pictures) throws IOException {
    Files.createDirectories(pictures);
    Path codes = Files.createDirectory(folder.resolve("codes"));
    Map<String, String> errand = errand(ground);
    errand.put("profile", folder.resolve("profile").toString());
    errand.put("pictures", pictures.toAbsolutePath().toString());
    errand.put("codes", codes.toString());
    ScheduledExecutorService telephone = Executors.newSingleThreadScheduledExecutor();
    Future<?> lays =
        telephone.scheduleWithFixedDelay(() -> chat.lay(codes), 0, 200, TimeUnit.MILLISECONDS);
    try {
      return of(ground.sandbox.node(), folder, errand);
    } finally {
      lays.cancel(true);
      telephone.shutdownNow();
    }
  }

  private static Map<String, String> errand(Ground ground) {
    Target target = ground.sandbox.target();
    String input = "{\"environment\": \"%s\", \"service\": \"%s\"}";
    return new HashMap<>(
        Map.of(
            "webUi", ground.scene.temporal().webUi(),
            "type", "FallBackToFiles",
            "wrongId", "my-recovery",
            "input", input.formatted(target.environment(), target.service()),
            "id", target.recoveryId(),
            "starter", "lead",
            "person", "on-call",
            "outcome", "RECOVERED"));
  }

  private static Visit of(Path node, Path folder, Map<String, String> errand) {
    try {
      String words = JSON.writeValueAsString(errand);
      Tool.named("MAYDAY_CHROMIUM");
      Tool.named("MAYDAY_PLAYWRIGHT");
      Spoken said =
          new Tool(node).in(folder, words, Map.of(), List.of(SCRIPT.toAbsolutePath().toString()));
      Map<String, String> pages = new LinkedHashMap<>();
      for (String line : said.text().split("\n", -1))
        if (line.startsWith("{")) {
          JsonNode page = JSON.readTree(line);
          pages.put(page.path("step").asText(), page.path("text").asText());
        }
      if (said.code() != 0) throw new AssertionError("the browser's visit:\n" + said.text());
      return new Visit(pages);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The text of the page at this step. */
  String page(String step) {
    return pages.getOrDefault(step, "");
  }

  /**
   * What is broken, what was done, who is asked until when, how to answer, what on silence: all on
   * the page of the question, in its first ten lines.
   */
  void saysEverythingAtOnce(Target target) {
    assertThat(page("question").lines().limit(10).toList())
        .satisfiesExactly(
            line -> assertThat(line).contains("of " + target + " (drill): phase approve"),
            line -> assertThat(line).contains("Seen: ", "does the database answer now? → REFUSED"),
            line ->
                assertThat(line)
                    .isEqualTo("Done: make the sessions ready aside, from the warm copy"),
            line -> assertThat(line).contains("Since ", "to be back by ", "machine"),
            line -> assertThat(line).contains("Question 1: carry out the plan", "reached: on-call"),
            line ->
                assertThat(line).containsPattern("Answers: yes \\| no, until .*; on silence: no"),
            line -> assertThat(line).contains("To answer: More Actions, Send an Update, decide"),
            line -> assertThat(line).contains("{\"question\": 1, \"answer\": \"yes\"", "YOUR CODE"),
            line -> assertThat(line).startsWith("Plan "),
            line -> assertThat(line).contains("check: neighbour machinery", "is untouched"));
  }
}
