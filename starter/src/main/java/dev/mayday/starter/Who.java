package dev.mayday.starter;

import dev.mayday.activities.secret.Secret;
import dev.mayday.activities.secret.Secrets;
import dev.mayday.system.Refused;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Who gives a command, and what proves it. */
final class Who {
  @Option(
      names = "--by",
      paramLabel = "NAME",
      description = "Your name in mayday.yaml; else MAYDAY_BY.")
  String by;

  @Option(
      names = "--token-file",
      paramLabel = "FILE",
      description =
          "Holds your personal token; else MAYDAY_TOKEN, which is file:PATH, env:NAME or the token."
              + " It never leaves this process: only a code made with it does.")
  Path tokenFile;

  /** The name, or an empty text. */
  String name(MaydayCommand command) {
    return by == null ? command.around.variable("MAYDAY_BY") : by;
  }

  /** The name, which must be given. */
  String required(MaydayCommand command) {
    String name = name(command);
    if (name.isBlank())
      throw command.wrongUse(
          "who says so?\nHINT: add --by with your name in mayday.yaml, or set MAYDAY_BY");
    return name;
  }

  /** The personal token, when one is given; one that cannot be read is wrong use. */
  Optional<Secret> token(MaydayCommand command) {
    Secrets secrets = new Secrets(command.around.environment());
    String reference = reference(command);
    if (reference.isEmpty()) return Optional.empty();
    try {
      boolean refers = Secrets.isReference(reference);
      return Optional.of(refers ? secrets.resolve(reference) : secrets.learn(reference));
    } catch (Refused unreadable) {
      throw command.wrongUse(unreadable.getMessage());
    }
  }

  private String reference(MaydayCommand command) {
    return tokenFile == null
        ? command.around.variable("MAYDAY_TOKEN")
        : "file:" + command.around.folder().resolve(tokenFile).toAbsolutePath().normalize();
  }
}
