package dev.mayday.worker;

import dev.mayday.activities.postgres.Connections;
import dev.mayday.system.EnvFile;
import dev.mayday.system.Git;
import dev.mayday.system.Pm2;
import dev.mayday.system.Postgres;
import dev.mayday.system.Sessions;

/**
 * What the doctor looks through on a host.
 *
 * @param postgres probes the database
 * @param connections opens connections to it
 * @param sessions knows the copies
 * @param git reads the checkout
 * @param envFile reads the settings
 * @param pm2 reads the process
 */
record HostPorts(
    Postgres postgres,
    Connections connections,
    Sessions sessions,
    Git git,
    EnvFile envFile,
    Pm2 pm2) {}
