package dev.mayday.activities.estate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** The reference page and the example cannot fall behind the code. */
class ReferencePageTest {
  private final Keys keys = new Keys();

  @Test
  void everyKeyStandsThereWithItsFormItsDefaultAndItsMeaning() {
    EstateReader.read(Example.docs().resolve("mayday.example.yaml"), keys);
    List<String> page = Example.read(Example.docs().resolve("configuration.md")).lines().toList();

    for (Keys.Key key : keys.all()) {
      String row =
          "| `"
              + key.path()
              + "` | "
              + key.form().replace("|", "\\|")
              + " | "
              + key.otherwise().replace("|", "\\|")
              + " | ";
      assertThat(page)
          .as(row)
          .anyMatch(line -> line.startsWith(row) && line.length() > row.length() + 10);
    }
    assertThat(page.stream().filter(line -> line.startsWith("| `")))
        .as("keys on the page that the code does not know")
        .hasSameSizeAs(keys.all());
  }

  @Test
  void theExampleHasEveryKey() {
    EstateReader.read(Example.docs().resolve("mayday.example.yaml"), keys);
    List<String> there =
        Tree.pointers(Tree.example(), "").stream()
            .map(pointer -> pointer.substring(pointer.lastIndexOf('/') + 1))
            .toList();

    assertThat(keys.all())
        .extracting(key -> key.path().substring(key.path().lastIndexOf('.') + 1))
        .allSatisfy(key -> assertThat(there).contains(key));
  }
}
