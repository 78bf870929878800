package dev.mayday.system;

import dev.mayday.incident.Settings;
import dev.mayday.incident.Target;
import io.temporal.activity.ActivityInterface;
import java.time.Instant;
import java.util.Map;

/** The {@code .env} file of a service. Comments, order, quoting, mode and owner are kept. */
@ActivityInterface(namePrefix = "EnvFile")
public interface EnvFile {
  /**
   * Reads the mode variable and the leave-out variable, no other.
   *
   * @throws Refused when the file does not exist or is not readable
   */
  @Effect(Effect.Kind.READ)
  EnvState read(Settings settings);

  /**
   * Sets variables by compare and set: a sealed 0600 copy of the file is kept under {@code name},
   * then the new file is written aside, fsynced and renamed. A file that already has these values
   * because of this run is adopted.
   *
   * @param expected the hash that the file must have
   * @throws Unsafe when the file was changed since {@code expected} was read
   */
  @Effect(Effect.Kind.ADOPTABLE)
  EnvState set(
      Settings settings, String expected, Map<String, String> values, String name, Fence fence);

  /**
   * Puts the sealed copy {@code name} back, if the file is still as {@link #set} left it. Harmless
   * when nothing was set.
   *
   * @throws Unsafe when somebody changed the file since
   */
  @Effect(Effect.Kind.ADOPTABLE)
  void putBack(Settings settings, String name, Fence fence);

  /**
   * Forgets the sealed copies of a service's file that were made before {@code before}; afterwards
   * {@link #putBack} of their runs does nothing.
   *
   * <p>The caller sees to it that no recovery of this service runs.
   */
  @Effect(Effect.Kind.REPEATABLE)
  Swept sweep(Target target, Instant before);
}
