package dev.mayday.incident;

import java.time.Instant;

/**
 * One sentence of the journal.
 *
 * @param at when
 * @param phase the phase that the recovery was in
 * @param kind check, change, commit, prove, manual, undo, question, decision, control, clock, told
 *     …
 * @param what the step's phrase
 * @param result what came of it
 */
public record Entry(Instant at, String phase, String kind, String what, String result) {}
