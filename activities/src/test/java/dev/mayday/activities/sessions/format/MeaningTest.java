package dev.mayday.activities.sessions.format;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class MeaningTest {
  @Test
  void orderNumbersAndTheFormOfBuffersDoNotMatter() throws Damage {
    same("{\"a\":1,\"b\":[1.50,\"x\"]}", "{ \"b\" : [1.5, \"x\"], \"a\" : 1.0 }");
    same("{\"type\":\"Buffer\",\"data\":\"AQI=\"}", "{\"data\":[1,2],\"type\":\"Buffer\"}");
  }

  @Test
  void contentDoesMatter() throws Damage {
    other("{\"a\":1}", "{\"a\":\"1\"}");
    other("[1,2]", "[2,1]");
    other("[\"ab\",\"c\"]", "[\"a\",\"bc\"]");
    other("{\"a\":null}", "{}");
    other("[[],1]", "[[1]]");
  }

  @Test
  void onlyTheCountersChangeWhenTheyAreRaised() throws Exception {
    CompanyMaker maker = new CompanyMaker(1, 6);
    maker.tree().putObject("nested").put("nextPreKeyId", 5);
    byte[] raised = PreKeyCounters.set(maker.creds(), 1813);
    ObjectNode expected = maker.tree().put("nextPreKeyId", 1813);
    expected.put("firstUnuploadedPreKeyId", 1813);
    assertThat(raised).isEqualTo(Json.bytes(expected));
    assertThat(expected.at("/nested/nextPreKeyId").asInt()).isEqualTo(5);
  }

  private static void same(String one, String other) throws Damage {
    assertThat(Meaning.of(bytes(one))).isEqualTo(Meaning.of(bytes(other)));
  }

  private static void other(String one, String other) throws Damage {
    assertThat(Meaning.of(bytes(one))).isNotEqualTo(Meaning.of(bytes(other)));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
