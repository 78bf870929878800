package dev.mayday.activities.notifier;

/**
 * An answer that is given by one press.
 *
 * @param label what stands on it
 * @param data what comes back when it is pressed; says nothing to anybody else
 */
public record Button(String label, String data) {}
