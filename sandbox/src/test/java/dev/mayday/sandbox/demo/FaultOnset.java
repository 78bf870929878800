package dev.mayday.sandbox.demo;

/** When a fault strikes a run that has no phases: of the warm copy, or of an incident. */
enum FaultOnset {
  /** The world is so when the run begins. */
  BEFORE("before it begins"),
  /** The run stands right before the step that it is there for. */
  WITHIN("within it");

  private final String words;

  FaultOnset(String words) {
    this.words = words;
  }

  @Override
  public String toString() {
    return words;
  }
}
