package dev.mayday.starter.setup;

import dev.mayday.activities.estate.EstateFile;
import dev.mayday.activities.secret.Secrets;
import dev.mayday.incident.Service;
import dev.mayday.system.Refused;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Units for systemd: {@code temporal.service}, {@code mayday.service} and, beside mayday.yaml, the
 * file with values of {@code env:} references. Where Temporal is elsewhere it has no unit. What
 * exists stays as it is; nothing is installed, enabled or started. Longer than most for the list of
 * what a unit holds.
 */
public final class Units {
  /** Where Temporal's store is unless a person names another place. */
  public static final String STORE = "/var/lib/mayday-temporal";

  private static final String TEMPORAL = "127.0.0.1:7233";
  private static final List<String> UNITS = List.of("temporal.service", "mayday.service");
  private static final Pattern VARIABLE = Pattern.compile("\\benv:([A-Za-z_][A-Za-z0-9_]*)");
  private static final Set<String> SENTENCES =
      Set.of("SERVICES", "STATE_DIRECTORY", "STORE_OWNER", "AND_TEMPORAL");
  private static final String REACHED =
      """
      # How Temporal at %s is reached, as for the `temporal` command.
      #TEMPORAL_NAMESPACE=
      #TEMPORAL_API_KEY=
      """;
  private static final Pattern HERE = Pattern.compile("(127\\.0\\.0\\.1|localhost):[0-9]{1,5}");
  private static final Pattern ODD = Pattern.compile("[\\s\"'\\\\%$;]");

  private final EstateFile estate;
  private final Path config;
  private final Map<String, String> environment;
  private final Secrets secrets;

  /**
   * @param config mayday.yaml
   * @param environment of this process: MAYDAY_TEMPORAL names the Temporal CLI, TEMPORAL_ADDRESS
   *     where Temporal is
   */
  public Units(EstateFile estate, Path config, Map<String, String> environment, Secrets secrets) {
    this.estate = estate;
    this.config = config;
    this.environment = Map.copyOf(environment);
    this.secrets = secrets;
  }

  /**
   * Writes what is not there yet.
   *
   * @param folder where the units go
   * @param host which of the hosts this machine is
   * @param store where the store of a Temporal on this machine shall be
   * @return a sentence for each file
   * @throws Refused when the store is on what is recovered or is named for a Temporal elsewhere, or
   *     a file cannot be written
   */
  public List<String> write(Path folder, String host, String store) {
    Map<String, String> values = worker(host);
    values.putAll(isHere() ? server(host, Store.of(store, estate, secrets)) : elsewhere(store));
    Path variables = config.resolveSibling("mayday.env");
    values.put("ENVIRONMENT_FILE", variables.toString());
    values.forEach((name, value) -> plain(name, value));
    List<String> said = new ArrayList<>();
    for (String unit : isHere() ? UNITS : UNITS.subList(1, 2))
      said.add(put(folder.resolve(unit), filled(unit, values), "rw-r--r--"));
    said.add(put(variables, variables(), "rw-------"));
    return said;
  }

  private Map<String, String> server(String host, Store store) {
    String port = address().substring(address().lastIndexOf(':') + 1);
    return Map.of(
        "TEMPORAL", temporal(),
        "PORT", port,
        "UI_PORT", uiPort(),
        "STORE", store.folder().toString(),
        "STORE_OWNER", store.owner(user(host)),
        "ADDRESS", "127.0.0.1:" + port,
        "AND_TEMPORAL", " temporal.service");
  }

  private Map<String, String> elsewhere(String store) {
    if (!store.equals(STORE))
      throw new Refused(
          "TEMPORAL_ADDRESS is %s, so the Temporal server is elsewhere and has no store here\nHINT: leave out --store, or unset TEMPORAL_ADDRESS"
              .formatted(address()));
    return Map.of("ADDRESS", address(), "AND_TEMPORAL", "");
  }

  private Map<String, String> worker(String host) {
    Map<String, String> values = new TreeMap<>();
    values.put("JAVA", Path.of(System.getProperty("java.home"), "bin", "java").toString());
    values.put("CLASS_PATH", classPath());
    values.put("MAIN", main());
    values.put("HOST", host);
    values.put("CONFIG", config.toString());
    values.put("USER", user(host));
    values.put("SERVICES", services(host));
    values.put("STATE_DIRECTORY", stateDirectory());
    return values;
  }

  /** Where Temporal is: commands of this shell and the units mean the same. */
  private String address() {
    String named = environment.getOrDefault("TEMPORAL_ADDRESS", "");
    return named.isEmpty() ? TEMPORAL : named;
  }

  private boolean isHere() {
    return HERE.matcher(address()).matches();
  }

  private String temporal() {
    String named = environment.getOrDefault("MAYDAY_TEMPORAL", "");
    if (!named.isEmpty()) return named;
    throw new Refused(
        "the Temporal CLI is not named\nHINT: use the checkout's ./mayday, which sees to it, or set MAYDAY_TEMPORAL to its path");
  }

  private String uiPort() {
    int port = URI.create(estate.webUi()).getPort();
    return port > 0 ? String.valueOf(port) : "8233";
  }

  /** One folder of jars, as a distribution has it, is named as one. */
  private static String classPath() {
    String all = System.getProperty("java.class.path");
    Set<Path> folders = new TreeSet<>();
    for (String entry : all.split(":", -1))
      folders.add(Path.of(entry).toAbsolutePath().normalize().getParent());
    return folders.size() == 1 && all.endsWith(".jar") ? folders.iterator().next() + "/*" : all;
  }

  private static String main() {
    String command = System.getProperty("sun.java.command", "").split(" ", 2)[0];
    return command.startsWith("dev.mayday.") ? command : "dev.mayday.starter.Main";
  }

  private String user(String host) {
    Set<String> users =
        estate.on(host).stream()
            .map(service -> service.process().user())
            .map(user -> user.isEmpty() ? System.getProperty("user.name") : user)
            .collect(Collectors.toCollection(TreeSet::new));
    return users.size() == 1 ? users.iterator().next() : "root";
  }

  private String services(String host) {
    return estate.on(host).stream()
        .map(Service::target)
        .map(Object::toString)
        .collect(Collectors.joining(", "));
  }

  private String stateDirectory() {
    Path state = Path.of(estate.state());
    return Path.of("/var/lib").equals(state.getParent())
        ? "StateDirectory=" + state.getFileName() + "\nStateDirectoryMode=0700"
        : "# its state folder is " + state + ", which must belong to this user, mode 0700";
  }

  private String variables() {
    StringBuilder text =
        new StringBuilder(
            "# Values of the env: references in mayday.yaml, NAME=value, one a line.\n");
    try {
      VARIABLE
          .matcher(Files.readString(config))
          .results()
          .map(match -> match.group(1))
          .collect(Collectors.toCollection(TreeSet::new))
          .forEach(name -> text.append('#').append(name).append("=\n"));
      if (!isHere()) text.append(REACHED.formatted(address()));
      return text.toString();
    } catch (IOException e) {
      throw cannot(config, e);
    }
  }

  /** systemd splits and expands; what it could misread is refused. */
  private static void plain(String name, String value) {
    boolean sentence = SENTENCES.contains(name);
    if (!sentence && ODD.matcher(value).find())
      throw new Refused(
          "a unit cannot hold \"%s\" as it is\nHINT: move it to a path without blanks, quotes, %% and $"
              .formatted(value));
  }

  private static String filled(String unit, Map<String, String> values) {
    try (InputStream in = Units.class.getResourceAsStream("/setup/" + unit)) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      for (Map.Entry<String, String> value : values.entrySet())
        text = text.replace("${" + value.getKey() + "}", value.getValue());
      return text;
    } catch (IOException e) {
      throw new IllegalStateException("a distribution without " + unit, e);
    }
  }

  private static String put(Path file, String text, String mode) {
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      Files.createFile(
          file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(mode)));
      Files.writeString(file, text, StandardOpenOption.WRITE);
      return "wrote " + file;
    } catch (FileAlreadyExistsException there) {
      return same(file, text)
          ? file + ": is there already"
          : file + ": is there and differs; it stays as it is";
    } catch (IOException e) {
      throw cannot(file, e);
    }
  }

  private static boolean same(Path file, String text) {
    try {
      return Files.readString(file).equals(text);
    } catch (IOException unread) {
      return false;
    }
  }

  private static Refused cannot(Path file, IOException e) {
    return new Refused(
        file
            + " cannot be read or written: "
            + e.getClass().getSimpleName()
            + "\nHINT: look at the folder's owner and mode");
  }
}
