package dev.mayday.activities.sessions.format;

/**
 * The last line; without it a manifest is not complete.
 *
 * @param companies how many companies
 * @param keys how many keys in all, those aside included
 * @param sha256 of all bytes before this line
 */
public record ManifestEnd(int companies, long keys, String sha256) {}
