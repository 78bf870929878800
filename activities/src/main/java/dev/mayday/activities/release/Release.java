package dev.mayday.activities.release;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mayday.activities.command.Command;
import dev.mayday.activities.command.Commands;
import dev.mayday.activities.command.Output;
import dev.mayday.activities.git.Aside;
import dev.mayday.activities.pm2.Launched;
import dev.mayday.activities.unix.Account;
import dev.mayday.incident.Checkout;
import dev.mayday.system.Refused;
import dev.mayday.system.Unavailable;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * The code that a commit of a checkout names, and what it would find installed. It is written aside
 * and read by the very Node that PM2 would start it by, as the service's user; nothing of it is
 * run.
 *
 * @param git the git program
 * @param node Node, where PM2 names the service's own only as {@code node}
 */
public record Release(String git, Path node) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration WITHIN = Duration.ofMinutes(1);

  /** Programs that start what package.json says, whatever file that is. */
  private static final Set<String> STARTERS =
      Set.of("npm", "npm-cli.js", "yarn", "yarn.js", "pnpm", "pnpm.cjs");

  /**
   * Looks at one commit.
   *
   * @param launched how PM2 starts the service now
   * @param user the service's Unix user
   * @throws Refused when what PM2 starts is not in the checkout or not for Node, or there is no
   *     room to write the tree
   * @throws Unavailable when git or Node does not answer
   */
  public Seen look(Checkout checkout, String commit, Launched launched, Account user) {
    String entry = entry(real(Path.of(checkout.path())), launched);
    Path program = interpreter(launched);
    return Aside.look(
        git, checkout, commit, aside -> read(aside, entry, program, reader(aside, user)));
  }

  /** The started file within the checkout; empty where a starter reads package.json. */
  private static String entry(Path tree, Launched launched) {
    Path script = real(launched.script());
    if (script.startsWith(tree)) return tree.relativize(script).toString();
    boolean starter = STARTERS.contains(launched.script().getFileName().toString());
    if (starter && real(launched.folder()).startsWith(tree)) return "";
    throw new Refused(
        launched.script()
            + ", which PM2 starts, is not in "
            + tree
            + ": a checkout there would not change what runs"
            + "\nHINT: see checkout.path and process.name in mayday.yaml, and pm2 describe");
  }

  private Path interpreter(Launched launched) {
    String name = launched.interpreter();
    if (name.equals("node")) return node;
    if (name.matches("/.*/node(js)?[0-9.]*")) return Path.of(name);
    throw new Refused(
        "PM2 starts it by "
            + name
            + " and not by Node, so whether the tag's code would start cannot be seen here"
            + "\nHINT: try it by hand: git worktree add a folder of the tag, and start it there with"
            + " another port and no credentials");
  }

  /** A git folder that the service's user may not enter is read by its owner. */
  private static String reader(Aside.Tree aside, Account user) {
    boolean may = user.may(Account.Want.ENTER, aside.tree());
    return may ? user.name() : aside.owner();
  }

  private static Seen read(Aside.Tree aside, String entry, Path program, String reader) {
    List<String> words =
        List.of(
            program.toString(),
            "--no-warnings",
            "--experimental-vm-modules",
            "-",
            aside.tree().toString(),
            entry);
    Command node = Command.of(words).in(Path.of("/")).as(reader).within(WITHIN);
    Output said = Commands.run(node.reading(script()));
    if (!said.ok())
      throw new Unavailable(
          program
              + " could not read the tag's tree: "
              + first(said.err())
              + "\nHINT: see whether it is Node 18 or newer, and runs as "
              + reader);
    try {
      return JSON.readValue(said.out(), Seen.class);
    } catch (JsonProcessingException e) {
      throw new Unavailable(program + " answered something else\nHINT: run mayday doctor again");
    }
  }

  private static String first(String error) {
    return error
        .lines()
        .filter(line -> line.matches("\\w*Error.*"))
        .findFirst()
        .orElse("it ended with an error");
  }

  private static String script() {
    try (InputStream in = Release.class.getResourceAsStream("/release.js")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path real(Path path) {
    try {
      return path.toRealPath();
    } catch (IOException gone) {
      return path.toAbsolutePath().normalize();
    }
  }
}
