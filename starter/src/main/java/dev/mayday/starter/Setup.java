package dev.mayday.starter;

import dev.mayday.activities.temporal.SearchAttributes;
import dev.mayday.system.Refused;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;

/** From a fresh checkout to something that can be rehearsed; what people edited stays. */
@Command(
    name = "setup",
    description =
        "Write an example configuration where there is none, check it, register search attributes.",
    footerHeading = "%nExamples:%n",
    footer = {"  mayday setup", "  mayday setup --config /etc/mayday/mayday.yaml"})
final class Setup extends MaydayCommand {
  private static final String EXAMPLE = "/mayday.example.yaml";

  Setup(Surroundings around) {
    super(around);
  }

  @Override
  public Integer call() {
    Path file = configFile();
    if (write(file)) {
      out().println("wrote " + file + ": an example in which every name is to be replaced");
      return next("edit it, then run `mayday setup` again");
    }
    int services = estate().services().size();
    out().println(file + ": good, " + services + (services == 1 ? " service" : " services"));
    register();
    return next("`mayday doctor`, then `mayday up`, then `mayday schedules apply`");
  }

  /** Writes the example; false when there is a file already. */
  private static boolean write(Path file) {
    try (InputStream example = Setup.class.getResourceAsStream(EXAMPLE)) {
      if (Files.exists(file)) return false;
      if (file.getParent() != null) Files.createDirectories(file.getParent());
      Files.write(file, example.readAllBytes(), java.nio.file.StandardOpenOption.CREATE_NEW);
      return true;
    } catch (FileAlreadyExistsException there) {
      return false;
    } catch (IOException cannot) {
      throw new Refused(
          file
              + " cannot be written: "
              + cannot.getClass().getSimpleName()
              + "\nHINT: look at the folder's owner and mode, or name another by --config");
    }
  }

  private void register() {
    SearchAttributes attributes = new SearchAttributes(temporal());
    try {
      List<String> missing = attributes.register();
      out()
          .println(
              missing.isEmpty()
                  ? "search attributes: all there"
                  : "search attributes registered: " + String.join(", ", missing));
    } finally {
      attributes.close();
    }
  }

  private int next(String what) {
    out().println("next: " + what);
    out().flush();
    return Exit.DONE;
  }
}
