package dev.mayday.sandbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mayday.system.Refused;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.function.Function;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** {@code mayday sandbox up|down|break|heal|status}. */
@Command(
    name = "sandbox",
    description = "A small production in a box: real PostgreSQL, PM2, git.",
    mixinStandardHelpOptions = true)
public final class SandboxCommand {
  @Spec private CommandSpec spec;

  @Option(
      names = "--folder",
      scope = picocli.CommandLine.ScopeType.INHERIT,
      description = "where it stands (default: sandbox in Mayday's ignored folder)")
  private Path folder;

  @Command(
      description = "Raises it and waits until every company is connected.",
      mixinStandardHelpOptions = true)
  int up(
      @Mixin Size size,
      @Option(
              names = "--small-disk",
              description = "the checkout on a small disk, so that it can be filled (root only)")
          boolean smallDisk,
      @Option(
              names = "--service",
              defaultValue = "whatsapp",
              description = "whatsapp, or gateway, which has no name in common with it",
              converter = NamedKind.class)
          Kind service) {
    Sandbox sandbox = Sandbox.up(home(), service, size.companies(), size.keys(), smallDisk);
    out()
        .printf(
            "service    %s%ncheckout   %s%nPM2_HOME   %s%n",
            sandbox.readyUrl(), sandbox.checkout(), sandbox.pm2Home());
    return 0;
  }

  @Command(description = "Ends every process of it.", mixinStandardHelpOptions = true)
  int down() {
    Sandbox.at(home()).down();
    return 0;
  }

  @Command(
      name = "break",
      description = "Breaks one thing on purpose.",
      mixinStandardHelpOptions = true)
  int breakIt(
      @Parameters(
              paramLabel = "FAULT",
              description = "one of ${COMPLETION-CANDIDATES}",
              completionCandidates = Labels.class,
              converter = Named.class)
          Fault fault) {
    Sandbox.at(home()).breakIt(fault);
    out().println(fault.meaning());
    return 0;
  }

  @Command(description = "Undoes every fault, or one.", mixinStandardHelpOptions = true)
  int heal(
      @Parameters(
              paramLabel = "FAULT",
              arity = "0..1",
              description = "leaves the others as they are",
              completionCandidates = Labels.class,
              converter = Named.class)
          Fault fault) {
    Sandbox sandbox = Sandbox.at(home());
    if (fault == null) sandbox.heal();
    else sandbox.heal(fault);
    return 0;
  }

  @Command(
      description = "Says whether production is well; exit code 0 if so, else 1.",
      mixinStandardHelpOptions = true)
  int status(@Option(names = "--json", description = "for programs") boolean json)
      throws JsonProcessingException {
    Sandbox sandbox = Sandbox.at(home());
    Status status = sandbox.status();
    out().println(json ? new ObjectMapper().writeValueAsString(status) : status.table());
    if (!json)
      sandbox.broken().forEach(fault -> out().println("broken on purpose: " + fault.meaning()));
    return status.green() ? 0 : 1;
  }

  private Path home() {
    return folder == null ? Sandbox.home() : folder;
  }

  private PrintWriter out() {
    return spec.commandLine().getOut();
  }

  /** A fault by its name; a name that is none is said with those there are. */
  static final class Named implements ITypeConverter<Fault> {
    @Override
    public Fault convert(String name) {
      return named(Fault::named, name);
    }
  }

  /** The same for a kind of service. */
  static final class NamedKind implements ITypeConverter<Kind> {
    @Override
    public Kind convert(String name) {
      return named(Kind::named, name);
    }
  }

  private static <T> T named(Function<String, T> names, String name) {
    try {
      return names.apply(name);
    } catch (Refused none) {
      throw new TypeConversionException(none.getMessage());
    }
  }

  /** The faults' names, for help and completion. */
  static final class Labels implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return Stream.of(Fault.values()).map(Fault::label).iterator();
    }
  }
}
