package dev.mayday.sandbox;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

/** The sandbox's own mayday.yaml, with its secrets in files of their own beside it. */
record Configuration(World world) {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final String TEXT =
      """
      # Mayday's configuration for this sandbox. It is written when the sandbox is raised.
      version: 1
      state: ${folder}/mayday
      webUi: ${webUi}
      metrics: { listen: "${metrics}" }
      webhook:
        listen: "${webhook}"
        sources:
          - name: alertmanager
            kind: alertmanager
            secret: file:${secrets}/alertmanager
            service: { label: service }
            environment: { label: environment }
            labels: [alertname, severity, instance]
      hosts:
        sandbox: { node: "${node}", pm2: "${pm2}" }
      people:
        on-call: { token: "file:${secrets}/on-call" }
        lead: { token: "file:${secrets}/lead" }
      ladders:
        default:
          - { after: 0s, people: [on-call] }
          - { after: 5m, people: [lead] }
      environments:
        sandbox:
          drill: true
          services:
            whatsapp:
              host: sandbox
              runbook: https://runbooks.example.net/session-recovery
              database:
                url: file:${secrets}/database
                connectWithin: 3s
                probeApart: 3s
                stableFor: 5s
                witnesses: ["127.0.0.1:${witness}"]
              sessions: { generation: 7 }
              checkout: { path: "${checkout}", tag: ${tag} }
              settings: { leaveOut: WHATSAPP_LEAVE_OUT }
              process: { name: ${process}, pm2Home: "${pm2Home}", steadyFor: 3s }
              messaging:
                statusUrl: ${service}/health
                filesLog: Using file auth state
                errorLog: ["^✗ ", "invalid credentials", "Bad MAC"]
                companies: /companies
                companyId: company
                companyOpen: connection
                sendUrl: ${service}/api/whatsapp/send
                sendHeaders: { Authorization: "file:${secrets}/api" }
                sendBody: { phone: "+79990000000", message: "{text}" }
                connectWithin: 1m
              policies:
                KeepWarmCopy: { every: 10s }
      """;

  /** Writes the secrets, once, and the file with free ports. */
  void create() {
    Private.folder(secrets(), "rwx------");
    Private.folder(world.path("mayday"), "rwx------");
    Private.write(secrets().resolve("database"), world.url());
    Private.write(secrets().resolve("api"), "Bearer " + world.apiToken());
    for (String name : new String[] {"alertmanager", "on-call", "lead"})
      Private.write(secrets().resolve(name), random());
    write("http://127.0.0.1:8233", "127.0.0.1:0", "127.0.0.1:0");
  }

  void write(String webUi, String webhook, String metrics) {
    Map<String, String> values =
        new TreeMap<>(
            Map.of(
                "folder",
                world.folder(),
                "secrets",
                secrets().toString(),
                "checkout",
                world.checkout(),
                "tag",
                world.tag(),
                "process",
                world.process(),
                "pm2Home",
                world.pm2Home(),
                "witness",
                Integer.toString(world.witnessPort()),
                "service",
                "http://127.0.0.1:" + world.servicePort()));
    values.putAll(Map.of("webUi", webUi, "webhook", webhook, "metrics", metrics));
    Programs programs = Programs.find();
    values.putAll(Map.of("node", programs.node().toString(), "pm2", programs.pm2().toString()));
    String text = TEXT;
    for (Map.Entry<String, String> value : values.entrySet())
      text = text.replace("${" + value.getKey() + "}", value.getValue());
    Private.write(file(), text);
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
