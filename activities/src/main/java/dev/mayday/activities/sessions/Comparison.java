package dev.mayday.activities.sessions;

import dev.mayday.activities.pulse.Pulse;
import dev.mayday.activities.sessions.CompanyJudge.Verdict;
import dev.mayday.incident.SessionStore;
import dev.mayday.system.CompanyState;
import dev.mayday.system.Returned;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Files and rows compared three ways, company by company. */
final class Comparison {
  /** The clocks are compared through a question and an answer, which take their time. */
  private static final Duration UNSURE = Duration.ofSeconds(1);

  private static final int BEAT = 500;

  private final Connection connection;
  private final SessionStore store;
  private final Base base;
  private final SessionTables tables;
  private final Decision.Rule rule;
  private final Instant fallback;
  private final Map<String, Verdict> verdicts = new HashMap<>();
  private final List<Verdict> judged = new ArrayList<>();
  private final List<CompanyState> states = new ArrayList<>();
  private final Tally tally = new Tally();
  private CompanyJudge judge;
  private String company;
  private long seen;

  private Comparison(Connection connection, SessionStore store, Decision.Rule rule)
      throws SQLException {
    this.connection = connection;
    this.store = store;
    this.rule = rule;
    this.base = Base.of(store);
    this.tables = SessionTables.of(connection, store);
    this.fallback = base.at().plus(skew(connection)).minus(UNSURE);
  }

  /** Walks over everything once. */
  static Comparison of(Connection connection, SessionStore store, Decision.Rule rule)
      throws SQLException {
    Comparison comparison = new Comparison(connection, store, rule);
    comparison.walk(comparison::judge);
    comparison.close();
    new Doubles(comparison.judged).settled().forEach(comparison::settle);
    return comparison;
  }

  /** Walks over base, files and rows. */
  void walk(Triple.Visitor visitor) throws SQLException {
    try (RowCursor cursor = new RowCursor(connection, tables, "", true);
        var installed = base.keys();
        var files = new FilesNow(store, base).stream();
        var rows = new Peeked<Row>(() -> cursor.next().orElse(null), () -> {})) {
      Triple.walk(installed, files, rows, visitor);
    }
  }

  SessionTables tables() {
    return tables;
  }

  Base base() {
    return base;
  }

  SessionStore store() {
    return store;
  }

  Tally tally() {
    return tally;
  }

  /** What was decided; null for a company that was never on files. */
  Verdict verdict(String name) {
    return verdicts.get(name);
  }

  /** Decides about one row again, as the judge did. */
  Decision decide(Known known, String ours, Row theirs, String meaning, boolean anew) {
    Drift drift = theirs == null ? null : Drift.of(known, theirs, meaning, fallback);
    return rule.decide(known, ours, theirs == null ? null : meaning, drift, anew);
  }

  Returned returned() {
    return new Returned(
        tally.inserted(),
        tally.updated(),
        tally.deleted(),
        tally.unchanged(),
        tally.conflicts(),
        Bounded.of(states),
        tally.first(),
        tally.last());
  }

  private void judge(Triple triple) throws SQLException {
    if (!triple.company().equals(company)) begin(triple);
    if (triple.creds()) judge.creds(triple);
    else judge.key(triple);
    if (++seen % BEAT == 0) Pulse.beat(seen);
  }

  private void begin(Triple triple) throws SQLException {
    close();
    company = triple.company();
    boolean jsonb = tables.keys().binary() || tables.auth().binary();
    var installed = base.companies().get(company);
    judge =
        new CompanyJudge(
            company, installed, fallback, rule, store.generation(), jsonb, tables.hold(company));
    if (!triple.creds()) judge.creds(new Triple(company, Row.CREDS, null, null, null));
  }

  private void close() {
    if (judge == null) return;
    judge.verdict().ifPresent(judged::add);
    judge = null;
  }

  private void settle(Verdict verdict) {
    states.add(verdict.state());
    verdicts.put(verdict.state().company(), verdict);
    tally.add(verdict.tally(), verdict.bring());
    if (verdict.raise() > 0) tally.raised();
  }

  private static Duration skew(Connection connection) throws SQLException {
    try (var statement = connection.createStatement();
        var now = statement.executeQuery("SELECT clock_timestamp()")) {
      Instant here = Instant.now();
      now.next();
      return Duration.between(here, now.getObject(1, OffsetDateTime.class).toInstant());
    }
  }
}
