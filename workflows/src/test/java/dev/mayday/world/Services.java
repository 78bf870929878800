package dev.mayday.world;

import dev.mayday.incident.Checkout;
import dev.mayday.incident.Database;
import dev.mayday.incident.Messaging;
import dev.mayday.incident.Neighbour;
import dev.mayday.incident.NodeProcess;
import dev.mayday.incident.Policy;
import dev.mayday.incident.Rung;
import dev.mayday.incident.Service;
import dev.mayday.incident.SessionStore;
import dev.mayday.incident.Settings;
import dev.mayday.incident.Target;
import dev.mayday.incident.Traffic;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** The service that tests recover. */
public final class Services {
  /** Its environment and name. */
  public static final Target TARGET = new Target("staging", "whatsapp");

  private Services() {}

  /** The service with the runbook's names; people may claim who they are. */
  public static Service whatsapp() {
    return new Service(
        TARGET,
        true,
        "app",
        "/var/lib/mayday",
        new Database(
            "env:DATABASE_URL",
            Duration.ofSeconds(5),
            Duration.ofSeconds(30),
            Duration.ofMinutes(1),
            List.of()),
        new SessionStore(
            new SessionStore.AuthTable("whatsapp_auth", "company_id", "creds", "updated_at"),
            new SessionStore.KeyTable(
                "whatsapp_keys", "company_id", "key_type", "key_id", "key_data", "updated_at"),
            "/srv/app/baileys_sessions",
            "company_{company}",
            "/var/lib/mayday/copies",
            Duration.ofMinutes(5),
            1000,
            7,
            Duration.ofDays(30),
            0.5),
        new Checkout(
            "/srv/app", "main", "files-tag", List.of("/srv/app/baileys_sessions", "/srv/app/.env")),
        new Settings(
            "/srv/app/.env", "USE_REPOSITORY_PATTERN", "true", "false", "WHATSAPP_LEAVE_OUT"),
        new NodeProcess(
            "baileys-whatsapp-service",
            "/srv/.pm2",
            "",
            Duration.ofSeconds(30),
            Duration.ofSeconds(10),
            Duration.ofSeconds(10)),
        messaging(),
        List.of(
            new Rung(Duration.ZERO, List.of("on-call")),
            new Rung(Duration.ofMinutes(5), List.of("backup", "lead"))),
        Map.of("FallBackToFiles", policy(), "ReturnToPostgres", policy()),
        "docs/runbooks",
        "http://127.0.0.1:8233",
        "UTC",
        "estate-1",
        List.of(),
        List.of(),
        Traffic.UNTOLD);
  }

  /** One of which nothing is known but its name; a drill is none. */
  public static Service bare(Target target) {
    return new Service(
        target, false, "box", "", null, null, null, null, null, null, List.of(), Map.of(), "", "",
        "UTC", "", List.of(), null, null);
  }

  private static Messaging messaging() {
    return new Messaging(
        "http://127.0.0.1:3000/health",
        "",
        "mode: database",
        "mode: files",
        List.of("error"),
        "/companies",
        "id",
        "connected",
        "http://127.0.0.1:3000/api/whatsapp/send",
        Map.of(),
        Map.of("phone", "env:PHONE", "message", "{text}"),
        "/success",
        "/messageId",
        Duration.ofSeconds(30),
        Map.of(),
        Messaging.OPEN,
        Messaging.Logs.ERROR,
        Messaging.POST,
        Messaging.Body.JSON,
        List.of(),
        Messaging.SENT);
  }

  /** A neighbour under PM2 that shares checkout and {@code .env}. */
  public static Neighbour neighbour(String name, Neighbour.Treatment treatment) {
    return new Neighbour(
        name,
        Records.with(whatsapp().process(), "name", name),
        "",
        "",
        "",
        List.of(Neighbour.Shared.CHECKOUT, Neighbour.Shared.ENV),
        treatment);
  }

  /** A service with these neighbours. */
  public static UnaryOperator<Service> with(Neighbour... neighbours) {
    return service -> Records.with(service, "neighbours", List.of(neighbours));
  }

  /** Approval by one person who may only claim a name. */
  public static Policy policy() {
    return new Policy(
        Policy.Approval.REQUIRED,
        1,
        true,
        false,
        Duration.ofMinutes(30),
        Duration.ofMinutes(15),
        Duration.ofMinutes(10),
        Duration.ofHours(1),
        Duration.ofMinutes(2),
        Duration.ofMinutes(5),
        Duration.ofMinutes(3),
        0.8,
        Duration.ofMinutes(30),
        Duration.ofMinutes(60),
        0);
  }

  /** A service in which both scenarios have this policy. */
  public static UnaryOperator<Service> under(UnaryOperator<Policy> change) {
    Policy policy = change.apply(policy());
    return service ->
        Records.with(
            service, "policies", Map.of("FallBackToFiles", policy, "ReturnToPostgres", policy));
  }
}
