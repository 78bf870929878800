package dev.mayday.doctor;

import io.temporal.workflow.SignalMethod;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;

/**
 * Keeps the last examination of one place by the doctor, where everybody who reaches Temporal can
 * read it: in the memo, so that it can be read while no worker is up. Its id is {@link
 * Examined#id(String)}. It changes nothing and ends never: each examination takes the place of the
 * one before.
 */
@WorkflowInterface
public interface LastExamined {
  /** Name of the memo's field that holds the {@link Examined}. */
  String MEMO = "examined";

  /** Holds until the next one comes, and goes on with that. */
  @WorkflowMethod
  void run(Examined last);

  /** The next examination of the same place. */
  @SignalMethod(description = "The next examination; the doctor's workers send it")
  void next(Examined next);
}
