package dev.mayday.activities.telegram;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mayday.system.Unavailable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Asks for presses by long polling (getUpdates), one at a time. Telegram keeps a press until a
 * later poll names a higher offset, for a day at most: a press is confirmed only after it was
 * taken, so none is lost with a worker, and the taker bears one that comes twice. Whatever fails is
 * said once, when it begins and when it is over, and tried again.
 */
public final class PressPoller implements Runnable, AutoCloseable {
  private static final Duration LOOK_AGAIN = Duration.ofSeconds(2);
  private static final int AT_ONCE = 20;
  private final BotApi updates;
  private final Replies replies;
  private final OnlyOne onlyOne;
  private final Taker taker;
  private final Consumer<String> says;
  private final Pauses pauses;
  private final CountDownLatch closed = new CountDownLatch(1);
  private volatile String trouble = "it has not asked yet";
  private Duration pause = Duration.ZERO;
  private long offset;

  /**
   * @param updates asks for presses; its deadline must be longer than a poll
   * @param calls answers them
   * @param lock the file by which the workers of one machine know that one of them polls
   * @param taker whom each press is for
   * @param says told in a sentence when something begins to fail, and when that is over
   */
  public PressPoller(
      BotApi updates, BotApi calls, Path lock, Taker taker, Consumer<String> says, Pauses pauses) {
    this.updates = updates;
    this.replies = new Replies(calls, says);
    this.onlyOne = new OnlyOne(lock);
    this.taker = taker;
    this.says = says;
    this.pauses = pauses;
  }

  /** What keeps presses from being taken here; empty while they are. */
  public String trouble() {
    return trouble;
  }

  @Override
  public void run() {
    while (!over()) wait(round());
  }

  /** One poll, with what it brings; how long to wait before the next. */
  private Duration round() {
    try {
      if (!onlyOne.here()) return standBy();
      for (JsonNode update : ask()) take(update);
      well();
      return Duration.ZERO;
    } catch (NotOk no) {
      return failed(no);
    } catch (IOException | Unavailable broken) {
      return failed(broken.getMessage(), next());
    } catch (RuntimeException bug) {
      return failed("a bug in Mayday: " + bug, next());
    }
  }

  private Duration standBy() {
    trouble = "another worker on this machine takes the presses";
    return LOOK_AGAIN;
  }

  private JsonNode ask() throws NotOk, IOException {
    Map<String, Object> body = new HashMap<>();
    body.put("offset", offset);
    body.put("limit", AT_ONCE);
    body.put("timeout", pauses.poll().toSeconds());
    body.put("allowed_updates", List.of("callback_query"));
    return updates.call("getUpdates", body);
  }

  /** What comes after this one was closed is another poller's. */
  private void take(JsonNode update) {
    if (over()) return;
    Press press = Press.in(update).orElse(null);
    if (press != null) replies.give(press, taken(press));
    offset = update.path("update_id").asLong() + 1;
  }

  /** A press that nobody can deal with must not stand before all others for ever. */
  private Taken taken(Press press) {
    try {
      return taker.take(press);
    } catch (Unavailable later) {
      throw later;
    } catch (RuntimeException bug) {
      says.accept("a press could not be judged: " + bug);
      return Taken.refused("Mayday could not judge this: answer in a terminal or the Web UI");
    }
  }

  private void well() {
    if (over()) return;
    pause = Duration.ZERO;
    if (!trouble.isEmpty()) says.accept("presses are taken");
    trouble = "";
  }

  private Duration failed(NotOk no) {
    if (no.tooMany()) return failed(no.getMessage(), no.retryAfter());
    if (no.conflict())
      return failed(
          no.getMessage()
              + "\nHINT: another worker or program polls this bot, or it has a webhook:"
              + " each bot belongs to one installation of Mayday",
          pauses.standBy());
    return failed(no.getMessage(), no.lasting() ? pauses.longest() : next());
  }

  private Duration failed(String why, Duration wait) {
    String now = String.valueOf(why);
    if (over()) return Duration.ZERO;
    if (!now.equals(trouble)) says.accept("presses are not taken: " + now);
    trouble = now;
    return wait;
  }

  private Duration next() {
    pause = pauses.after(pause);
    return pause;
  }

  private boolean over() {
    return closed.getCount() == 0;
  }

  private void wait(Duration time) {
    try {
      if (!time.isZero() && closed.await(time.toMillis(), TimeUnit.MILLISECONDS)) return;
    } catch (InterruptedException interrupted) {
      closed.countDown();
    }
  }

  /** Takes no press any more; a poll under way ends by itself. */
  @Override
  public void close() {
    closed.countDown();
    try {
      onlyOne.close();
    } catch (IOException gone) {
      trouble = "it is closed";
    }
  }
}
