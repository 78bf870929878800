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
 * @param leaveOutSeparator what stands between two of them in that list; absent in what an earlier
 *     version wrote, then a comma
 */
public record Settings(
    String path,
    String mode,
    String onDatabase,
    String onFiles,
    String leaveOut,
    String leaveOutSeparator) {
  /** What stands between two companies where nothing else is said. */
  public static final String COMMA = ",";

  /** Fills in what an earlier version did not write. */
  public Settings {
    if (leaveOutSeparator == null) leaveOutSeparator = COMMA;
  }

  /** The file's own name, as people call it in a sentence. */
  public String file() {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  /** The usual list, with commas. */
  public Settings(String path, String mode, String onDatabase, String onFiles, String leaveOut) {
    this(path, mode, onDatabase, onFiles, leaveOut, COMMA);
  }
}
