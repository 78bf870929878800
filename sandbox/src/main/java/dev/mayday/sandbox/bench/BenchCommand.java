package dev.mayday.sandbox.bench;

import dev.mayday.sandbox.Sandbox;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code mayday bench}. */
@Command(
    name = "bench",
    description = "Measures what docs/benchmarks.md says, on sandboxes raised for it.",
    mixinStandardHelpOptions = true)
public final class BenchCommand implements Callable<Integer> {
  private static final Map<String, Benchmark> ALL = all();
  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "NAME",
      description = "which, of ${COMPLETION-CANDIDATES} (default: all)",
      completionCandidates = Names.class)
  private List<String> names = List.copyOf(ALL.keySet());

  @Option(
      names = "--runs",
      defaultValue = "3",
      description = "runs, or alternating pairs, that a median is of (default: ${DEFAULT-VALUE})")
  private int runs;

  @Option(
      names = "--folder",
      description = "where the sandboxes stand (default: bench in Mayday's ignored folder)")
  private Path folder;

  @Override
  public Integer call() {
    for (String name : names)
      if (!ALL.containsKey(name))
        throw new ParameterException(
            spec.commandLine(), "there is no benchmark " + name + "; there are " + ALL.keySet());
    if (runs < 1) throw new ParameterException(spec.commandLine(), "--runs is at least 1");
    Path home = folder == null ? Sandbox.home().resolveSibling("bench") : folder;
    Machine.describe(spec.commandLine().getOut());
    for (String name : names) measure(name, home.toAbsolutePath().normalize());
    return 0;
  }

  private void measure(String name, Path home) {
    var out = spec.commandLine().getOut();
    out.printf("%n%s%n%n| figure | median | goal | | runs |%n|---|---|---|---|---|%n", name);
    ALL.get(name).measure(home, runs).forEach(figure -> out.println(figure.row()));
    out.flush();
  }

  private static Map<String, Benchmark> all() {
    Map<String, Benchmark> all = new LinkedHashMap<>();
    all.put(
        "recovery", (folder, runs) -> new Recoveries(Settings.USUAL_WAITS).measure(folder, runs));
    all.put("no-waits", (folder, runs) -> new Recoveries(Settings.NO_WAITS).measure(folder, runs));
    all.put("rto", Recoveries::fromTheAlert);
    all.put("go-on", new GoingOn());
    all.put("steps", new Steps());
    all.put("alerts", new Alerts());
    all.put("export", new Export());
    return all;
  }

  /** The names, for help and completion. */
  static final class Names implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return ALL.keySet().iterator();
    }
  }
}
