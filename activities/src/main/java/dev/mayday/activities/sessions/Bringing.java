package dev.mayday.activities.sessions;

import dev.mayday.activities.sessions.CompanyJudge.Verdict;
import dev.mayday.activities.sessions.format.CompanyCheck;
import dev.mayday.activities.sessions.format.Content;
import dev.mayday.activities.sessions.format.Creds;
import dev.mayday.activities.sessions.format.Damage;
import dev.mayday.activities.sessions.format.PreKeyCounters;
import dev.mayday.system.Unsafe;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/** Carries out what a comparison decided, in its transaction, and proves it before the commit. */
final class Bringing {
  private final Comparison comparison;
  private final RowWriter auth;
  private final RowWriter keys;
  private CompanyCheck check;
  private String company;
  private long done;

  private Bringing(Comparison comparison, RowWriter auth, RowWriter keys) {
    this.comparison = comparison;
    this.auth = auth;
    this.keys = keys;
  }

  static void of(Connection connection, Comparison comparison, UndoTable undo) throws SQLException {
    SessionTables tables = comparison.tables();
    Proof proof = new Proof(connection, tables, undo);
    long before = proof.count();
    undo.create(connection);
    try (RowWriter auth = new RowWriter(connection, tables.auth(), undo);
        RowWriter keys = new RowWriter(connection, tables.keys(), undo)) {
      Bringing bringing = new Bringing(comparison, auth, keys);
      comparison.walk(bringing::bring);
      auth.flush();
      keys.flush();
      bringing.sameAsJudged();
    }
    undo.seal(connection, tables);
    proof.brought();
    proof.counted(before, comparison.tally());
    undo.keep(connection, comparison.returned());
  }

  private void bring(Triple triple) throws SQLException {
    Verdict verdict = comparison.verdict(triple.company());
    if (verdict == null) return;
    if (triple.creds() && verdict.raise() > 0) raise(triple, verdict.raise());
    if (!verdict.bring()) return;
    if (triple.creds()) creds(triple, verdict);
    else if (!triple.key().type().isEmpty()) key(triple, verdict);
  }

  /** Somebody's row stays theirs; only what was handed out meanwhile is not handed out again. */
  private void raise(Triple triple, long next) throws SQLException {
    company = triple.company();
    try {
      byte[] content = PreKeyCounters.set(triple.theirs().json(), next);
      auth.change(Decision.UPDATE, company, Row.CREDS, content, Content.of(content).meaning());
      done++;
    } catch (Damage damage) {
      throw moved();
    }
  }

  private void creds(Triple triple, Verdict verdict) throws SQLException {
    company = triple.company();
    check = new CompanyCheck(comparison.store().generation());
    byte[] bytes =
        FilesNow.read(triple.ours().path()).map(FilesNow.Content::bytes).orElseThrow(this::moved);
    Creds found = check.creds(bytes);
    if (!found.usable()) throw moved();
    var known = Known.of(comparison.base().companies().get(company));
    byte[] ours = Creds.content(bytes);
    Decision decision = decision(triple, known, Content.of(ours).meaning(), verdict);
    if (!decision.changes()) return;
    byte[] content = raised(ours, triple.theirs(), verdict);
    auth.change(decision, company, Row.CREDS, content, Content.of(content).meaning());
    done++;
  }

  private byte[] raised(byte[] ours, Row theirs, Verdict verdict) {
    try {
      byte[] row = theirs == null ? null : theirs.json();
      return Counters.notBelow(ours, row, verdict.highest());
    } catch (Damage damage) {
      throw moved();
    }
  }

  private void key(Triple triple, Verdict verdict) throws SQLException {
    Optional<Ours> ours = Ours.of(triple, check);
    if (ours.isPresent() && ours.get().damaged()) return;
    String meaning = ours.map(Ours::meaning).orElse(null);
    Decision decision = decision(triple, Known.of(triple.base()), meaning, verdict);
    if (!decision.changes()) return;
    byte[] content = ours.map(Ours::content).orElse(null);
    keys.change(decision, triple.company(), triple.key(), content, meaning);
    done++;
  }

  private Decision decision(Triple triple, Known known, String ours, Verdict verdict) {
    Row row = triple.theirs();
    String theirs = row == null ? null : Content.of(row.json()).meaning();
    return comparison.decide(known, ours, row, theirs, verdict.anew());
  }

  private void sameAsJudged() {
    if (done != comparison.tally().changes()) throw moved();
  }

  private Unsafe moved() {
    return new Unsafe(
        "the files changed while they were brought"
            + (company == null ? "" : " (company " + company + ")")
            + "\nHINT: stop whatever writes to the service's folder, then retry");
  }
}
