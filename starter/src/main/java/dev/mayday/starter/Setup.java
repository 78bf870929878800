package dev.mayday.starter;

import dev.mayday.activities.estate.EstateFile;
import dev.mayday.activities.secret.Secrets;
import dev.mayday.activities.temporal.SearchAttributes;
import dev.mayday.incident.Service;
import dev.mayday.incident.Target;
import dev.mayday.starter.setup.Difference;
import dev.mayday.starter.setup.Draft;
import dev.mayday.starter.setup.Look;
import dev.mayday.starter.setup.Units;
import dev.mayday.starter.setup.Unsaid;
import dev.mayday.starter.setup.Wishes;
import dev.mayday.system.Refused;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/**
 * From a server that exists to a recovery that can be rehearsed, in steps that each say what they
 * do. Without {@code --register} and {@code --units} it reads, and writes a draft where there is no
 * mayday.yaml; what people edited stays. Longer than most for its options, a third of the file.
 */
@Command(
    name = "setup",
    description =
        "Look at this server without changing it, draft mayday.yaml, and make it ready when told to.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  mayday setup --dry-run",
      "      shows what it would draft, and writes nothing",
      "  mayday setup --config /etc/mayday/mayday.yaml --service whatsapp",
      "      drafts the file; where there is one, says what it would guess differently now",
      "  mayday setup --dry-run --service second --process second-worker",
      "      shows what to copy into a file that is there, for another service",
      "  mayday setup --register",
      "      registers search attributes and applies the warm copies' schedules",
      "  mayday setup --units /etc/systemd/system",
      "      writes units for Temporal and Mayday; it enables and starts nothing"
    })
final class Setup extends MaydayCommand {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]+");

  @Option(
      names = "--host",
      paramLabel = "NAME",
      description = "What this machine is called in mayday.yaml; else by its own name.")
  String host;

  @Option(
      names = {"-e", "--environment"},
      paramLabel = "NAME",
      description = "The environment's name in the draft, else production.")
  String environment;

  @Option(
      names = {"-s", "--service"},
      paramLabel = "NAME",
      description = "The service's name in the draft, else that of its process.")
  String service;

  @Option(
      names = "--process",
      paramLabel = "NAME",
      description = "PM2's name of the process that is meant; else the likeliest.")
  String process;

  @Option(
      names = "--pm2-home",
      paramLabel = "FOLDER",
      description = "The PM2 daemon that is meant, else PM2_HOME's, else every one that runs here.")
  String pm2Home;

  @Option(
      names = "--state",
      paramLabel = "FOLDER",
      description = "Mayday's own folder in the draft, else /var/lib/mayday.")
  Path state = Path.of("/var/lib/mayday");

  @Option(names = "--dry-run", description = "Write nothing; the draft is printed.")
  boolean dryRun;

  @Option(
      names = "--register",
      description = "Register search attributes and apply the schedules, instead of looking.")
  boolean register;

  @Option(
      names = "--units",
      paramLabel = "FOLDER",
      description = "Write units for systemd into a folder, instead of looking.")
  Path units;

  @Option(
      names = "--store",
      paramLabel = "FOLDER",
      description = "Where the unit's Temporal keeps its file, else " + Units.STORE + ".")
  String store;

  @Option(names = "--no-doctor", description = "Do not end with mayday doctor.")
  boolean noDoctor;

  @Mixin final SetupSays says = new SetupSays();

  Setup(Surroundings around) {
    super(around);
  }

  @Override
  public Integer call() {
    check();
    says.begin(this);
    if (register || units != null) return prepared();
    return Files.exists(configFile()) && !dryRun ? compared() : drafted();
  }

  /** What is wrong with the command line itself. */
  private void check() {
    for (String name : new String[] {host, environment, service})
      if (name != null && !NAME.matcher(name).matches())
        throw wrongUse(
            "\""
                + name
                + "\" is no name\nHINT: letters, digits, \".\", \"_\" and \"-\" are allowed");
    if (!state.isAbsolute())
      throw wrongUse("--state " + state + " is no absolute path\nHINT: such as /var/lib/mayday");
    if (store != null && units == null)
      throw wrongUse("--store belongs to --units\nHINT: add --units FOLDER");
    if (dryRun && (register || units != null))
      throw wrongUse(
          "--dry-run belongs to the look alone\nHINT: leave out --register and --units, or --dry-run");
  }

  private int drafted() {
    Look.Found found = Look.at(wishes("", "production", ""), around.environment());
    String draft = new Draft(found).text();
    says.found(found);
    if (dryRun) return says.draft(found.wishes(), draft);
    write(draft);
    return says.wrote(found, this::doctorWhereGood);
  }

  /** A draft that lacks what every file must have is not looked at further. */
  private int doctorWhereGood() {
    try {
      estate();
    } catch (ParameterException incomplete) {
      return says.incomplete(incomplete.getMessage());
    }
    return doctor(host);
  }

  private int compared() {
    Target target = meant();
    Service counts = estate().service(target);
    Look.Found found =
        Look.at(
            new Wishes(
                counts.host(),
                target.environment(),
                target.service(),
                process == null ? counts.process().name() : process,
                pm2Home == null ? counts.process().pm2Home() : pm2Home,
                state,
                configFile().resolveSibling("secrets")),
            around.environment());
    says.good(estate().services().size());
    says.compared(
        found,
        Difference.of(estate(), counts, found, new Secrets(around.environment())),
        Unsaid.of(EstateFile.leftOut(configFile()), found));
    return says.end(() -> doctor(counts.host()));
  }

  /** A service that the file does not have is not drafted unasked: its name may be a slip. */
  private Target meant() {
    Where where = new Where();
    where.environment = environment;
    where.service = service;
    estate();
    try {
      return where.one(this);
    } catch (ParameterException none) {
      throw wrongUse(
          none.getMessage() + "; --dry-run drafts another one, to be copied into " + configFile());
    }
  }

  private int prepared() {
    says.good(estate().services().size());
    if (units != null) units();
    if (register) register();
    int schedules = register ? says.runs("schedules", "apply") : Exit.DONE;
    return schedules == Exit.DONE ? says.end(() -> doctor(host)) : says.stopped(schedules);
  }

  private Wishes wishes(String ownHost, String ownEnvironment, String ownService) {
    return new Wishes(
        host == null ? ownHost : host,
        environment == null ? ownEnvironment : environment,
        service == null ? ownService : service,
        process == null ? "" : process,
        pm2Home == null ? around.variable("PM2_HOME") : pm2Home,
        state,
        configFile().resolveSibling("secrets"));
  }

  private void write(String draft) {
    Path file = configFile();
    try {
      if (file.getParent() != null) Files.createDirectories(file.getParent());
      Files.writeString(file, draft, StandardOpenOption.CREATE_NEW);
    } catch (FileAlreadyExistsException there) {
      throw new Refused(file + " is there by now\nHINT: run setup again, it will compare");
    } catch (IOException cannot) {
      throw new Refused(
          file
              + " cannot be written: "
              + cannot.getClass().getSimpleName()
              + "\nHINT: look at the folder's owner and mode, or name another by --config");
    }
  }

  private void units() {
    Hosts here = new Hosts();
    if (host != null) here.named.add(host);
    Path folder = around.folder().resolve(units).normalize();
    Secrets secrets = new Secrets(around.environment());
    says.units(
        new Units(estate(), configFile(), around.environment(), secrets)
            .write(folder, here.orOnly(this).get(0), store == null ? Units.STORE : store));
  }

  private void register() {
    SearchAttributes attributes = new SearchAttributes(temporal());
    try {
      says.registered(attributes.register());
    } finally {
      attributes.close();
    }
  }

  /** What it says has a command and an exit code of its own; setup has done its part by then. */
  private int doctor(String here) {
    if (noDoctor) return Exit.DONE;
    boolean known = here != null && estate().hosts().containsKey(here);
    if (!known && estate().hosts().size() > 1) {
      says.noDoctor(estate().hosts().keySet());
      return Exit.DONE;
    }
    return known ? says.runs("doctor", "--host", here) : says.runs("doctor");
  }

  /** The command line that the next steps are called with. */
  List<String> configured(String... words) {
    List<String> line = new java.util.ArrayList<>(List.of(words));
    line.addAll(List.of("--config", configFile().toString()));
    return line;
  }
}
