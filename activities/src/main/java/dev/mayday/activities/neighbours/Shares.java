package dev.mayday.activities.neighbours;

import dev.mayday.activities.env.EnvValues;
import dev.mayday.incident.Checkout;
import dev.mayday.incident.Neighbour.Shared;
import dev.mayday.incident.Settings;
import dev.mayday.system.Refused;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What a process shares with a service.
 *
 * @param checkout the working tree, links resolved
 * @param env the settings file, links resolved
 * @param mode the variable that only those have who were given the settings
 * @param leadsThere whether a text is a URL of the service's database
 * @param sockets the open files, by name, that are connections to the database
 */
record Shares(
    Path checkout, Path env, String mode, Predicate<String> leadsThere, Set<String> sockets) {

  static Shares of(
      Checkout checkout, Settings settings, Predicate<String> leadsThere, Set<String> sockets) {
    return new Shares(
        real(Path.of(checkout.path())),
        real(Path.of(settings.path())),
        settings.mode(),
        leadsThere,
        sockets);
  }

  EnumSet<Shared> with(Proc one, Program program) {
    List<String> files = one.files();
    EnumSet<Shared> shared = EnumSet.noneOf(Shared.class);
    if (inCheckout(one, program, files)) shared.add(Shared.CHECKOUT);
    if (readsEnv(one)) shared.add(Shared.ENV);
    if (onDatabase(one, files)) shared.add(Shared.DATABASE);
    return shared;
  }

  /** Its folder, its script, a program of the checkout's own, or a file that it holds open. */
  private boolean inCheckout(Proc one, Program program, List<String> files) {
    return within(one.folder())
        || (program.script() != null && within(real(program.script())))
        || one.words().get(0).startsWith(checkout + "/")
        || files.stream().anyMatch(file -> file.startsWith(checkout + "/"));
  }

  private boolean within(Path path) {
    return path != null && path.startsWith(checkout);
  }

  /** Dotenv reads the file of the working folder; others are given its path or its content. */
  private boolean readsEnv(Proc one) {
    boolean beside =
        one.folder() != null
            && one.folder().equals(env.getParent())
            && env.getFileName().toString().equals(".env");
    return beside
        || (one.environment().containsKey(mode) && !hasItsOwn(one))
        || one.environment().values().stream().anyMatch(this::named)
        || one.words().stream().anyMatch(this::named);
  }

  /**
   * Whether the same software runs there with settings of its own, as another environment of one
   * host does: the variable is then its own file's. What cannot be read there tells nothing.
   */
  private boolean hasItsOwn(Proc one) {
    if (one.folder() == null) return false;
    Path own = real(one.folder().resolve(placeOfSettings()));
    try {
      return !own.equals(env) && EnvValues.all(own).containsKey(mode);
    } catch (Refused unreadable) {
      return false;
    }
  }

  private Path placeOfSettings() {
    return env.startsWith(checkout) ? checkout.relativize(env) : env.getFileName();
  }

  private boolean named(String text) {
    return text.equals(env.toString()) || text.endsWith("=" + env);
  }

  private boolean onDatabase(Proc one, List<String> files) {
    return files.stream().anyMatch(sockets::contains)
        || one.environment().values().stream().anyMatch(leadsThere);
  }

  private static Path real(Path path) {
    try {
      return Files.exists(path) ? path.toRealPath() : path.normalize();
    } catch (IOException unreadable) {
      return path.normalize();
    }
  }
}
