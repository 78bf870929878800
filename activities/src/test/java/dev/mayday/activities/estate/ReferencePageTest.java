package dev.mayday.activities.estate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
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
    Set<String> there =
        Tree.pointers(Tree.example(), "").stream().map(Tree::key).collect(Collectors.toSet());

    assertThat(keys.all()).extracting(Keys.Key::path).allMatch(there::contains);
  }
}
