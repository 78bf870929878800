package dev.mayday.starter;

import dev.mayday.activities.approvers.Codes;
import dev.mayday.system.Claim;
import io.temporal.activity.ActivityExecutionContext;
import io.temporal.common.interceptors.ActivityInboundCallsInterceptor;
import io.temporal.common.interceptors.ActivityInboundCallsInterceptorBase;
import io.temporal.common.interceptors.WorkerInterceptorBase;
import java.util.Map;

/** Checks codes as the real adapter does, where the fake people would take any agreed word. */
final class RealCodes extends WorkerInterceptorBase {
  private final Map<String, String> tokens;

  RealCodes(Map<String, String> tokens) {
    this.tokens = tokens;
  }

  @Override
  public ActivityInboundCallsInterceptor interceptActivity(ActivityInboundCallsInterceptor next) {
    return new ActivityInboundCallsInterceptorBase(next) {
      private String type;

      @Override
      public void init(ActivityExecutionContext context) {
        type = context.getInfo().getActivityType();
        super.init(context);
      }

      @Override
      public ActivityOutput execute(ActivityInput input) {
        return type.equals("ApproversVerify")
            ? new ActivityOutput(right((Claim) input.getArguments()[0]))
            : super.execute(input);
      }
    };
  }

  private boolean right(Claim claim) {
    String token = tokens.get(claim.by());
    return token != null
        && Codes.make(
                token,
                claim.run(),
                claim.question(),
                claim.plan(),
                claim.by(),
                claim.answer(),
                claim.breakGlass())
            .equals(claim.code());
  }
}
