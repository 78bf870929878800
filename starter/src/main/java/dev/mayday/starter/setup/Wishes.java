package dev.mayday.starter.setup;

import java.nio.file.Path;

/**
 * What a person said beforehand.
 *
 * @param host the host's name in mayday.yaml; empty for the machine's own
 * @param environment the environment's name
 * @param service the service's name; empty for the process's
 * @param process the name of the PM2 process that is meant; empty for the likeliest
 * @param pm2Home the PM2 daemon that is meant, where it runs; empty for every one
 * @param state Mayday's own folder
 * @param secrets where files with secrets shall lie
 */
public record Wishes(
    String host,
    String environment,
    String service,
    String process,
    String pm2Home,
    Path state,
    Path secrets) {
  private static final String OF_SERVICE = "service.";
  private static final String OF_HOST = "host.";

  /** The same with the names that the look decided on. */
  Wishes named(String ownHost, String ownService) {
    return new Wishes(
        host.isEmpty() ? ownHost : host,
        environment,
        service.isEmpty() ? ownService : service,
        process,
        pm2Home,
        state,
        secrets);
  }

  /** The whole path of a key of the service, of the host, or of the top. */
  String path(String key) {
    if (key.startsWith(OF_SERVICE))
      return "environments.%s.services.%s.%s"
          .formatted(environment, service, key.substring(OF_SERVICE.length()));
    return key.startsWith(OF_HOST) ? "hosts." + host + "." + key.substring(OF_HOST.length()) : key;
  }

  /** A file of the secrets' folder, as a reference. */
  String secret(String name) {
    return "file:" + secrets.resolve(name);
  }
}
