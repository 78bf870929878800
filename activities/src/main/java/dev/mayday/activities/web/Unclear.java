package dev.mayday.activities.web;

import java.io.IOException;

/** The request was written, at least in part, and no whole answer came back. */
public final class Unclear extends IOException {
  private static final long serialVersionUID = 1L;

  Unclear(String why) {
    super(why);
  }
}
