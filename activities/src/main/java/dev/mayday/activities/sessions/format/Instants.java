package dev.mayday.activities.sessions.format;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;

/** Moments as ISO 8601 in UTC, for people who look into a manifest. */
final class Instants extends StdScalarDeserializer<Instant> {
  private static final long serialVersionUID = 1L;

  private Instants() {
    super(Instant.class);
  }

  static SimpleModule module() {
    return new SimpleModule("instants")
        .addSerializer(Instant.class, ToStringSerializer.instance)
        .addDeserializer(Instant.class, new Instants());
  }

  @Override
  public Instant deserialize(JsonParser parser, DeserializationContext context) throws IOException {
    try {
      return Instant.parse(parser.getText());
    } catch (DateTimeException e) {
      return (Instant) context.handleWeirdStringValue(Instant.class, parser.getText(), "no moment");
    }
  }
}
