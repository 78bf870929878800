package dev.mayday.sandbox.demo;

import java.util.List;
import java.util.Set;

/**
 * What must not be whatever breaks, and in which cells the fault itself does it: it spoils what the
 * service reads of company 1, the service tries to log in with that, and WhatsApp refuses. That is
 * let pass only while the fault is there.
 */
final class Refusals {
  static final String REFUSED = "WhatsApp has refused nothing";
  static final String LOST = "no acknowledged message is missing in the store";

  /** What nobody may lose whatever breaks. */
  static final List<String> NEVER = List.of(REFUSED, LOST);

  /** Those in which WhatsApp may refuse: a service that reads the database reads spoilt rows. */
  static final Set<String> BY_THE_FAULT =
      Set.of(
          "FallBackToFiles, credentials-swapped, confirm",
          "ReturnToPostgres, credentials-swapped, recover, at the settings",
          "ReturnToPostgres, credentials-swapped, recover, after the seal",
          "ReturnToPostgres, credentials-swapped, verify",
          "FallBackToFiles, rows-deleted, confirm",
          "ReturnToPostgres, rows-deleted, recover, at the settings",
          "ReturnToPostgres, rows-deleted, recover, after the seal",
          "ReturnToPostgres, rows-deleted, verify",
          "ReturnToPostgres, rows-deleted, aftercare");

  private Refusals() {}

  /** What the fault of this cell does by itself. */
  static Set<String> in(FaultCell cell) {
    return BY_THE_FAULT.contains(cell.toString()) ? Set.of(REFUSED) : Set.of();
  }
}
