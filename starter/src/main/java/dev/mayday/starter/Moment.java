package dev.mayday.starter;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a time that a person typed, and says what one looks like. */
final class Moment implements ITypeConverter<Instant> {
  @Override
  public Instant convert(String text) {
    try {
      return Instant.parse(text);
    } catch (DateTimeParseException noTime) {
      throw new TypeConversionException(
          "\"" + text + "\" is not a time\nHINT: write it in UTC, like 2026-03-14T02:17:31Z");
    }
  }
}
