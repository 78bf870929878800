package dev.mayday.runbook;

import dev.mayday.incident.Question;
import dev.mayday.incident.Ruling;
import dev.mayday.system.Approvers;
import dev.mayday.system.Claim;
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
  private final Approvers approvers;
  private final List<Ruling> rulings = new ArrayList<>();
  private final Set<String> inFavour = new LinkedHashSet<>();
  private final WorkflowLock oneByOne = Workflow.newWorkflowLock();
  private int favouring;

  Jury(Run run, Approvers approvers) {
    this.run = run;
    this.approvers = approvers;
  }

  /** Rules on a decision; the open question, or null, may change while a code is checked. */
  Ruling rule(Decision decision, Supplier<Question> open) {
    oneByOne.lock();
    try {
      Question about = open.get();
      boolean verified = unfit(decision, about) == null && proven(decision, about);
      String against = against(decision, open.get(), verified);
      return record(decision, verified, against);
    } finally {
      oneByOne.unlock();
    }
  }

  /**
   * The answer that is reached now, or null while the quorum is not. The first legal answer needs
   * it.
   */
  String closed(Question about, Decision decision) {
    if (!decision.answer().equals(about.answers().get(0)) || decision.breakGlass())
      return decision.answer();
    if (favouring != about.number()) inFavour.clear();
    favouring = about.number();
    inFavour.add(decision.by());
    return inFavour.size() >= about.quorum() ? decision.answer() : null;
  }

  /** Why a decision cannot count whoever gave it, or null. */
  static String unfit(Decision decision, Question about) {
    if (about == null) return "no question is open";
    if (decision.question() != about.number())
      return "question " + decision.question() + " is not open; open is question " + about.number();
    if (!about.answers().contains(decision.answer()))
      return "\""
          + decision.answer()
          + "\" is no legal answer; legal are "
          + String.join(", ", about.answers());
    if (decision.by().isEmpty()) return "it does not say who answers";
    return decision.breakGlass() && decision.reason().isEmpty()
        ? "break-glass needs a reason"
        : null;
  }

  List<Ruling> rulings() {
    return List.copyOf(rulings);
  }

  private boolean proven(Decision decision, Question about) {
    if (decision.code().isEmpty()) return false;
    Claim claim =
        new Claim(
            run.id,
            about.number(),
            about.plan(),
            decision.by(),
            decision.answer(),
            decision.breakGlass(),
            decision.code());
    try {
      return run.ports.saying("check the code of " + decision.by(), () -> approvers.verify(claim));
    } catch (RuntimeException unchecked) {
      run.journal.note(
          "decision", "the code of " + decision.by(), Trouble.of(unchecked, "control").sentence());
      return false;
    }
  }

  private String against(Decision decision, Question about, boolean verified) {
    String unfit = unfit(decision, about);
    if (unfit != null) return unfit;
    if (!decision.code().isEmpty() && !verified) return "the code is not right";
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

  private Ruling record(Decision decision, boolean verified, String against) {
    String how =
        (verified ? "verified" : "claimed")
            + (decision.breakGlass() ? ", BREAK-GLASS: " + decision.reason() : "");
    Ruling ruling =
        new Ruling(
            Journal.now(),
            decision.question(),
            decision.by(),
            decision.answer(),
            verified,
            against == null,
            against == null ? how : against);
    if (rulings.size() < MOST_RULINGS || against == null) rulings.add(ruling);
    run.journal.note(
        "decision",
        decision.by() + " says " + decision.answer() + " to question " + decision.question(),
        against == null ? "counted, " + how : "not counted: " + against);
    return ruling;
  }
}
