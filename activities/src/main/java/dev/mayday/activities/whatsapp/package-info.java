/** The service's connection to WhatsApp, seen through its own API and log. */
package dev.mayday.activities.whatsapp;
