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
 * @param email this person's own mailbox; empty unless {@link Channel#EMAIL} is configured
 */
public record Person(
    String name, String token, List<Channel> channels, Optional<Telegram> telegram, String email) {

  /** Somebody without a mailbox. */
  public Person(String name, String token, List<Channel> channels, Optional<Telegram> telegram) {
    this(name, token, channels, telegram, "");
  }

  /** A way to reach people. */
  public enum Channel {
    CONSOLE(false),
    FILE(false),
    TELEGRAM(true),
    EMAIL(true);

    private final boolean remote;

    Channel(boolean remote) {
      this.remote = remote;
    }

    /** Whether it reaches a person who does not sit at the machine. */
    public boolean remote() {
      return remote;
    }
  }

  /** Whether some channel of this person's reaches them away from the machine. */
  public boolean awayFromTheMachine() {
    return channels.stream().anyMatch(Channel::remote);
  }

  /** Whether some channel of this person's is read by nobody else. */
  public boolean alone() {
    boolean mailbox = channels.contains(Channel.EMAIL);
    boolean chat = channels.contains(Channel.TELEGRAM);
    return mailbox || (chat && telegram.map(Telegram::alone).orElse(false));
  }

  /**
   * A chat with a person.
   *
   * @param bot reference to the bot's token
   * @param chat the chat's id
   * @param api the bot API's address
   * @param user the number of the person's own account, whose presses count; empty: no buttons
   */
  public record Telegram(String bot, String chat, String api, String user) {
    /** A chat without buttons. */
    public Telegram(String bot, String chat, String api) {
      this(bot, chat, api, "");
    }

    /** Whether a press of this account's can count. */
    public boolean buttons() {
      return !user.isEmpty();
    }

    /** Whether nobody else reads the chat: a chat with one account has the account's number. */
    public boolean alone() {
      return buttons() && chat.equals(user);
    }
  }
}
