/** Who else lives off the checkout, the settings and the database of a service. */
package dev.mayday.activities.neighbours;
