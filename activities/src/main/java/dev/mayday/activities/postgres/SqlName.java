package dev.mayday.activities.postgres;

import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * Names from the configuration as SQL: quoted, so that capitals stay as they are and nothing in a
 * name is anything but a name.
 */
public final class SqlName {
  private SqlName() {}

  /** One name: a column's or a schema's. */
  public static String of(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }

  /** A table's name; a dot parts schema and table. */
  public static String ofTable(String name) {
    return Arrays.stream(name.split("\\.", 2)).map(SqlName::of).collect(Collectors.joining("."));
  }

  /** A text. */
  public static String literal(String text) {
    return "'" + text.replace("'", "''") + "'";
  }
}
