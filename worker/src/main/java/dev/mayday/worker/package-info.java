/** The process that carries recoveries out: connection, wiring, workers, metrics, doctor. */
package dev.mayday.worker;
