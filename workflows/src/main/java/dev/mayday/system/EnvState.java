package dev.mayday.system;

import java.util.Map;

/**
 * What was read from a {@code .env} file.
 *
 * @param hash SHA-256 over its bytes, for compare and set
 * @param values the variables that were asked for; one that is not set is missing. Never a secret:
 *     only the mode and leave-out variables are ever asked for
 */
public record EnvState(String hash, Map<String, String> values) {}
