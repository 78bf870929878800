/**
 * The shape of sessions in files, as Baileys writes and reads them, and what is sound in them; plus
 * the folder format that staged sessions and the warm copy share. Nothing here keeps a company in
 * memory: one key at a time.
 */
package dev.mayday.activities.sessions.format;
