package dev.mayday.activities.sessions.format;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * One line of a manifest: exactly one of the four is there.
 *
 * @param header the first line
 * @param key a key
 * @param company closes a company
 * @param end the last line
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Line(
    ManifestHeader header, ManifestKey key, ManifestCompany company, ManifestEnd end) {
  private static final JsonMapper MAPPER =
      JsonMapper.builder().addModule(Instants.module()).build();

  static Line of(ManifestHeader header) {
    return new Line(header, null, null, null);
  }

  static Line of(ManifestKey key) {
    return new Line(null, key, null, null);
  }

  static Line of(ManifestCompany company) {
    return new Line(null, null, company, null);
  }

  static Line of(ManifestEnd end) {
    return new Line(null, null, null, end);
  }

  static Line parse(String text) throws Damage {
    return parse(text.getBytes(StandardCharsets.UTF_8));
  }

  static Line parse(byte[] json) throws Damage {
    return read(json, Line.class);
  }

  byte[] bytes() {
    return write(this);
  }

  static <T> T read(byte[] json, Class<T> type) throws Damage {
    try {
      return MAPPER.readValue(json, type);
    } catch (IOException e) {
      throw new Damage("has a line that cannot be read");
    }
  }

  static byte[] write(Object record) {
    try {
      return (MAPPER.writeValueAsString(record) + "\n").getBytes(StandardCharsets.UTF_8);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a line of a manifest cannot be written", e);
    }
  }
}
