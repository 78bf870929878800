/** {@code mayday bench}: what is said about speed, measured; see {@code docs/benchmarks.md}. */
package dev.mayday.sandbox.bench;
