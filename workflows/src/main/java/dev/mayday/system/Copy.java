package dev.mayday.system;

import java.time.Instant;
import java.util.List;

/**
 * One generation of the warm copy.
 *
 * @param name the generation's name
 * @param snapshot the moment of the database snapshot that it holds
 * @param keys how many keys
 * @param fetched how many rows had changed and were fetched
 * @param dropped how many had vanished
 * @param companies by company
 */
public record Copy(
    String name,
    Instant snapshot,
    long keys,
    long fetched,
    long dropped,
    List<CompanyState> companies) {}
