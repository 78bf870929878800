/** The configuration: mayday.yaml as checked records, and the port that reads it. */
package dev.mayday.activities.estate;
