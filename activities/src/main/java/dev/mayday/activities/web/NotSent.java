package dev.mayday.activities.web;

import java.io.IOException;

/** The request never left this machine: not one byte of it was written to a connection. */
public final class NotSent extends IOException {
  private static final long serialVersionUID = 1L;

  NotSent(String why) {
    super(why);
  }
}
