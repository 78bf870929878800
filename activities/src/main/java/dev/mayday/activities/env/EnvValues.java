package dev.mayday.activities.env;

import dev.mayday.incident.Settings;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** For adapters that must know what a service reads from its own file. */
public final class EnvValues {
  private EnvValues() {}

  /**
   * The mode as the file says it; empty when it says none.
   *
   * @throws dev.mayday.system.Refused when the file is not there or not readable
   */
  public static Optional<String> read(Settings settings) {
    return read(settings, settings.mode());
  }

  /**
   * Another of its values; empty when it has none of that name.
   *
   * @throws dev.mayday.system.Refused when the file is not there or not readable
   */
  public static Optional<String> read(Settings settings, String name) {
    return new DotenvFile(Path.of(settings.path())).read().value(name);
  }

  /**
   * Everything that a dotenv file sets, in its order. It holds secrets: only names may be shown.
   *
   * @throws dev.mayday.system.Refused when the file is not there or not readable
   */
  public static Map<String, String> all(Path file) {
    return new DotenvFile(file).read().values();
  }
}
