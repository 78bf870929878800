/** The bot API of Telegram. */
package dev.mayday.activities.telegram;
