package dev.mayday.incident;

/**
 * The service's git working tree.
 *
 * @param path the working tree's folder
 * @param main the branch that works on the database
 * @param tag the tag whose code works on files
 */
public record Checkout(String path, String main, String tag) {}
