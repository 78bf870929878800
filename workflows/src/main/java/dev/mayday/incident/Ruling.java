package dev.mayday.incident;

import java.time.Instant;

/**
 * A decision as it was judged.
 *
 * @param at when
 * @param question its number
 * @param by who, as given
 * @param answer as given
 * @param verified true when a code was checked; else the name is claimed
 * @param counted whether it counted
 * @param why why not, or how
 */
public record Ruling(
    Instant at,
    int question,
    String by,
    String answer,
    boolean verified,
    boolean counted,
    String why) {}
