package dev.mayday.sandbox.demo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a person saw who went through the Web UI in a real browser.
 *
 * @param pages the text of each page, by the step of {@code person.js}
 */
record Visit(Map<String, String> pages) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Path SCRIPT = Path.of("src/test/resources/browser/person.js");

  /**
   * @param node the Node program
   * @param folder where the browser's profile and the pictures go
   * @param errand what {@code person.js} is to do
   */
  static Visit of(Path node, Path folder, Map<String, String> errand) {
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
}
