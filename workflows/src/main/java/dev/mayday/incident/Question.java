package dev.mayday.incident;

import java.time.Instant;
import java.util.List;

/**
 * A numbered question to people.
 *
 * @param number counts from 1 in each run
 * @param text one sentence that can be answered
 * @param answers the legal answers
 * @param otherwise the answer that counts when nobody gave one in time
 * @param opensAt when it was asked
 * @param closesAt when {@code otherwise} counts
 * @param quorum how many distinct people must give the same answer (a "no" needs one)
 * @param plan hash of the plan that it is about
 * @param reached names of those to whom a channel confirmed delivery
 * @param verified whether only an answer of a verified identity counts; absent in what an earlier
 *     version wrote
 */
public record Question(
    int number,
    String text,
    List<String> answers,
    String otherwise,
    Instant opensAt,
    Instant closesAt,
    int quorum,
    String plan,
    List<String> reached,
    boolean verified) {

  /** A question to which a claimed name may be an answer, as far as is known. */
  public Question(
      int number,
      String text,
      List<String> answers,
      String otherwise,
      Instant opensAt,
      Instant closesAt,
      int quorum,
      String plan,
      List<String> reached) {
    this(number, text, answers, otherwise, opensAt, closesAt, quorum, plan, reached, false);
  }
}
