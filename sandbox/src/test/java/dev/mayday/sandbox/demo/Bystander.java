package dev.mayday.sandbox.demo;

import dev.mayday.sandbox.Sandbox;
import dev.mayday.sandbox.Traits;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A whole picture of a production that nobody may touch: every file of the checkout with git's own
 * and of PM2's folder (content, mode, time), every row and table, every process. Only its logs are
 * left out: a service may write down that it was asked.
 */
record Bystander(Map<String, String> seen) {
  private static final String ROWS =
      "SELECT 'rows of %1$s', md5(string_agg(t::text, '' ORDER BY t::text)) FROM %1$s t";

  private static final List<String> CATALOGUE =
      List.of(
          "SELECT 'tables', string_agg(oid::regclass || '/' || relfilenode, ' ' ORDER BY oid)"
              + " FROM pg_class WHERE relkind IN ('r', 'S', 'i') AND oid > 16383",
          "SELECT 'roles', string_agg(r::text, ' ' ORDER BY r::text) FROM pg_roles r");

  static Bystander of(Sandbox production) {
    Map<String, String> seen = new TreeMap<>();
    try (Connection connection = DriverManager.getConnection(production.adminJdbcUrl())) {
      files(production.checkout(), seen);
      files(production.pm2Home(), seen);
      seen.keySet().removeIf(name -> name.startsWith(production.pm2Home().resolve("logs") + "/"));
      for (String query : queries(production.traits()))
        try (ResultSet rows = connection.createStatement().executeQuery(query)) {
          while (rows.next()) seen.put("database: " + rows.getString(1), rows.getString(2));
        }
      processes(production, seen);
      return new Bystander(seen);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static List<String> queries(Traits traits) {
    Stream<String> rows = Stream.of(traits.auth(), traits.keys()).map(ROWS::formatted);
    return Stream.concat(rows, CATALOGUE.stream()).toList();
  }

  /**
   * The same as the service sees it: without git's own files and the times of folders, in which a
   * doctor and a rehearsal make something aside and remove it, and without {@code touch} in PM2's
   * folder, in which PM2's own program notes when it was last asked for its list.
   */
  Bystander ofTheService() {
    Map<String, String> less = new TreeMap<>(seen);
    less.keySet().removeIf(name -> name.contains("/.git/") || name.endsWith("/touch"));
    less.replaceAll((name, what) -> what.startsWith("folder ") ? "folder" : what);
    return new Bystander(less);
  }

  private static void files(Path folder, Map<String, String> seen) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path file : all.toList())
        seen.put(
            file.toString(),
            (Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS) ? "folder " : "")
                + Files.getPosixFilePermissions(file, LinkOption.NOFOLLOW_LINKS)
                + " "
                + Files.getLastModifiedTime(file, LinkOption.NOFOLLOW_LINKS)
                + " "
                + (Files.isRegularFile(file) ? digest(Files.readAllBytes(file)) : ""));
    }
  }

  /** This PM2's daemon and what it runs. */
  private static void processes(Sandbox production, Map<String, String> seen) {
    String home = "PM2_HOME=" + production.pm2Home();
    ProcessHandle.allProcesses()
        .filter(one -> List.of(told(one, "environ").split("\0", -1)).contains(home))
        .filter(
            one ->
                told(one, "environ").contains("pm_exec_path=")
                    || told(one, "cmdline").contains("God Daemon"))
        .forEach(
            one -> seen.put("process " + one.pid(), String.valueOf(one.info().startInstant())));
  }

  private static String told(ProcessHandle process, String file) {
    try {
      return Files.readString(
          Path.of("/proc", String.valueOf(process.pid()), file),
          java.nio.charset.StandardCharsets.ISO_8859_1);
    } catch (IOException gone) {
      return "";
    }
  }

  private static String digest(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
