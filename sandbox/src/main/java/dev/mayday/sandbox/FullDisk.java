package dev.mayday.sandbox;

import java.nio.file.Path;
import java.util.List;

/** The sessions' tables on a small disk of their own, which is then filled. */
record FullDisk(World world, Cluster cluster) {
  private static final long SLACK = 512 * 1024;

  /**
   * What is left in the last page of a table would take one more row, or not, as chance has it. A
   * row that is there already is refused after it was written, and keeps its place until the next
   * vacuum.
   */
  private static final String PAGES =
      """
      DO $$ BEGIN
        FOR n IN 1..10000 LOOP
          BEGIN
            INSERT INTO %1$s SELECT one.* FROM %1$s one ORDER BY pg_column_size(one.*) LIMIT 1;
          EXCEPTION WHEN unique_violation THEN NULL; WHEN disk_full THEN EXIT;
          END;
        END LOOP;
      END $$
      """;

  void fill() {
    tables()
        .forEach(table -> cluster.sql("VACUUM FULL " + table)); // no room within the tables either
    long size =
        Long.parseLong(
                cluster.sql(
                    "SELECT sum(pg_table_size(name)) FROM unnest(ARRAY['"
                        + String.join("', '", tables())
                        + "']::regclass[]) name"))
            + SLACK;
    Owner.give(Private.folder(disk().folder(), "rwx------"));
    disk().mount(size);
    Owner.give(Private.folder(disk().folder(), "rwx------"));
    cluster.sql("CREATE TABLESPACE small LOCATION '" + disk().folder() + "'");
    tables().forEach(table -> cluster.sql("ALTER TABLE " + table + " SET TABLESPACE small"));
    disk().fill();
    tables().forEach(table -> cluster.sql(PAGES.formatted(table)));
  }

  void empty() {
    if (!disk().mounted()) return;
    disk().relieve();
    tables().forEach(table -> cluster.sql("ALTER TABLE " + table + " SET TABLESPACE pg_default"));
    cluster.sql("DROP TABLESPACE IF EXISTS small");
    unmount();
  }

  /** Without a server that could be asked: at the sandbox's end. */
  void unmount() {
    disk().unmount();
  }

  private List<String> tables() {
    return List.of(world.traits().auth(), world.traits().keys());
  }

  private SmallDisk disk() {
    return new SmallDisk(Path.of(world.cluster()).resolve("small"));
  }
}
