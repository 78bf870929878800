package dev.mayday.sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The service's code as a git repository with a history: first sessions in files (the emergency
 * tag), then sessions in PostgreSQL ({@code main}). Beside it what git ignores: {@code .env} and
 * the installed modules.
 */
record Repository(World world, Programs programs) {
  private static final String AUTHOR = "whatsapp-service";

  void create(Path source, Path modules) {
    Path checkout = Path.of(world.checkout());
    try {
      Files.createDirectories(checkout);
      git("init", "--quiet", "--initial-branch=main");
      lay(source.resolve("common"), source.resolve("files"));
      Files.move(checkout.resolve("gitignore"), checkout.resolve(".gitignore"));
      commit("Send and receive WhatsApp messages, sessions in files");
      git("tag", world.tag());
      lay(source.resolve("database"));
      commit("Keep the sessions in PostgreSQL");
      Files.createSymbolicLink(checkout.resolve("node_modules"), modules);
      Private.write(checkout.resolve(".env"), environment());
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
    Map<String, String> quiet =
        Map.of(
            "GIT_CONFIG_GLOBAL",
            "/dev/null",
            "GIT_CONFIG_NOSYSTEM",
            "1",
            "GIT_AUTHOR_NAME",
            AUTHOR,
            "GIT_AUTHOR_EMAIL",
            AUTHOR + "@sandbox.invalid",
            "GIT_COMMITTER_NAME",
            AUTHOR,
            "GIT_COMMITTER_EMAIL",
            AUTHOR + "@sandbox.invalid");
    Stream<String> command =
        Stream.concat(Stream.of(programs.git().toString()), Stream.of(arguments));
    Exec.in(Path.of(world.checkout())).with(quiet).run(command.toList());
  }

  private String environment() {
    return String.join(
        "\n",
        List.of(
            "# WhatsApp service, production",
            "PORT=" + world.servicePort(),
            "",
            "# where sessions live: true = PostgreSQL, false = files (emergencies only)",
            "USE_REPOSITORY_PATTERN=true",
            "SESSIONS_FOLDER=baileys_sessions",
            "",
            "# PostgreSQL; the host is looked up in the table of hosts",
            "DATABASE_URL=\"" + world.url() + "\"",
            "HOSTS_FILE='" + world.path("hosts") + "'",
            "",
            "# companies that this server serves",
            "WHATSAPP_COMPANIES=1-" + world.companies(),
            "WHATSAPP_HOST=127.0.0.1",
            "WHATSAPP_PORT=" + world.whatsappPort(),
            "",
            "API_TOKEN='" + world.apiToken() + "' # for the workers",
            "PAYMENT_KEY='" + world.paymentKey() + "'",
            "SIGNATURE=\"Don't reply to this number: it costs $5 # see the price list\"",
            "BACKGROUND_MILLIS=500",
            ""));
  }
}
