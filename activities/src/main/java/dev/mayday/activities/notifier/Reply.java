package dev.mayday.activities.notifier;

import java.util.List;

/**
 * How one person can answer a message.
 *
 * @param own the text for a channel that reaches this person alone: it may hold their code
 * @param buttons for a chat that has some; empty where there are none
 */
public record Reply(String own, List<Button> buttons) {}
