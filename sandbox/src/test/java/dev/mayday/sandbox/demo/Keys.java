package dev.mayday.sandbox.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mayday.sandbox.Sandbox;
import dev.mayday.sandbox.Traits;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Everything that is stored of all companies, read without any code of Mayday. A key is called
 * after its file, for example {@code 3/pre-key-17.json}.
 *
 * @param all what it holds, by name
 */
record Keys(SortedMap<String, JsonNode> all) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String CREDS = "SELECT %2$s::text, 'creds', %3$s::text FROM %1$s";
  private static final String ROWS = "SELECT %2$s::text, %3$s || '-' || %4$s, %5$s::text FROM %1$s";

  static Keys inDatabase(Sandbox sandbox) throws SQLException, IOException {
    SortedMap<String, JsonNode> all = new TreeMap<>();
    try (Connection connection = DriverManager.getConnection(sandbox.adminJdbcUrl());
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(rows(sandbox.traits()))) {
      while (rows.next())
        all.put(name(rows.getString(1), rows.getString(2)), JSON.readTree(rows.getString(3)));
    }
    return new Keys(all);
  }

  private static String rows(Traits traits) {
    return sql(CREDS, traits.auth(), traits.authColumns())
        + " UNION ALL "
        + sql(ROWS, traits.keys(), traits.keyColumns());
  }

  private static String sql(String select, String table, List<String> columns) {
    return select.formatted(Stream.concat(Stream.of(table), columns.stream()).toArray());
  }

  /** A folder with a folder for each company, called as in this sandbox. */
  static Keys inFolder(Sandbox sandbox, Path folder) throws IOException {
    int before = sandbox.traits().companyFolder().length();
    SortedMap<String, JsonNode> all = new TreeMap<>();
    for (Path company : within(folder, Files::isDirectory))
      for (Path file : within(company, one -> one.toString().endsWith(".json"))) {
        String name = company.getFileName().toString().substring(before);
        read(file).ifPresent(key -> all.put(name + "/" + file.getFileName(), key));
      }
    return new Keys(all);
  }

  private static List<Path> within(Path folder, Predicate<Path> which) throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      return all.filter(which).toList();
    }
  }

  /** Empty where the service, which works meanwhile, has used the key up. */
  private static Optional<JsonNode> read(Path file) {
    try {
      return Optional.of(JSON.readTree(Files.readAllBytes(file)));
    } catch (NoSuchFileException used) {
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** As the library that writes the files names them. */
  private static String name(String company, String key) {
    return company + "/" + (key + ".json").replace("/", "__").replace(":", "-");
  }

  JsonNode get(String name) {
    return all.get(name);
  }

  static String company(String name) {
    return name.substring(0, name.indexOf('/'));
  }

  /** Whether only its newest copy works. */
  static boolean ratchet(String name) {
    String key = name.substring(name.indexOf('/') + 1);
    return key.startsWith("session-") || key.startsWith("sender-key-");
  }

  static boolean creds(String name) {
    return name.endsWith("/creds.json");
  }

  /** The highest id of a company's pre-keys; 0 where it has none. */
  long highestPreKey(String company) {
    String start = company + "/pre-key-";
    return all.keySet().stream()
        .filter(name -> name.startsWith(start))
        .mapToLong(name -> Long.parseLong(name.substring(start.length(), name.indexOf(".json"))))
        .max()
        .orElse(0);
  }

  /** How many ratchets of a company there are. */
  long ratchets(String company) {
    return all.keySet().stream()
        .filter(name -> company(name).equals(company) && ratchet(name))
        .count();
  }
}
