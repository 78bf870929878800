package dev.mayday.activities.estate;

import java.time.Duration;
import java.util.List;

/**
 * The alert desk.
 *
 * @param listen where it listens
 * @param maxBody bytes of the largest body that is read
 * @param replayWindow how far a signed message's time may be from now
 * @param sources who may send alerts
 */
public record Desk(Listen listen, long maxBody, Duration replayWindow, List<AlertSource> sources) {}
