/** The front desk: alerts come in over HTTP and are answered once they are in Temporal. */
package dev.mayday.starter.alert;
