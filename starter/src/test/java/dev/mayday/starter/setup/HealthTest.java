package dev.mayday.starter.setup;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** An answer's list of companies is known by their ids, whatever its fields are called. */
class HealthTest {
  @Test
  void aListIsKnownByTheIdsOfCompanies() throws IOException {
    Health health =
        health("{'ok': true, 'lines': {'all': [{'tenant': 'a1', 'link_up': true, 'n': 7}]}}", "a1");
    assertThat(health.companies()).isEqualTo("/lines/all");
    assertThat(health.id()).isEqualTo("tenant");
    assertThat(health.open()).isEqualTo("link_up");
  }

  @Test
  void aWordThatIsOpenForOneIsTheFieldForAll() throws IOException {
    Health health = health("[{'id': 1, 'state': 'close'}, {'id': 2, 'state': 'open'}]", "1", "2");
    assertThat(health.companies()).isEmpty();
    assertThat(health.open()).isEqualTo("state");
  }

  @Test
  void aGroupThatIsNamedByCompaniesIsAsGoodAsAList() throws IOException {
    Health health =
        health(
            "{'gateway': {'pid': 1}, 'links': {'n': {'phase': 'ONLINE'}, 's': {'phase': 'X'}}}",
            "n",
            "s");
    assertThat(health.companies()).isEqualTo("/links");
    assertThat(health.id()).isEmpty();
    assertThat(health.open()).isEqualTo("phase");
    assertThat(health.value()).isEqualTo("ONLINE");
  }

  @Test
  void oneWordForAllIsLessThanAList() throws IOException {
    assertThat(health("{'connected': true}").worth())
        .isLessThan(health("{'c': [{'id': 1}]}", "1").worth());
    assertThat(Health.of(new ObjectMapper().readTree("{\"version\": 3}"), List.of())).isEmpty();
  }

  private static Health health(String json, String... companies) throws IOException {
    return Health.of(new ObjectMapper().readTree(json.replace('\'', '"')), List.of(companies))
        .orElseThrow();
  }
}
