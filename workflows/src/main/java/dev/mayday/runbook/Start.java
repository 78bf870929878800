package dev.mayday.runbook;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import dev.mayday.incident.Target;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;

/**
 * The input of every scenario. It is lenient on purpose: whatever JSON a person typed into the
 * start form must reach {@code run}, where it is judged; an input that does not deserialize would
 * leave a workflow that fails for ever and says nothing.
 *
 * @param environment for example {@code production}
 * @param service for example {@code whatsapp}
 * @param rehearse true stops after the rehearsal, which changes nothing
 * @param by who starts it; empty is an unknown starter
 * @param detectedAt ISO-8601 instant at which the emergency began; empty means now
 * @param why one line for the report
 * @param began what an alert said of its start, where {@code detectedAt} is not just that; not
 *     written where it is empty, since a worker of the previous release knows no such key
 * @param wrong what could not be understood
 */
public record Start(
    String environment,
    String service,
    boolean rehearse,
    String by,
    String detectedAt,
    String why,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) String began,
    @JsonIgnore List<String> wrong) {
  private static final Set<String> KEYS =
      Set.of("environment", "service", "rehearse", "by", "detectedAt", "why", "began");

  /** The hint that shows the right form. */
  public static final String RIGHT_FORM =
      "\nHINT: the input looks like " + form(new Target("production", "whatsapp"));

  /** The least input for a service, as one types it. */
  static String form(Target target) {
    return "{\"environment\": \"%s\", \"service\": \"%s\"}"
        .formatted(target.environment(), target.service());
  }

  /** A start by code. */
  public Start(Target target, boolean rehearse, String by, Instant detectedAt, String why) {
    this(target, rehearse, by, detectedAt, why, "");
  }

  /** A start by an incident, with what its alert said of the beginning. */
  public Start(
      Target target, boolean rehearse, String by, Instant detectedAt, String why, String began) {
    this(
        target.environment(),
        target.service(),
        rehearse,
        by,
        detectedAt == null ? "" : detectedAt.toString(),
        why,
        began,
        List.of());
  }

  /** Reads any JSON and keeps what is wrong with it as sentences. */
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  static Start of(JsonNode json) {
    List<String> wrong = new ArrayList<>();
    if (json == null || !json.isObject()) wrong.add("the input is not a JSON object");
    else unknownKeys(json, wrong);
    return new Start(
        text(json, "environment", wrong),
        text(json, "service", wrong),
        flag(json, wrong),
        text(json, "by", wrong),
        text(json, "detectedAt", wrong),
        text(json, "why", wrong),
        text(json, "began", wrong),
        wrong);
  }

  /**
   * What this run works on.
   *
   * @throws IllegalArgumentException with everything that is wrong and the right form
   */
  public Target target() {
    if (!wrong.isEmpty()) throw new IllegalArgumentException(String.join("; ", wrong) + RIGHT_FORM);
    return new Target(environment, service);
  }

  /** When the emergency began, or {@code otherwise} when nobody said. */
  Instant detected(Instant otherwise) {
    if (detectedAt.isEmpty()) return otherwise;
    Instant said = instant(detectedAt);
    return said == null || said.isAfter(otherwise) ? otherwise : said;
  }

  private static void unknownKeys(JsonNode json, List<String> wrong) {
    for (Iterator<String> names = json.fieldNames(); names.hasNext(); ) {
      String name = names.next();
      if (!KEYS.contains(name)) wrong.add("unknown key \"" + name + "\"");
    }
  }

  private static String text(JsonNode json, String key, List<String> wrong) {
    JsonNode value = json == null ? null : json.get(key);
    if (value == null || value.isNull()) return "";
    if (!value.isTextual()) wrong.add(key + " is not a text");
    else if (key.equals("detectedAt")
        && !value.asText().isEmpty()
        && instant(value.asText()) == null)
      wrong.add("detectedAt is not a time like 2026-03-14T02:17:31Z");
    return value.asText();
  }

  private static boolean flag(JsonNode json, List<String> wrong) {
    JsonNode value = json == null ? null : json.get("rehearse");
    if (value != null && !value.isNull() && !value.isBoolean())
      wrong.add("rehearse is not true or false");
    return value != null && value.asBoolean();
  }

  private static Instant instant(String text) {
    try {
      return Instant.parse(text);
    } catch (DateTimeParseException notAnInstant) {
      return null;
    }
  }
}
