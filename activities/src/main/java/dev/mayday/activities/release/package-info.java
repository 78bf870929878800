/** Whether the code that a tag names would start, seen without starting it. */
package dev.mayday.activities.release;
