/** What Mayday asks of the Temporal service itself. */
package dev.mayday.activities.temporal;
