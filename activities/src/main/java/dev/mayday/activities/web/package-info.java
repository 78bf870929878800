/** HTTP as Mayday does it: one attempt, a deadline, and an honest word on what was sent. */
package dev.mayday.activities.web;
