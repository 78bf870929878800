package dev.mayday.sandbox.demo;

/** When in a recovery a fault strikes. */
enum FaultPhase {
  /** The world is so when the recovery begins. */
  CONFIRM("confirm"),
  PREPARE("prepare"),
  REHEARSE("rehearse"),
  /** While people are asked. */
  APPROVE("approve"),
  /** Within the changes that can be undone. */
  RECOVER("recover, before the seal"),
  /** The last change before the seal is about to be made. */
  SETTINGS("recover, at the settings"),
  SEALED("recover, after the seal"),
  VERIFY("verify"),
  AFTERCARE("aftercare");

  private final String words;

  FaultPhase(String words) {
    this.words = words;
  }

  /** Whether the plan was approved and is being carried out. */
  boolean planned() {
    return compareTo(APPROVE) > 0;
  }

  boolean sealed() {
    return compareTo(SEALED) >= 0;
  }

  @Override
  public String toString() {
    return words;
  }
}
