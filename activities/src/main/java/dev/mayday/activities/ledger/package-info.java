/** Append-only files of JSON lines, for what must not be lost and may not be changed. */
package dev.mayday.activities.ledger;
