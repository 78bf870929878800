/** Moments as other programs write them. */
package dev.mayday.activities.moment;
