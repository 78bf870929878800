package dev.mayday.starter.alert;

import dev.mayday.incident.Alert;
import dev.mayday.incident.Target;
import java.util.Optional;

/**
 * An alert and what it is about.
 *
 * @param target the service; empty when its labels lead to none that is configured
 */
record Reading(Alert alert, Optional<Target> target) {}
