package dev.mayday.sandbox.demo;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How a process of Mayday's is started: by this process' Java, with its class path.
 *
 * @param options of Java
 * @param archive where classes may lie that another process has loaded already; a process that
 *     finds them there is up in half the time (`java` manual page, class data sharing)
 */
public record Java(List<String> options, Path archive) {
  /**
   * For a JVM that lives for seconds or minutes: compiled soon rather than well, and only what is
   * called often. A third of the processor time of a worker that is killed after one step went into
   * compiling (0.94 s of 2.7 s; 0.44 s with this scaling, measured over 17 such lives).
   */
  public static final List<String> SOON =
      List.of("-XX:TieredStopAtLevel=1", "-XX:CompileThresholdScaling=5", "-XX:+UseSerialGC");

  private static final String NONE = "there-is-no-archive";

  /** Without an archive. */
  public Java(List<String> options) {
    this(options, Path.of(NONE));
  }

  /** The words before those of Mayday's own. */
  public List<String> command() {
    List<String> shared =
        Files.exists(archive) ? List.of("-XX:SharedArchiveFile=" + archive) : List.of();
    return command(shared, entries());
  }

  /** The same for a process that leaves the classes that it loaded behind when it ends. */
  public List<String> leaving(Path behind) {
    return command(List.of("-XX:ArchiveClassesAtExit=" + behind), jars());
  }

  private List<String> command(List<String> more, Stream<String> classPath) {
    List<String> command = new ArrayList<>();
    command.add(ProcessHandle.current().info().command().orElse("java"));
    // Java is not to speak of its archive where Mayday speaks.
    command.addAll(List.of("-Xmx512m", "-Xlog:cds*=error"));
    command.addAll(options);
    command.addAll(more);
    String path = classPath.collect(Collectors.joining(File.pathSeparator));
    command.addAll(List.of("-cp", path, "dev.mayday.starter.Main"));
    return List.copyOf(command);
  }

  /** The jar files, of which alone classes are left behind. */
  public static Stream<String> jars() {
    return entries().filter(one -> one.endsWith(".jar"));
  }

  /** The class path; Java looks for classes in an archive only where its jar files come first. */
  private static Stream<String> entries() {
    return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
        .sorted(Comparator.comparing(one -> !one.endsWith(".jar")));
  }
}
