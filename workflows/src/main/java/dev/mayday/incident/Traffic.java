package dev.mayday.incident;

/**
 * What the service itself tells of the messages that it handles. All may be empty: then a report
 * has bounds only.
 *
 * @param lastMessage where in what the status answer says of a company the time of the last message
 *     is that was handled, a field's name or a JSON pointer
 * @param openSince where there the time is since which the connection is open
 * @param handledLog a regular expression for a log line of a message that was handled; its group
 *     {@code (?<time>…)} catches when, {@code (?<company>…)} whose
 * @param openLog the same for a connection that opened
 */
public record Traffic(String lastMessage, String openSince, String handledLog, String openLog) {
  /** Nothing is told. */
  public static final Traffic UNTOLD = new Traffic("", "", "", "");

  /** Whether anything is told at all. */
  public boolean told() {
    return !equals(UNTOLD);
  }
}
