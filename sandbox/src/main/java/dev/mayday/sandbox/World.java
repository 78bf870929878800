package dev.mayday.sandbox;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mayday.system.Refused;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;

/**
 * What one sandbox consists of, as {@code sandbox.json} in its folder says it (mode 0600: it holds
 * the sandbox's own passwords).
 *
 * @param companies how many companies there are, numbered from 1
 * @param keys how many keys each was born with
 * @param cluster folder of PostgreSQL's data; outside of the sandbox where its user cannot get in
 * @param pm2Home PM2's folder; outside of the sandbox where a socket's path would get too long
 * @param checkout the service's git working tree
 * @param paymentKey a secret of the service's {@code .env} that is none of Mayday's business
 * @param supportKey one that only PM2's environment for the service holds
 */
record World(
    String folder,
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

  static World create(Path folder, int companies, int keys, Path cluster, Path pm2Home) {
    int[] ports = IntStream.generate(Port::free).distinct().limit(6).toArray();
    return new World(
        folder.toString(),
        companies,
        keys,
        cluster.toString(),
        pm2Home.toString(),
        folder.resolve("app").toString(),
        "baileys-whatsapp-service",
        "emergency-file-fallback-v1",
        ports[0],
        ports[1],
        ports[2],
        ports[3],
        ports[4],
        ports[5],
        "localhost",
        "default_db",
        "gen_user",
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

  /** The URL that the service and Mayday use: through the relay, by the name in the hosts file. */
  String url() {
    return url(host, relayPort);
  }

  String url(String host, int port) {
    return "postgresql://%s:%s@%s:%d/%s"
        .formatted(user, Awkward.inUrl(password), host, port, database);
  }
}
