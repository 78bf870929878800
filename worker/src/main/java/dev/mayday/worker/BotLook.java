package dev.mayday.worker;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mayday.activities.secret.Secrets;
import dev.mayday.activities.telegram.BotApi;
import dev.mayday.activities.telegram.NotOk;
import dev.mayday.activities.web.OneAttempt;
import dev.mayday.system.Refused;
import dev.mayday.system.Unavailable;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;

/**
 * Asks a bot API what the doctor wants to know. Nothing is sent to anybody, and no updates are
 * taken from the worker that polls.
 *
 * @param api the address of the bot API
 * @param reference where the bot's token is
 */
record BotLook(String api, String reference, Secrets secrets) {
  private static final Duration WITHIN = Duration.ofSeconds(5);

  /**
   * What a method answers.
   *
   * @param hint what to do when the answer is no
   * @throws Refused when it is no, or there is no token
   * @throws Unavailable when there is no answer, or it is to come again later: that says nothing of
   *     the token
   */
  JsonNode at(String method, Map<String, ?> body, String hint) {
    secrets.resolve(reference);
    try {
      return new BotApi(api, reference, secrets, new OneAttempt(WITHIN, WITHIN)).call(method, body);
    } catch (NotOk no) {
      if (no.lasting()) throw new Refused(no.getMessage() + "\nHINT: " + hint);
      throw new Unavailable(no.getMessage() + "\nHINT: run mayday doctor again" + when(no));
    } catch (IOException broken) {
      throw new Unavailable(
          "the bot API: "
              + broken.getMessage()
              + "\nHINT: see whether it can be reached from this machine");
    }
  }

  private static String when(NotOk no) {
    return no.tooMany() ? " in " + no.retryAfter().toSeconds() + " s" : "";
  }
}
