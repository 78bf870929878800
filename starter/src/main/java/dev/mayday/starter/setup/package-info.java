/**
 * Looks at a server that exists, without changing it, and drafts what Mayday needs to know of it.
 */
package dev.mayday.starter.setup;
