/** Incidents and recoveries, as the Temporal service carries them. */
package dev.mayday.activities.incidents;
