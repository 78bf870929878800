/** The {@code mayday} command: one small class per subcommand. */
package dev.mayday.starter;
