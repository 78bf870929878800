package dev.mayday.sandbox;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

/** The sandbox's own mayday.yaml, with its secrets in files of their own beside it. */
record Configuration(World world) {
  private static final SecureRandom RANDOM = new SecureRandom();

  /** Writes the secrets, once, and the file with free ports. */
  void create() {
    Private.folder(secrets(), "rwx------");
    Private.folder(world.path("mayday"), "rwx------");
    Private.write(secrets().resolve("database"), world.url());
    Private.write(secrets().resolve("api"), world.traits().bearer() + world.apiToken());
    for (String name : new String[] {"alertmanager", "on-call", "lead"})
      Private.write(secrets().resolve(name), random());
    write("http://127.0.0.1:8233", "127.0.0.1:0", "127.0.0.1:0");
  }

  void write(String webUi, String webhook, String metrics) {
    Programs programs = Programs.find();
    Map<String, String> values = new TreeMap<>(world.values());
    values.putAll(Map.of("webUi", webUi, "webhook", webhook, "metrics", metrics));
    values.put("secrets", secrets().toString());
    values.putAll(
        Map.of(
            "node", programs.node().toString(),
            "pm2", programs.pm2().toString(),
            "git", programs.git().toString()));
    Private.write(file(), Template.of(world.path("service/mayday.yaml")).filled(values));
  }

  Path file() {
    return world.path("mayday.yaml");
  }

  Path secrets() {
    return world.path("secrets");
  }

  private static String random() {
    byte[] bytes = new byte[24];
    RANDOM.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }
}
