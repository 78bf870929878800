package dev.mayday.system;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Declares how a port's method may be repeated and how long it may take. The arc reads it. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Effect {
  /** How the method bears repetition. */
  Kind value();

  /** How long one attempt may take. */
  Pace pace() default Pace.QUICK;

  /**
   * Whether a failed attempt is made again at once; false where a schedule makes it again anyway.
   */
  boolean again() default true;

  /** How a method bears repetition. */
  enum Kind {
    /** Changes nothing. */
    READ,
    /** Doing it twice is the same as doing it once. */
    REPEATABLE,
    /** A second attempt finds what the first did and takes it for its own (read, act, verify). */
    ADOPTABLE,
    /** Must not be tried twice; after a failure a person decides. */
    ONCE
  }

  /** How long one attempt may take. */
  enum Pace {
    /** Seconds. */
    QUICK,
    /**
     * Minutes: waits for something to settle, as long as the configuration says (30 min at most).
     */
    SETTLING,
    /** As long as the data is large; heartbeats a cursor and resumes from it. */
    LONG
  }
}
