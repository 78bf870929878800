package dev.mayday.activities.estate;

import java.time.Duration;

/**
 * When a worker's own doctor looks, once a day.
 *
 * @param at time of day ({@code HH:mm}) in the configuration's zone; empty: a day after the last
 * @param after how long after the worker's start it looks for the first time
 */
public record Rounds(String at, Duration after) {}
