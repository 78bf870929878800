package dev.mayday.runbook;

import java.time.Duration;
import java.util.List;

/**
 * A question before it has a number.
 *
 * @param text one sentence
 * @param answers the legal answers
 * @param otherwise what counts on silence
 * @param within how long it stays open
 * @param quorum how many distinct people must give the first answer
 */
record Asked(String text, List<String> answers, String otherwise, Duration within, int quorum) {}
