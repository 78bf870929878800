package dev.mayday.sandbox;

import dev.mayday.system.Refused;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Raises what a sandbox consists of, in order.
 *
 * @param kind which service stands in it
 * @param smallDisk whether the checkout stands on a small disk of its own, which can be filled
 */
record Birth(Kind kind, World world, Programs programs, boolean smallDisk) {
  private static final long SMALL = 64L << 20;

  void run() {
    world.save();
    for (String name : List.of("logs", "pids", "whatsapp"))
      Private.folder(world.path(name), "rwx------");
    Cache.unpack("machinery", world.path("machinery"));
    Cache.unpack("services/" + kind.label(), world.path("service"));
    Cache.unpack("library", world.path("library"));
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
    Path source = world.path("service");
    new Repository(world, programs)
        .create(source, world.path("library"), Cache.modules(source.resolve("common"), programs));
  }

  private void fill(Cluster cluster) {
    cluster.sql("postgres", "CREATE DATABASE " + world.database());
    cluster.sql(
        "CREATE ROLE %s LOGIN PASSWORD '%s'"
            .formatted(world.user(), Awkward.inSql(world.password())));
    cluster.sql(Text.of(world.path("service/schema.sql")));
    make(cluster);
    Traits traits = world.traits();
    cluster.sql(
        copy(traits.auth(), traits.authColumns()) + "'" + world.path("whatsapp/auth.copy") + "'");
    for (String table : List.of(traits.auth(), traits.keys())) own(cluster, table);
    cluster.sql("ANALYZE");
  }

  /** The service made its tables itself, and may make others beside them. */
  private void own(Cluster cluster, String table) {
    String schema = table.contains(".") ? table.substring(0, table.indexOf('.')) : "public";
    cluster.sql("ALTER TABLE %s OWNER TO %s".formatted(table, world.user()));
    cluster.sql("GRANT USAGE, CREATE ON SCHEMA %s TO %s".formatted(schema, world.user()));
  }

  private static String copy(String table, List<String> columns) {
    return "\\copy " + table + " (" + String.join(", ", columns) + ") FROM ";
  }

  /** The maker's rows go straight into COPY: nothing is held whole. */
  private void make(Cluster cluster) {
    Exec exec = Exec.in(Path.of(world.folder())).with(cluster.environment());
    Path log = world.path("logs/birth.log");
    Redirect errors = Redirect.appendTo(log.toFile());
    try {
      for (Process process :
          ProcessBuilder.startPipeline(
              List.of(
                  exec.builder(maker()).redirectError(errors),
                  exec.builder(copyKeys()).redirectError(errors).redirectOutput(Redirect.DISCARD))))
        if (process.waitFor() != 0)
          throw new Refused(
              "the keys could not be made: %s\nHINT: the whole of it is in %s"
                  .formatted(Text.of(log).strip(), log));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private List<String> maker() {
    return List.of(
        programs.node().toString(),
        world.path("machinery/make.js").toString(),
        world.path("whatsapp").toString(),
        companies(),
        Integer.toString(world.keys()),
        "--sender-key=" + world.traits().senderKey());
  }

  private List<String> copyKeys() {
    return List.of(
        programs.pg("psql"),
        "--no-psqlrc",
        "--quiet",
        "--set",
        "ON_ERROR_STOP=1",
        "--dbname",
        world.database(),
        "--command",
        copy(world.traits().keys(), world.traits().keyColumns()) + "STDIN");
  }

  /** Numbered ones by their number, since there may be very many. */
  private String companies() {
    return world.traits().named()
        ? String.join(",", world.traits().companies(world.companies()))
        : Integer.toString(world.companies());
  }
}
