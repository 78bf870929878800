package dev.mayday.starter.alert;

import java.time.Instant;
import java.util.function.UnaryOperator;

/**
 * One message as it came, before anybody believed it.
 *
 * @param header gives a header's value by its name in any case, or null
 * @param body the raw bytes
 * @param at when it came
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Post(UnaryOperator<String> header, byte[] body, Instant at) {
  /** The header's value, empty when it is missing. */
  String said(String name) {
    String value = header.apply(name);
    return value == null ? "" : value.strip();
  }
}
