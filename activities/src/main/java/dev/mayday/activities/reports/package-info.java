/** Finished journals as files for people and for programs. */
package dev.mayday.activities.reports;
