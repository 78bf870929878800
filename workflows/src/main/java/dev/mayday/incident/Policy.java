package dev.mayday.incident;

import java.time.Duration;

/**
 * How one scenario may act on one service.
 *
 * @param approval whether people are asked before the first change
 * @param quorum how many distinct people must say yes
 * @param claimedCounts whether a decision without a checked code counts (never by default in
 *     production)
 * @param selfApproval whether the one who started the recovery may approve it
 * @param approveWithin unanswered after this long: DECLINED
 * @param decideWithin how long a blocked step waits for a person before its default
 * @param rto the budget of the whole recovery, from the alert's own start
 * @param rpo how much may be lost
 * @param confirmWithin budget of each of the phases confirm, prepare and rehearse
 * @param recoverWithin budget of the phase recover
 * @param verifyWithin budget of the phase verify
 * @param warnAt share of the budget after which a warning goes out, between 0 and 1
 * @param coolDown after a recovery the incident does not act on its own again for this long
 * @param watchFor how long the incident watches for a relapse after a recovery
 * @param codeAttempts how many wrong one-time codes are taken from one person for one question; 0
 *     where no one-time codes are sent, as in every run that began before there were any
 */
public record Policy(
    Approval approval,
    int quorum,
    boolean claimedCounts,
    boolean selfApproval,
    Duration approveWithin,
    Duration decideWithin,
    Duration rto,
    Duration rpo,
    Duration confirmWithin,
    Duration recoverWithin,
    Duration verifyWithin,
    double warnAt,
    Duration coolDown,
    Duration watchFor,
    int codeAttempts) {

  /** Whether people are asked. */
  public enum Approval {
    REQUIRED,
    AUTOMATIC
  }
}
