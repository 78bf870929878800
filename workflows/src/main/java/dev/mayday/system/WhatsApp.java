package dev.mayday.system;

import dev.mayday.incident.Messaging;
import dev.mayday.incident.NodeProcess;
import dev.mayday.incident.Traffic;
import io.temporal.activity.ActivityInterface;
import java.util.List;

/** The service's connection to WhatsApp, seen through its own API and log. */
@ActivityInterface(namePrefix = "WhatsApp")
public interface WhatsApp {
  /**
   * Waits, at most {@link Messaging#connectWithin()}, until every expected company is connected,
   * and returns what is connected then. Reads only. Nothing is waited for that nothing can tell:
   * neither which companies they are, nor the mode, unless a line of the log is known for both.
   *
   * @param expected companies that should be connected; empty when any will do
   * @param since where in the log to begin
   */
  @Effect(value = Effect.Kind.READ, pace = Effect.Pace.SETTLING)
  Connection connected(
      Messaging messaging, NodeProcess process, List<String> expected, LogMark since);

  /**
   * What the service tells of the messages that it handled: by its status answer and its log, as
   * far as {@code traffic} says where. Reads once and waits for nothing; what is not told is no
   * failure.
   *
   * @param since where in the log to begin; null for what it tells of the time until now
   */
  @Effect(Effect.Kind.READ)
  Heard heard(Messaging messaging, Traffic traffic, NodeProcess process, LogMark since);

  /**
   * Sends one test message. At most once: after an unclear answer nobody sends it again without a
   * person's word.
   *
   * @return the message's id as the service gave it
   * @throws Refused when the service answered that it did not send
   * @throws Unsafe when it is not known whether it was sent
   */
  @Effect(Effect.Kind.ONCE)
  String send(Messaging messaging, String text);
}
