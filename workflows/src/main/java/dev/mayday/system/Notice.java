package dev.mayday.system;

import dev.mayday.incident.Target;
import java.util.List;

/**
 * What people are told.
 *
 * @param target what it is about
 * @param scenario the scenario, may be empty
 * @param subject one line
 * @param text a few lines, no secret
 * @param people names from the ladder; empty means everybody on it
 * @param key the same notice told again (a retry) carries the same key
 */
public record Notice(
    Target target, String scenario, String subject, String text, List<String> people, String key) {}
