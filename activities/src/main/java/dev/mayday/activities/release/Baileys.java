package dev.mayday.activities.release;

/**
 * The library that speaks to WhatsApp, as it is installed for a release.
 *
 * @param name its package
 * @param version its version
 * @param generation 6 or 7: the form in which its own code hands sender keys on; 0 where neither
 *     its code nor its version tells
 * @param by what told it
 */
public record Baileys(String name, String version, int generation, String by) {}
