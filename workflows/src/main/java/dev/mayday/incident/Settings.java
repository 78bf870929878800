package dev.mayday.incident;

/**
 * The service's {@code .env} file and what the recovery sets in it.
 *
 * @param path the file
 * @param mode the variable that chooses where sessions live
 * @param onDatabase its value for the database
 * @param onFiles its value for files
 * @param leaveOut the variable that lists companies which must not be started; empty when the
 *     service cannot be told (then a person is asked)
 */
public record Settings(
    String path, String mode, String onDatabase, String onFiles, String leaveOut) {}
