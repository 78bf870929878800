package dev.mayday.activities.sessions;

import dev.mayday.activities.sessions.format.CompanyCheck;
import dev.mayday.activities.sessions.format.Content;
import dev.mayday.activities.sessions.format.Creds;
import dev.mayday.activities.sessions.format.KeyName;
import dev.mayday.activities.sessions.format.ManifestCompany;
import dev.mayday.activities.sessions.format.PreKeyCounters;
import dev.mayday.system.CompanyState;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** One company three ways: whether it may be brought, and what would change. */
final class CompanyJudge {
  private final String company;
  private final ManifestCompany base;
  private final Instant fallback;
  private final Decision.Rule rule;
  private final boolean jsonb;
  private final boolean fits;
  private final CompanyCheck check;
  private final Tally tally = new Tally();
  private boolean files;
  private Creds row;
  private boolean keptByRow;
  private boolean same = true;
  private boolean anew;
  private String identity = "";
  private Decision creds = Decision.SAME;
  private long highest;
  private long handedOutBelow;
  private long rowNext;
  private int held;
  private int left;

  /**
   * Begins a company.
   *
   * @param base what was known of it at the fallback; null when nothing
   * @param fallback the moment of it by the database's clock
   * @param jsonb whether the rows are kept parsed
   * @param fits whether the tables' columns can hold the company's id
   */
  CompanyJudge(
      String company,
      ManifestCompany base,
      Instant fallback,
      Decision.Rule rule,
      int generation,
      boolean jsonb,
      boolean fits) {
    this.company = company;
    this.base = base;
    this.fallback = fallback;
    this.rule = rule;
    this.jsonb = jsonb;
    this.fits = fits;
    this.check = new CompanyCheck(generation);
  }

  /** Judges the credentials; always the first, also when there are none. */
  void creds(Triple triple) {
    Optional<FilesNow.Content> file =
        triple.ours() == null ? Optional.empty() : FilesNow.read(triple.ours().path());
    files = file.isPresent();
    row = triple.theirs() == null ? null : Creds.check(triple.theirs().json());
    Creds found = check.creds(file.map(FilesNow.Content::bytes).orElse(null));
    if (files && file.get().bytes() == null)
      check.note("creds.json is no regular file, or may not be read");
    if (!found.usable()) return;
    identity = found.identity();
    handedOutBelow = Counters.of(file.get().bytes()).next();
    rowNext = Counters.of(triple.theirs() == null ? null : triple.theirs().json()).next();
    if (!fits) check.forbid("the company has an id that the tables cannot hold");
    byte[] content = Creds.content(file.get().bytes());
    keepable(Row.CREDS, content);
    anew = base != null && !base.identity().isEmpty() && !base.identity().equals(found.identity());
    if (anew) check.note("was paired anew while the service ran on files");
    decide(triple, content, file.get());
  }

  private void decide(Triple triple, byte[] content, FilesNow.Content file) {
    String meaning = Content.of(content).meaning();
    creds = decision(Known.of(base), meaning, triple.theirs());
    if (triple.theirs() == null)
      check.note("has no credentials in the database any more; they come back from the files");
    keptByRow = creds == Decision.CONFLICT;
    if (keptByRow) kept(triple.theirs());
    tally.add(company, Row.CREDS, creds, file.written());
  }

  /**
   * Credentials that somebody wrote to the database stay. Keys belong to an identity: where it is
   * still the same, what the service did on files is not lost with its credentials.
   */
  private void kept(Row theirs) {
    same = Creds.named(theirs.json()).equals(identity);
    String they =
        row.usable()
            ? "they stay as they are, but for pre-key counters below what was handed out on files"
            : "they do not hold ("
                + row.errors().get(0)
                + ") and stay as they are; those of the files do";
    String keys =
        same
            ? "the keys come from the files"
            : "they do not name the same identity, so the rows of its keys stay as well";
    check.note("has newer credentials in the database; " + they + "; " + keys);
  }

  /** Judges one key. */
  void key(Triple triple) {
    files |= triple.ours() != null;
    if (triple.key().type().isEmpty()) unknown(triple);
    else known(triple);
  }

  private void unknown(Triple triple) {
    if (triple.ours() == null) return;
    check.note(triple.key().shown() + " is no file of sessions; it stays where it is");
    left++;
  }

  private void known(Triple triple) {
    Optional<Ours> ours = Ours.of(triple, check);
    remember(triple.key());
    if (ours.isPresent() && ours.get().damaged()) {
      left++;
      return;
    }
    if (ours.isPresent()) held++;
    ours.ifPresent(file -> keepable(triple.key(), file.content()));
    Decision decision =
        decision(Known.of(triple.base()), ours.map(Ours::meaning).orElse(null), triple.theirs());
    tally.add(company, triple.key(), decision, ours.map(Ours::written).orElse(null));
  }

  private Decision decision(Known known, String ours, Row theirs) {
    if (theirs == null) return rule.decide(known, ours, null, null, anew);
    String meaning = Content.of(theirs.json()).meaning();
    return rule.decide(known, ours, meaning, Drift.of(known, theirs, meaning, fallback), anew);
  }

  private void keepable(KeyName key, byte[] content) {
    if (!jsonb || Keepable.inJsonb(content)) return;
    String what = key.equals(Row.CREDS) ? "credentials" : key.shown();
    check.forbid(what + " holds a character that jsonb cannot keep (\\u0000 or half of a pair)");
  }

  /** Both sides count: an id in either was handed out. */
  private void remember(KeyName key) {
    if (key.type().equals("pre-key") && PreKeyCounters.id(key.id()))
      highest = Math.max(highest, Long.parseLong(key.id()));
  }

  /** What was found; empty for a company that has never been on files. */
  Optional<Verdict> verdict() {
    if (!files && base == null) return Optional.empty();
    if (files) check.finish();
    else check.note("has no files any more; its rows stay as they are");
    boolean bring = files && check.usable() && same;
    boolean aside = !files && base != null && !base.usable();
    boolean kept = (keptByRow || aside) && row != null && row.usable();
    CompanyState state =
        new CompanyState(company, kept || (bring && !keptByRow), held, left, check.findings());
    String was = base == null ? "" : base.identity();
    String rows = kept ? row.identity() : "";
    long raise = kept ? raise() : 0;
    return Optional.of(new Verdict(state, bring, anew, highest, raise, tally, identity, rows, was));
  }

  /** No id that the same identity handed out on files may be handed out again. */
  private long raise() {
    if (!keptByRow || rowNext == 0 || !same) return 0;
    long next = Math.min(Math.max(handedOutBelow, highest + 1), PreKeyCounters.MOST);
    return next > rowNext ? next : 0;
  }

  /**
   * What was decided about a company.
   *
   * @param bring whether anything of it may be written, but credentials that were newer
   * @param highest pre-key id seen
   * @param raise what the pre-key counters of a row that stays are set to; 0 where it stays whole
   * @param identity of the files' credentials; empty when they do not hold
   * @param rows the identity that the rows have, where they stay and it is started with them
   * @param was the identity that the company had at the fallback; empty when it is not known
   */
  record Verdict(
      CompanyState state,
      boolean bring,
      boolean anew,
      long highest,
      long raise,
      Tally tally,
      String identity,
      String rows,
      String was) {
    /** Whether the files hold the identity that the company had at the fallback, too. */
    boolean owner() {
      return identity.equals(was);
    }

    /** The identity that it would be started with; empty when it must not be. */
    String started() {
      return !state.usable() ? "" : rows.isEmpty() ? identity : rows;
    }

    /** The same, of which nothing may be written. */
    Verdict forbidden(String why) {
      List<String> all = Stream.concat(Stream.of(why), state.findings().stream()).toList();
      CompanyState apart =
          new CompanyState(state.company(), false, state.keys(), state.aside(), all);
      return new Verdict(apart, false, anew, highest, 0, tally, identity, "", was);
    }
  }
}
