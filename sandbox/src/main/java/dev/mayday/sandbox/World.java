package dev.mayday.sandbox;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mayday.system.Refused;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * What one sandbox consists of, as {@code sandbox.json} in its folder says it (mode 0600: it holds
 * the sandbox's own passwords).
 *
 * @param traits everything that is called otherwise in the other kind of service
 * @param companies how many companies there are
 * @param keys how many keys each was born with
 * @param cluster folder of PostgreSQL's data; outside of the sandbox where its user cannot get in
 * @param pm2Home PM2's folder; outside of the sandbox where a socket's path would get too long
 * @param checkout the service's git working tree
 * @param paymentKey a secret of the service's {@code .env} that is none of Mayday's business
 * @param supportKey one that only PM2's environment for the service holds
 */
record World(
    String folder,
    Traits traits,
    int companies,
    int keys,
    String cluster,
    String pm2Home,
    String checkout,
    String process,
    String tag,
    int postgresPort,
    int relayPort,
    int controlPort,
    int witnessPort,
    int whatsappPort,
    int servicePort,
    String host,
    String database,
    String user,
    String password,
    String adminUser,
    String adminPassword,
    String apiToken,
    String paymentKey,
    String supportKey) {
  private static final String FILE = "sandbox.json";
  private static final ObjectMapper JSON = new ObjectMapper();

  static World create(
      Path folder, Traits traits, int companies, int keys, Path cluster, Path pm2Home) {
    int[] ports = IntStream.generate(Port::free).distinct().limit(6).toArray();
    return new World(
        folder.toString(),
        traits,
        companies,
        keys,
        cluster.toString(),
        pm2Home.toString(),
        folder.resolve("app").toString(),
        traits.process(),
        traits.tag(),
        ports[0],
        ports[1],
        ports[2],
        ports[3],
        ports[4],
        ports[5],
        "localhost",
        traits.database(),
        traits.user(),
        Awkward.password(),
        "sandbox_admin",
        Awkward.password(),
        Awkward.token(),
        Awkward.token(),
        Awkward.token());
  }

  static World load(Path folder) {
    Path file = folder.resolve(FILE);
    if (!Files.exists(file))
      throw new Refused("there is no sandbox in %s\nHINT: ./mayday sandbox up".formatted(folder));
    try {
      return JSON.readValue(file.toFile(), World.class);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void save() {
    try {
      Private.write(file(), JSON.writerWithDefaultPrettyPrinter().writeValueAsString(this));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Path file() {
    return path(FILE);
  }

  Path path(String name) {
    return Path.of(folder).resolve(name);
  }

  /** The file of the service's settings. */
  Path settings() {
    return Path.of(checkout).resolve(traits.settings());
  }

  /** The URL that the service and Mayday use: through the relay, by the name in the hosts file. */
  String url() {
    return url(host, relayPort);
  }

  String url(String host, int port) {
    return "postgresql://%s:%s@%s:%d/%s"
        .formatted(user, Awkward.inUrl(password), host, port, database);
  }

  /** What stands for the names in the templates of settings and of mayday.yaml. */
  Map<String, String> values() {
    Map<String, String> values = new TreeMap<>();
    values.put("folder", folder);
    values.put("checkout", checkout);
    values.put("tag", tag);
    values.put("process", process);
    values.put("pm2Home", pm2Home);
    values.put("hosts", path("hosts").toString());
    values.put("count", Integer.toString(companies));
    values.put("ids", String.join(" ", traits.companies(companies)));
    values.put("witness", Integer.toString(witnessPort));
    values.put("whatsappPort", Integer.toString(whatsappPort));
    values.put("servicePort", Integer.toString(servicePort));
    values.put("service", "http://127.0.0.1:" + servicePort);
    values.put("url", url());
    values.put("dsn", url("127.0.0.1", relayPort));
    values.put("apiToken", apiToken);
    values.put("paymentKey", paymentKey);
    return values;
  }
}
