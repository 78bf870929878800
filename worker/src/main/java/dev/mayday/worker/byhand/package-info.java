/** Runbooks as people carry them out when Mayday or Temporal is down, with a server's own names. */
package dev.mayday.worker.byhand;
