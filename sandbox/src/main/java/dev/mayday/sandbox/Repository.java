package dev.mayday.sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The service's code as a git repository with a history: first sessions in files (the emergency
 * tag), then sessions in PostgreSQL (the main branch). Beside it what git ignores: the settings and
 * the installed modules.
 */
record Repository(World world, Programs programs) {
  void create(Path source, Path library, Path modules) {
    Path checkout = Path.of(world.checkout());
    try {
      Files.createDirectories(checkout);
      git("init", "--quiet", "--initial-branch=" + world.traits().main());
      lay(source.resolve("common"), source.resolve("files"));
      Cache.copy(library, checkout.resolve(world.traits().library()));
      Files.move(checkout.resolve("gitignore"), checkout.resolve(".gitignore"));
      commit("Send and receive messages, sessions in files");
      git("tag", world.tag());
      lay(source.resolve("database"));
      commit("Keep the sessions in PostgreSQL");
      Files.createSymbolicLink(checkout.resolve("node_modules"), modules);
      Private.write(
          world.settings(), Template.of(source.resolve("settings.env")).filled(world.values()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void lay(Path... sources) throws IOException {
    for (Path source : sources) Cache.copy(source, Path.of(world.checkout()));
  }

  private void commit(String message) {
    git("add", "--all");
    git("commit", "--quiet", "--no-verify", "--message", message);
  }

  private void git(String... arguments) {
    String author = world.traits().author();
    Map<String, String> quiet =
        Map.of(
            "GIT_CONFIG_GLOBAL",
            "/dev/null",
            "GIT_CONFIG_NOSYSTEM",
            "1",
            "GIT_AUTHOR_NAME",
            author,
            "GIT_AUTHOR_EMAIL",
            author + "@sandbox.invalid",
            "GIT_COMMITTER_NAME",
            author,
            "GIT_COMMITTER_EMAIL",
            author + "@sandbox.invalid");
    Stream<String> command =
        Stream.concat(Stream.of(programs.git().toString()), Stream.of(arguments));
    Exec.in(Path.of(world.checkout())).with(quiet).run(command.toList());
  }
}
