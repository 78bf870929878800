package dev.mayday.sandbox;

import dev.mayday.system.Refused;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** The folder in which a sandbox is to rise; what an earlier one left there goes. */
record Site(Path folder, Programs programs) {
  /**
   * The folder, empty.
   *
   * @throws Refused when a sandbox runs there, or it holds something else
   */
  Path cleared() {
    if (Files.exists(folder.resolve("sandbox.json"))) clear(World.load(folder));
    else if (Files.isDirectory(folder) && !isEmpty())
      throw new Refused(
          "%s holds something that is no sandbox\nHINT: name an empty folder".formatted(folder));
    return Private.folder(folder, "rwxr-xr-x");
  }

  private void clear(World earlier) {
    if (new Cluster(earlier, programs).running() || Port.answers(earlier.controlPort()))
      throw new Refused("a sandbox runs in %s\nHINT: ./mayday sandbox down".formatted(folder));
    new End(earlier, programs).run();
    Private.delete(folder);
  }

  private boolean isEmpty() {
    try (Stream<Path> content = Files.list(folder)) {
      return content.findAny().isEmpty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
