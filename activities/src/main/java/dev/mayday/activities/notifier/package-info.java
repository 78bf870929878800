/** Tells people by the channels that are configured for each of them. */
package dev.mayday.activities.notifier;
