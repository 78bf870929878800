package dev.mayday.activities.estate;

import java.time.Duration;

/**
 * Who watches Mayday: a service elsewhere that calls people when its pings stop.
 *
 * @param url reference to the address that is pinged; such an address holds a token
 * @param every how often
 */
public record DeadMan(String url, Duration every) {}
