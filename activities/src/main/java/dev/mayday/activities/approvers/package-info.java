/** Asks people and checks who answered. */
package dev.mayday.activities.approvers;
