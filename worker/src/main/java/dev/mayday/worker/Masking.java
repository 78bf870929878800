package dev.mayday.worker;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mayday.activities.secret.Secrets;
import io.temporal.activity.ActivityExecutionContext;
import io.temporal.client.ActivityCompletionException;
import io.temporal.common.converter.JacksonJsonPayloadConverter;
import io.temporal.common.converter.RawValue;
import io.temporal.common.interceptors.ActivityExecutionContextBase;
import io.temporal.common.interceptors.ActivityInboundCallsInterceptor;
import io.temporal.common.interceptors.ActivityInboundCallsInterceptorBase;
import io.temporal.common.interceptors.WorkerInterceptorBase;
import io.temporal.failure.ApplicationFailure;
import io.temporal.failure.TemporalFailure;

/**
 * The last net: takes every secret that this process knows out of results, failures and heartbeats
 * before they enter a history. Adapters are still to keep secrets out of them.
 */
final class Masking extends WorkerInterceptorBase {
  private static final ObjectMapper JSON = JacksonJsonPayloadConverter.newDefaultObjectMapper();

  private final Secrets secrets;

  Masking(Secrets secrets) {
    this.secrets = secrets;
  }

  @Override
  public ActivityInboundCallsInterceptor interceptActivity(ActivityInboundCallsInterceptor next) {
    return new Masked(next);
  }

  private final class Masked extends ActivityInboundCallsInterceptorBase {
    Masked(ActivityInboundCallsInterceptor next) {
      super(next);
    }

    @Override
    public void init(ActivityExecutionContext context) {
      super.init(new MaskedContext(context));
    }

    @Override
    public ActivityOutput execute(ActivityInput input) {
      try {
        return new ActivityOutput(covered(super.execute(input).getResult()));
      } catch (ActivityCompletionException cancelled) {
        throw cancelled;
      } catch (RuntimeException e) {
        throw holds(e) ? covered(e) : e;
      }
    }
  }

  private final class MaskedContext extends ActivityExecutionContextBase {
    MaskedContext(ActivityExecutionContext next) {
      super(next);
    }

    @Override
    public <V> void heartbeat(V details) throws ActivityCompletionException {
      super.heartbeat(covered(details));
    }
  }

  private Object covered(Object value) {
    if (value == null || value instanceof RawValue) return value;
    if (value instanceof String text) return secrets.mask(text);
    try {
      String json = JSON.writeValueAsString(value);
      return secrets.holds(json) ? JSON.readTree(secrets.mask(json)) : value;
    } catch (JsonProcessingException e) {
      throw ApplicationFailure.newNonRetryableFailure(
          "a result of type " + value.getClass().getSimpleName() + " cannot be written as JSON",
          e.getClass().getName());
    }
  }

  private boolean holds(Throwable failure) {
    for (Throwable at = failure; at != null; at = at.getCause())
      if (secrets.holds(at.getMessage())) return true;
    return false;
  }

  /** The same failure by type, so that retries are decided as for the one it stands for. */
  private TemporalFailure covered(Throwable failure) {
    ApplicationFailure covered =
        ApplicationFailure.newBuilder()
            .setMessage(secrets.mask(message(failure)))
            .setType(type(failure))
            .setNonRetryable(failure instanceof ApplicationFailure known && known.isNonRetryable())
            .setCause(failure.getCause() == null ? null : covered(failure.getCause()))
            .build();
    covered.setStackTrace(failure.getStackTrace());
    return covered;
  }

  private static String message(Throwable failure) {
    return failure instanceof TemporalFailure known
        ? known.getOriginalMessage()
        : String.valueOf(failure.getMessage());
  }

  private static String type(Throwable failure) {
    return failure instanceof ApplicationFailure known
        ? known.getType()
        : failure.getClass().getName();
  }
}
