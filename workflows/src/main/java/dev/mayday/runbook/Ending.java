package dev.mayday.runbook;

import dev.mayday.incident.Outcome;

/** How the arc ended: with which outcome, and the one sentence why. */
record Ending(Outcome outcome, String why) {}
