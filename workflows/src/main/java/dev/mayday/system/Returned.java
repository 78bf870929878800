package dev.mayday.system;

import java.time.Instant;
import java.util.List;

/**
 * What a return of sessions from files to the database would do, or did.
 *
 * @param inserted keys that only the files have
 * @param updated keys that are newer in the files
 * @param deleted keys that the service removed while on files
 * @param unchanged keys that are equal by parsed JSON
 * @param conflicts rows that changed in the database while the service was on files; they are kept
 *     as they are, and named here ({@code company/type/id}, ids hashed)
 * @param companies by company, with credentials checked by meaning
 * @param firstWrite the earliest write on files that counts, null when there was none
 * @param lastWrite the latest
 */
public record Returned(
    long inserted,
    long updated,
    long deleted,
    long unchanged,
    List<String> conflicts,
    List<CompanyState> companies,
    Instant firstWrite,
    Instant lastWrite) {}
