package dev.mayday.worker;

import dev.mayday.activities.Check;
import dev.mayday.activities.secret.Secrets;
import dev.mayday.incident.Target;
import dev.mayday.scenario.FallBackToFiles;
import dev.mayday.scenario.KeepWarmCopy;
import dev.mayday.scenario.ReturnToPostgres;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;

/**
 * Looks at one thing after another and keeps what was found. What a thing belongs to, and which
 * scenarios it would stop, is said once for several: each {@code of}, {@code in}, {@code on} and
 * {@code stopping} is the same list under another heading.
 */
final class Looks implements BiConsumer<String, Check> {
  static final String FALL_BACK = FallBackToFiles.class.getSimpleName();
  static final String RETURN = ReturnToPostgres.class.getSimpleName();
  static final String COPY = KeepWarmCopy.class.getSimpleName();

  private final Secrets secrets;
  private final List<Finding> findings;
  private final String environment;
  private final String service;
  private final String host;
  private final List<String> scenarios;

  Looks(Secrets secrets) {
    this(secrets, new ArrayList<>(), "", "", "", List.of());
  }

  private Looks(
      Secrets secrets,
      List<Finding> findings,
      String environment,
      String service,
      String host,
      List<String> scenarios) {
    this.secrets = secrets;
    this.findings = findings;
    this.environment = environment;
    this.service = service;
    this.host = host;
    this.scenarios = scenarios;
  }

  /** What belongs to this service. */
  Looks of(Target target) {
    return new Looks(secrets, findings, target.environment(), target.service(), host, scenarios);
  }

  /** What belongs to this environment. */
  Looks in(String name) {
    return new Looks(secrets, findings, name, "", host, scenarios);
  }

  /** What lies on this host. */
  Looks on(String name) {
    return new Looks(secrets, findings, environment, service, name, scenarios);
  }

  /** What would stop these scenarios, and no others. */
  Looks stopping(String... names) {
    return new Looks(secrets, findings, environment, service, host, List.of(names));
  }

  /** What would stop every scenario that recovers, and the copy. */
  Looks stoppingAll() {
    return stopping(FALL_BACK, RETURN, COPY);
  }

  /** Looks; says whether it is well. */
  boolean at(String what, Check check) {
    Finding found = Finding.of(what, secrets, check).in(environment, service, host, scenarios);
    findings.add(found);
    return found.ok();
  }

  @Override
  public void accept(String what, Check check) {
    at(what, check);
  }

  /** Everything that was found under any heading, in order. */
  List<Finding> findings() {
    return List.copyOf(findings);
  }
}
