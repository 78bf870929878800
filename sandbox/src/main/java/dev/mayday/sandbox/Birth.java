package dev.mayday.sandbox;

import dev.mayday.system.Refused;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Raises what a sandbox consists of, in order.
 *
 * @param smallDisk whether the checkout stands on a small disk of its own, which can be filled
 */
record Birth(World world, Programs programs, boolean smallDisk) {
  private static final long SMALL = 64L << 20;

  void run() {
    world.save();
    for (String name : List.of("logs", "pids", "whatsapp"))
      Private.folder(world.path(name), "rwx------");
    Cache.unpack("machinery", world.path("machinery"));
    Cache.unpack("production", world.path("production"));
    if (smallDisk)
      new SmallDisk(Private.folder(Path.of(world.checkout()), "rwxr-xr-x")).mount(SMALL);
    Cluster cluster = new Cluster(world, programs);
    CompletableFuture<Void> code = CompletableFuture.runAsync(this::code);
    cluster.create();
    fill(cluster);
    code.join();
    new Configuration(world).create();
    new Faults(world, programs).healHost();
    new Relay(world, programs).start();
    new WhatsAppSide(world, programs).start();
    new ServiceProcess(world, programs).start();
    new ServiceProcess(world, programs).save();
  }

  private void code() {
    Path source = world.path("production");
    new Repository(world, programs)
        .create(source, Cache.modules(source.resolve("common"), programs));
  }

  private void fill(Cluster cluster) {
    cluster.sql("postgres", "CREATE DATABASE " + world.database());
    cluster.sql(
        "CREATE ROLE %s LOGIN PASSWORD '%s'"
            .formatted(world.user(), Awkward.inSql(world.password())));
    cluster.sql(text(world.path("machinery/schema.sql")));
    make(cluster);
    cluster.sql(
        "\\copy whatsapp_auth (company_id, creds, updated_at) FROM '"
            + world.path("whatsapp/auth.copy")
            + "'");
    cluster.sql(
        ("ALTER TABLE whatsapp_auth OWNER TO %1$s; ALTER TABLE whatsapp_keys OWNER TO %1$s;"
                + " GRANT CREATE ON SCHEMA public TO %1$s; ANALYZE")
            .formatted(world.user()));
  }

  /** The maker's rows go straight into COPY: nothing is held whole. */
  private void make(Cluster cluster) {
    Exec exec = Exec.in(Path.of(world.folder())).with(cluster.environment());
    List<String> maker =
        List.of(
            programs.node().toString(),
            world.path("machinery/make.js").toString(),
            world.path("whatsapp").toString(),
            Integer.toString(world.companies()),
            Integer.toString(world.keys()));
    List<String> copy =
        List.of(
            programs.pg("psql"),
            "--no-psqlrc",
            "--quiet",
            "--set",
            "ON_ERROR_STOP=1",
            "--dbname",
            world.database(),
            "--command",
            "\\copy whatsapp_keys (company_id, key_type, key_id, key_data, updated_at) FROM STDIN");
    Path log = world.path("logs/birth.log");
    try {
      List<Process> line =
          ProcessBuilder.startPipeline(
              List.of(
                  exec.builder(maker).redirectError(ProcessBuilder.Redirect.appendTo(log.toFile())),
                  exec.builder(copy)
                      .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()))
                      .redirectOutput(ProcessBuilder.Redirect.DISCARD)));
      for (Process process : line)
        if (process.waitFor() != 0)
          throw new Refused(
              "the keys could not be made: %s\nHINT: the whole of it is in %s"
                  .formatted(text(log).strip(), log));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
