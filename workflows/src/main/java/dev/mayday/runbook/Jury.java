package dev.mayday.runbook;

import dev.mayday.incident.Question;
import dev.mayday.incident.Ruling;
import dev.mayday.system.Approvers;
import dev.mayday.system.Identity;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowLock;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/** Says whose answer counts, and why not. Every ruling stays on record. */
final class Jury {
  private static final Set<String> APPROVING = Set.of("yes", "go on");
  private static final int MOST_RULINGS = 500;
  private final Run run;
  private final Credentials credentials;
  private final List<Ruling> rulings = new ArrayList<>();
  private final Set<String> inFavour = new LinkedHashSet<>();
  private final WorkflowLock oneByOne = Workflow.newWorkflowLock();
  private int favouring;

  Jury(Run run, Approvers approvers) {
    this.run = run;
    credentials = new Credentials(run, approvers);
  }

  /** Rules on a decision; the open question, or null, may change while a code is checked. */
  Ruling rule(Decision decision, Supplier<Question> open) {
    oneByOne.lock();
    try {
      Question about = open.get();
      Checked code = credentials.check(decision, about, unfit(decision, about) == null);
      Decision said = decision.by(code.who().by());
      return record(said, code, against(said, open.get(), code));
    } finally {
      oneByOne.unlock();
    }
  }

  /**
   * The answer that is reached now, or null while the quorum is not. The first legal answer needs
   * it.
   */
  String closed(Question about, Ruling said, boolean breakGlass) {
    if (!said.answer().equals(about.answers().get(0)) || breakGlass) return said.answer();
    if (favouring != about.number()) inFavour.clear();
    favouring = about.number();
    inFavour.add(said.by());
    return inFavour.size() >= about.quorum() ? said.answer() : null;
  }

  /** Why a decision cannot count whoever gave it, or null. */
  String unfit(Decision decision, Question about) {
    if (about == null) return "no question is open";
    if (decision.question() != about.number())
      return "question " + decision.question() + " is not open; open is question " + about.number();
    if (!about.answers().contains(decision.answer()))
      return "\""
          + decision.answer()
          + "\" is no legal answer; legal are "
          + String.join(", ", about.answers());
    if (decision.by().isEmpty() && !credentials.name(decision))
      return "it does not say who answers";
    return decision.breakGlass() && decision.reason().isEmpty()
        ? "break-glass needs a reason"
        : null;
  }

  List<Ruling> rulings() {
    return List.copyOf(rulings);
  }

  /** What everybody is to know about codes that were guessed; empty when nothing. */
  String alarm() {
    return credentials.alarm();
  }

  private String against(Decision decision, Question about, Checked code) {
    String unfit = unfit(decision, about);
    if (unfit != null) return unfit;
    boolean verified = code.verified();
    if (!verified && !code.against().isEmpty()) return code.against();
    if (!verified && !run.policy().claimedCounts())
      return "a name without a checked code does not count here";
    if (run.service.ladder().stream().noneMatch(rung -> rung.people().contains(decision.by())))
      return decision.by() + " is not on the ladder";
    boolean approving = APPROVING.contains(decision.answer());
    if (approving
        && !decision.breakGlass()
        && !run.policy().selfApproval()
        && self(decision, verified)) return "nobody approves their own recovery";
    return null;
  }

  /** An unknown starter is taken for whoever only claims a name. */
  private boolean self(Decision decision, boolean verified) {
    String starter = run.startedBy();
    return starter.isEmpty() ? !verified : starter.equals(decision.by());
  }

  private Ruling record(Decision decision, Checked code, String against) {
    String how =
        identity(code.who()) + (decision.breakGlass() ? ", BREAK-GLASS: " + decision.reason() : "");
    String by = decision.by().isEmpty() ? "somebody" : decision.by();
    Ruling ruling =
        new Ruling(
            Journal.now(),
            decision.question(),
            by,
            decision.answer(),
            code.verified(),
            against == null,
            against == null ? how : against,
            code.who().how());
    if (rulings.size() < MOST_RULINGS || against == null) rulings.add(ruling);
    run.journal.note(
        "decision",
        by + " says " + decision.answer() + " to question " + decision.question(),
        against == null ? "counted, " + how : "not counted: " + against);
    return ruling;
  }

  /** The personal token is the usual way: it is not said. */
  private static String identity(Identity who) {
    if (!who.proven()) return "claimed";
    return who.how().equals(Identity.TOKEN) ? "verified" : "verified by " + who.how();
  }
}
