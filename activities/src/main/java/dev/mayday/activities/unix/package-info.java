/** Unix users of this host, and what each may do. */
package dev.mayday.activities.unix;
