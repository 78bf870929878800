package dev.mayday.system;

import dev.mayday.incident.Question;
import dev.mayday.incident.Target;
import java.util.List;

/**
 * A question on its way to people.
 *
 * @param target what it is about
 * @param scenario the scenario
 * @param workflowId where the answer goes
 * @param run the run's id; codes are bound to it
 * @param question the question
 * @param plan the plan's phrases, in order
 * @param people names on this rung
 */
public record Ask(
    Target target,
    String scenario,
    String workflowId,
    String run,
    Question question,
    List<String> plan,
    List<String> people) {}
