package dev.mayday.sandbox.demo;

import dev.mayday.sandbox.Exec;
import dev.mayday.sandbox.Sandbox;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Another Unix user than Mayday's, to whom the sandbox's service is handed over: checkout,
 * settings, PM2's home and every process of them. Only root can hand over.
 *
 * @param name one that every Debian and Ubuntu has
 */
record Resident(Sandbox sandbox, String name) {
  /** The service ends, changes hands, and is started by its new user as an engineer would. */
  void movesIn() {
    Exec here = Exec.in(sandbox.checkout());
    here.with(pm2Home()).run(List.of(sandbox.node().toString(), sandbox.pm2().toString(), "kill"));
    open();
    bring(modules().getParent(), programs());
    bring(real(sandbox.checkout().resolve("node_modules")), sandbox.checkout());
    if (!reaches(sandbox.node())) bring(real(sandbox.node()), programs());
    for (Path all : List.of(sandbox.checkout(), sandbox.pm2Home()))
      here.run(List.of("chown", "--recursive", "--no-dereference", name + ":", all.toString()));
    String script = sandbox.traits().script();
    pm2("start", script, "--name", sandbox.process(), "--kill-timeout", "10000", "--silent");
    pm2("save", "--silent");
  }

  /** The text of mayday.yaml that names this user and the programs that it reaches. */
  String configured(String text) {
    String process = "name: " + sandbox.process() + ",";
    return text.replace(process, process + " user: " + name + ",")
        .replace("pm2: \"" + sandbox.pm2(), "pm2: \"" + pm2())
        .replace("node: \"" + sandbox.node(), "node: \"" + node());
  }

  /**
   * What of the service belongs to somebody else: a later start of the service may fail of it. What
   * Mayday keeps beside for itself does not count.
   */
  List<Path> strangers() {
    try (Stream<Path> checkout = Files.walk(sandbox.checkout());
        Stream<Path> home = Files.walk(sandbox.pm2Home())) {
      return Stream.concat(checkout, home)
          .filter(one -> !one.toString().matches(".*/(auth[.])?mayday-.*"))
          .filter(one -> !owner(one).equals(name))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whom a file or, below /proc, a process belongs to. */
  static String owner(Path path) {
    try {
      return Files.getOwner(path, LinkOption.NOFOLLOW_LINKS).getName();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A folder of a test's own is closed to everybody else. */
  private void open() {
    Path above = sandbox.folder().getParent();
    Exec.in(above).run(List.of("chmod", "o+x", above.toString(), sandbox.folder().toString()));
    Exec.in(above).run(List.of("mkdir", programs().toString()));
  }

  /** A copy in place of what may be a link; links within it stay so. */
  private void bring(Path what, Path into) {
    String there = into.resolve(what.getFileName()).toString();
    Exec.in(into).run(List.of("rm", "-f", there));
    Exec.in(into).run(List.of("cp", "--archive", what.toString(), there));
    Exec.in(into).run(List.of("chmod", "--recursive", "go+rX", there));
  }

  private static Path real(Path path) {
    try {
      return path.toRealPath();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path programs() {
    return sandbox.folder().resolve("programs");
  }

  /** The folder of PM2's package. */
  private Path modules() {
    return real(sandbox.pm2()).getParent().getParent();
  }

  private Path pm2() {
    Path all = modules().getParent();
    return programs().resolve(all.getParent().relativize(real(sandbox.pm2())));
  }

  private Path node() {
    return reaches(sandbox.node()) ? sandbox.node() : programs().resolve("node");
  }

  private boolean reaches(Path program) {
    return Exec.in(Path.of("/")).attempt(as("test", "-x", program.toString())).code() == 0;
  }

  private void pm2(String... words) {
    Stream<String> program = Stream.of(node().toString(), pm2().toString());
    String[] all = Stream.concat(program, Stream.of(words)).toArray(String[]::new);
    Exec.in(sandbox.checkout()).with(pm2Home()).run(as(all));
  }

  private Map<String, String> pm2Home() {
    return Map.of("PM2_HOME", sandbox.pm2Home().toString(), "HOME", sandbox.checkout().toString());
  }

  private List<String> as(String... command) {
    String[] become = {"setpriv", "--reuid", name, "--regid", name, "--init-groups", "--"};
    return Stream.of(become, command).flatMap(Stream::of).toList();
  }
}
