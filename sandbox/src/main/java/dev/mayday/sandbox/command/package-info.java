/**
 * The whole {@code mayday} command, above the demo, the benchmarks and the sandbox that it offers.
 */
package dev.mayday.sandbox.command;
