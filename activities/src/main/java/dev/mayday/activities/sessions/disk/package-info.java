/** Files that must be right after a power cut: private, synced, exchanged in one step. */
package dev.mayday.activities.sessions.disk;
