package dev.mayday.worker.byhand;

import dev.mayday.activities.estate.EstateFile;
import dev.mayday.activities.sessions.disk.Owner;
import dev.mayday.incident.Service;
import dev.mayday.scenario.Scenarios;
import dev.mayday.system.Refused;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;

/**
 * The pages as files: {@code FOLDER/ENVIRONMENT/SERVICE/SCENARIO.md}, 0644, for they hold no
 * secret. Nobody else writes there. Kept ones belong to whoever the state folder belongs to, also
 * when root writes them: the worker is to write them anew.
 */
public final class Pages {
  private final EstateFile estate;
  private final Path folder;
  private final Optional<Path> model;

  /** Pages in a folder of one's own choice; they belong to whoever writes them. */
  public Pages(EstateFile estate, Path folder) {
    this(estate, folder, Optional.empty());
  }

  private Pages(EstateFile estate, Path folder, Optional<Path> model) {
    this.estate = estate;
    this.folder = folder;
    this.model = model;
  }

  /** Pages where {@code mayday doctor} keeps them: {@code runbooks} in the state folder. */
  public static Pages kept(EstateFile estate) {
    Path state = Path.of(estate.state());
    return new Pages(estate, state.resolve("runbooks"), Optional.of(state));
  }

  /** What to say where Mayday or Temporal does not answer: it may be the day for these pages. */
  public static String hint(EstateFile estate) {
    return "if the service is down meanwhile, `mayday runbook SCENARIO` needs no Temporal and prints"
        + " the steps by hand; written pages are in "
        + kept(estate).folder();
  }

  /** Where they are. */
  public Path folder() {
    return folder;
  }

  /** Writes every scenario's page of one service. */
  public void write(Service service) {
    Scenarios.recoveries().forEach(scenario -> write(service, scenario));
  }

  /**
   * Writes one page, whole or not at all.
   *
   * @return the file
   * @throws Refused when it cannot be written
   */
  public Path write(Service service, String scenario) {
    Path file =
        folder
            .resolve(service.target().environment())
            .resolve(service.target().service())
            .resolve(scenario + ".md");
    String text = ByHand.page(estate, service, scenario);
    try {
      folders(file.getParent());
      return put(file, text);
    } catch (IOException broken) {
      throw new Refused(
          "cannot write "
              + file
              + ": "
              + reason(broken)
              + "\nHINT: look at the folder's owner and mode and at the free disk space; `chown -R`"
              + " gives "
              + folder
              + " back to the worker's user");
    }
  }

  private static String reason(IOException broken) {
    if (broken instanceof FileSystemException at && at.getReason() != null) return at.getReason();
    return "the file system does not take it";
  }

  private void folders(Path last) throws IOException {
    Files.createDirectories(last);
    dress(folder);
    dress(last.getParent());
    dress(last);
  }

  private Path put(Path file, String text) throws IOException {
    Path aside = Files.createTempFile(file.getParent(), "." + file.getFileName(), ".part");
    try {
      Files.writeString(aside, text);
      Files.setPosixFilePermissions(aside, PosixFilePermissions.fromString("rw-r--r--"));
      dress(aside);
      return Files.move(
          aside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(aside);
    }
  }

  /** Only root can give something away. */
  private void dress(Path path) throws IOException {
    if (model.isPresent() && root()) Owner.of(model.get()).take(path);
  }

  private static boolean root() throws IOException {
    return Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0);
  }
}
