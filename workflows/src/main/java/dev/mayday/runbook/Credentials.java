package dev.mayday.runbook;

import dev.mayday.incident.Question;
import dev.mayday.system.Approvers;
import dev.mayday.system.Claim;
import dev.mayday.system.Identity;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Has codes checked. A one-time code is short, so wrong ones are counted for each person and
 * question, in the run itself: the count outlives every worker. One that was right is spent,
 * whatever came of the answer and whatever name stands beside it, since it stands in the history
 * from then on: so its owner is looked for without the name. Codes that are too long to be guessed
 * are neither counted nor spent: nobody can be kept from answering with them.
 */
final class Credentials {
  private static final String WRONG = "the code is not right";
  private final Run run;
  private final Approvers approvers;
  private final Map<String, Integer> wrong = new HashMap<>();
  private final Set<String> spent = new HashSet<>();
  private int question;
  private String alarm = "";

  Credentials(Run run, Approvers approvers) {
    this.run = run;
    this.approvers = approvers;
  }

  /** Whether a decision may leave its name to its code. */
  boolean name(Decision decision) {
    return limit() > 0 && decision.guessable();
  }

  /**
   * Has a decision's code checked.
   *
   * @param fit whether the decision could count, but for its code
   */
  Checked check(Decision decision, Question about, boolean fit) {
    if (decision.code().isEmpty() || about == null) return Checked.NO_CODE;
    if (limit() == 0) return fit ? verified(decision, about) : Checked.NO_CODE;
    boolean elsewhere = decision.question() != about.number();
    if (elsewhere && name(decision)) spendElsewhere(decision, about);
    if (elsewhere) return Checked.NO_CODE;
    return name(decision) ? oneTime(decision, about) : identified(decision, about);
  }

  /** A slip in the question's number; runs that began before arc 4 did not look. */
  private void spendElsewhere(Decision decision, Question about) {
    if (run.arc < 4) return;
    begin(about);
    if (left("") > 0) spend(decision, about);
  }

  /** What everybody is to know since it was asked for last; empty when nothing. */
  String alarm() {
    String now = alarm;
    alarm = "";
    return now;
  }

  private int limit() {
    return run.service == null ? 0 : run.policy().codeAttempts();
  }

  private Checked oneTime(Decision decision, Question about) {
    begin(about);
    if (left(decision.by()) <= 0) return shut(decision, about);
    Checked checked = identified(nameless(decision), about);
    if (!checked.verified()) return counted(decision.by(), checked);
    String who = checked.who().by();
    boolean unused = spent.add(who);
    if (!decision.by().isEmpty() && !decision.by().equals(who)) return misnamed(decision.by());
    if (left(who) <= 0) return Checked.not(closed());
    return unused ? checked : Checked.not("this one-time code was used already" + others());
  }

  /** Whose name is closed may stand beside a code that is not: runs since arc 4 spend that. */
  private Checked shut(Decision decision, Question about) {
    if (run.arc >= 4 && left("") > 0) spend(decision, about);
    return Checked.not(closed());
  }

  private void spend(Decision decision, Question about) {
    Checked checked = identified(nameless(decision), about);
    if (checked.verified()) spent.add(checked.who().by());
  }

  private static Decision nameless(Decision decision) {
    return new Decision(
        decision.question(),
        decision.answer(),
        "",
        decision.code(),
        decision.reason(),
        decision.breakGlass());
  }

  private Checked misnamed(String by) {
    Checked counted = counted(by, Checked.not(WRONG));
    return Checked.not(counted.against() + "; it is another person's, and spent now");
  }

  /** Each question has codes of its own, so each begins with none tried. */
  private void begin(Question about) {
    if (question == about.number()) return;
    question = about.number();
    wrong.clear();
    spent.clear();
  }

  /** A wrong code without a name may have been meant for anybody's. */
  private int left(String who) {
    int nameless = wrong.getOrDefault("", 0);
    int named = who.isEmpty() ? 0 : wrong.getOrDefault(who, 0);
    return limit() - nameless - named;
  }

  private Checked counted(String who, Checked checked) {
    if (!checked.against().equals(WRONG)) return checked;
    wrong.merge(who, 1, Integer::sum);
    if (left(who) > 0) return checked;
    alarm = limit() + " wrong ones for question " + question + whose(who) + ": " + closed();
    return Checked.not(WRONG + "; " + closed());
  }

  private static String whose(String who) {
    return who.isEmpty() ? ", without a name" : " in the name of " + who;
  }

  private static String closed() {
    return "no more one-time codes are taken for this question after so many wrong ones" + others();
  }

  private static String others() {
    return "; a personal token (mayday decide --token-file) and a button still count";
  }

  private Checked identified(Decision decision, Question about) {
    try {
      Identity who =
          run.ports.saying("whose code is it?", () -> approvers.identify(claim(decision, about)));
      return who.proven() ? new Checked(who, "") : Checked.not(WRONG);
    } catch (RuntimeException unchecked) {
      note(decision, unchecked);
      return Checked.not("the code could not be checked");
    }
  }

  private Checked verified(Decision decision, Question about) {
    try {
      boolean right =
          run.ports.saying(
              "check the code of " + decision.by(), () -> approvers.verify(claim(decision, about)));
      return right
          ? new Checked(new Identity(decision.by(), Identity.TOKEN), "")
          : Checked.not(WRONG);
    } catch (RuntimeException unchecked) {
      note(decision, unchecked);
      return Checked.not(WRONG);
    }
  }

  private void note(Decision decision, RuntimeException unchecked) {
    String whose = decision.by().isEmpty() ? "somebody" : decision.by();
    run.journal.note(
        "decision", "the code of " + whose, Trouble.of(unchecked, "control").sentence());
  }

  private Claim claim(Decision decision, Question about) {
    return new Claim(
        run.id,
        about.number(),
        about.plan(),
        decision.by(),
        decision.answer(),
        decision.breakGlass(),
        decision.code());
  }
}
