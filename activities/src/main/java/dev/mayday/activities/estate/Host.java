package dev.mayday.activities.estate;

/**
 * A machine that services live on.
 *
 * @param fingerprint what its worker must prove, empty when no proof is asked
 * @param node the Node program there
 * @param pm2 PM2's own script there
 * @param git the git program there
 */
public record Host(String fingerprint, String node, String pm2, String git) {}
