package dev.mayday.system;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.temporal.common.converter.DataConverter;
import io.temporal.common.converter.DefaultDataConverter;
import io.temporal.common.converter.JacksonJsonPayloadConverter;

/** How records travel. Everything that connects to Temporal for Mayday connects with this. */
public final class Wire {
  private Wire() {}

  /**
   * JSON as the SDK writes it. A key that is not known is passed over: a person who types one more
   * word into a form is heard all the same, and a worker of the previous release understands a
   * record that has grown meanwhile. What is no JSON reaches whoever judges any JSON.
   */
  public static DataConverter converter() {
    ObjectMapper mapper =
        JacksonJsonPayloadConverter.newDefaultObjectMapper()
            .configure(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, false);
    return new AnyPayload(
        DefaultDataConverter.newDefaultInstance()
            .withPayloadConverterOverrides(new JacksonJsonPayloadConverter(mapper)));
  }
}
