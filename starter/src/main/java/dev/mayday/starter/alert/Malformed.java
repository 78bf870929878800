package dev.mayday.starter.alert;

/** A message that cannot be read; the text says where and never repeats what was sent. */
final class Malformed extends Exception {
  private static final long serialVersionUID = 1L;

  Malformed(String what) {
    super(what);
  }
}
