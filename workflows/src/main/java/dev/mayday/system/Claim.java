package dev.mayday.system;

/**
 * A decision's code, to be checked.
 *
 * @param run the run's id
 * @param question the question's number
 * @param plan the plan's hash
 * @param by the person's name; may be empty where the code is a one-time code
 * @param answer the answer
 * @param breakGlass whether the answer claims to override quorum and self-approval; a code for the
 *     plain answer proves no such thing
 * @param code the code as it came
 */
public record Claim(
    String run,
    int question,
    String plan,
    String by,
    String answer,
    boolean breakGlass,
    String code) {}
