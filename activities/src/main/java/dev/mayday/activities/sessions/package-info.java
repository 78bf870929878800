/** Sessions: read from rows or files, made ready aside, put in the service's place and back. */
package dev.mayday.activities.sessions;
