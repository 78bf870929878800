package dev.mayday.activities.estate;

import java.util.List;
import java.util.Optional;

/**
 * Somebody who can be told and asked.
 *
 * @param name a role's name, for example {@code on-call}
 * @param token reference to the personal token that proves a decision
 * @param channels how this person is reached, in order
 * @param telegram present when {@link Channel#TELEGRAM} is among the channels
 */
public record Person(
    String name, String token, List<Channel> channels, Optional<Telegram> telegram) {

  /** A way to reach people. */
  public enum Channel {
    CONSOLE,
    FILE,
    TELEGRAM
  }

  /**
   * A chat with a person.
   *
   * @param bot reference to the bot's token
   * @param chat the chat's id
   * @param api the bot API's address
   */
  public record Telegram(String bot, String chat, String api) {}
}
