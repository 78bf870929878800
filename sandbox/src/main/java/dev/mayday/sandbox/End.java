package dev.mayday.sandbox;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * Ends every process of a sandbox; its folder stays, for a look at what happened, but for what lay
 * on a small disk.
 */
record End(World world, Programs programs) {
  /** Harmless twice, and where the sandbox has risen only in part. */
  void run() {
    Cluster cluster = new Cluster(world, programs);
    if (Files.isDirectory(Path.of(world.pm2Home()))) new ServiceProcess(world, programs).end();
    new Daemon("holder", world).stop();
    new Relay(world, programs).stop();
    new WhatsAppSide(world, programs).stop();
    cluster.end();
    new FullDisk(world, cluster).unmount();
    new SmallDisk(Path.of(world.checkout())).unmount();
    Stream.of(world.cluster(), world.pm2Home())
        .map(Path::of)
        .filter(path -> !path.startsWith(world.folder()))
        .forEach(Private::delete);
  }
}
