package dev.mayday.system;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.databind.JsonNode;
import io.temporal.api.common.v1.Payload;
import io.temporal.api.common.v1.Payloads;
import io.temporal.api.failure.v1.Failure;
import io.temporal.common.converter.DataConverter;
import io.temporal.common.converter.DataConverterException;
import io.temporal.payload.context.SerializationContext;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Reads also what is no JSON at all, where any JSON is read and judged later: whoever starts a
 * workflow through the API can send any bytes, and an input that cannot be read would leave a
 * workflow that fails for ever and says nothing. Such an input reads as a JSON text.
 */
record AnyPayload(DataConverter usual) implements DataConverter {
  private static final String IN_ITS_PLACE = "what was sent is no JSON";

  @Override
  public <T> Optional<Payload> toPayload(T value) {
    return usual.toPayload(value);
  }

  @Override
  public Optional<Payloads> toPayloads(Object... values) {
    return usual.toPayloads(values);
  }

  @Override
  public <T> T fromPayload(Payload payload, Class<T> type, Type generic) {
    return read(() -> usual.fromPayload(payload, type, generic), type, generic);
  }

  @Override
  public <T> T fromPayloads(int index, Optional<Payloads> all, Class<T> type, Type generic) {
    return read(() -> usual.fromPayloads(index, all, type, generic), type, generic);
  }

  private <T> T read(Supplier<T> usually, Class<T> type, Type generic) {
    if (!takesAnyJson(type)) return usually.get();
    Object read;
    try {
      read = usually.get();
    } catch (DataConverterException unreadable) {
      read = this;
    }
    return read == null || type.isInstance(read) ? type.cast(read) : inItsPlace(type, generic);
  }

  private <T> T inItsPlace(Class<T> type, Type generic) {
    return usual.fromPayload(usual.toPayload(IN_ITS_PLACE).orElseThrow(), type, generic);
  }

  private static boolean takesAnyJson(Class<?> type) {
    return Arrays.stream(type.getDeclaredMethods())
        .filter(method -> method.isAnnotationPresent(JsonCreator.class))
        .anyMatch(
            method -> Arrays.equals(method.getParameterTypes(), new Class<?>[] {JsonNode.class}));
  }

  @Override
  public RuntimeException failureToException(Failure failure) {
    return usual.failureToException(failure);
  }

  @Override
  public Failure exceptionToFailure(Throwable thrown) {
    return usual.exceptionToFailure(thrown);
  }

  @Override
  public DataConverter withContext(SerializationContext context) {
    return new AnyPayload(usual.withContext(context));
  }
}
