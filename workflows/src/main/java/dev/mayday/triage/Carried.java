package dev.mayday.triage;

import dev.mayday.incident.Alert;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What an incident takes along when it continues as new.
 *
 * @param openedAt when it was opened first
 * @param alerts the last word of every alert that matters still
 * @param recovery run id of the recovery under way, or empty
 * @param scenario its scenario, or empty
 * @param quietUntil before this Mayday does not act on its own
 * @param watchUntil until this a firing alert is a relapse
 * @param endedAt when the last recovery ended; null when there was none
 * @param wellAt when Mayday last saw the service well; null when it never did
 * @param pending whether there is something that nobody acted on
 * @param declined whether the last recovery was declined: the next alert asks again, a repeat too
 * @param notes the last sentences
 * @param lastWord when a sender spoke last
 * @param said what people were told and need not be told again
 */
public record Carried(
    Instant openedAt,
    List<Alert> alerts,
    String recovery,
    String scenario,
    Instant quietUntil,
    Instant watchUntil,
    Instant endedAt,
    Instant wellAt,
    boolean pending,
    boolean declined,
    List<String> notes,
    Instant lastWord,
    Map<String, String> said) {}
