package dev.mayday.sandbox.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mayday.sandbox.Sandbox;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Everything that is stored of all companies, read without any code of Mayday. A key is called
 * after its file, for example {@code 3/pre-key-17.json}.
 *
 * @param all what it holds, by name
 */
record Keys(SortedMap<String, JsonNode> all) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String ROWS =
      "SELECT company_id, 'creds', creds::text FROM whatsapp_auth UNION ALL"
          + " SELECT company_id, key_type || '-' || key_id, key_data::text FROM whatsapp_keys";

  static Keys inDatabase(Sandbox sandbox) throws SQLException, IOException {
    SortedMap<String, JsonNode> all = new TreeMap<>();
    try (Connection connection = DriverManager.getConnection(sandbox.adminJdbcUrl());
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(ROWS)) {
      while (rows.next())
        all.put(name(rows.getInt(1), rows.getString(2)), JSON.readTree(rows.getString(3)));
    }
    return new Keys(all);
  }

  /** A folder with a folder for each company. */
  static Keys inFolder(Path folder) throws IOException {
    SortedMap<String, JsonNode> all = new TreeMap<>();
    try (Stream<Path> files = Files.walk(folder, 2)) {
      for (Path file :
          (Iterable<Path>) files.filter(one -> one.toString().endsWith(".json"))::iterator) {
        String company = file.getParent().getFileName().toString().replace("company_", "");
        all.put(company + "/" + file.getFileName(), read(file));
      }
    }
    return new Keys(all);
  }

  private static JsonNode read(Path file) {
    try {
      return JSON.readTree(file.toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** As the library that writes the files names them. */
  private static String name(int company, String key) {
    return company + "/" + (key + ".json").replace("/", "__").replace(":", "-");
  }

  JsonNode get(String name) {
    return all.get(name);
  }

  static int company(String name) {
    return Integer.parseInt(name.substring(0, name.indexOf('/')));
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
  long highestPreKey(int company) {
    String start = company + "/pre-key-";
    return all.keySet().stream()
        .filter(name -> name.startsWith(start))
        .mapToLong(name -> Long.parseLong(name.substring(start.length(), name.indexOf(".json"))))
        .max()
        .orElse(0);
  }

  /** How many ratchets of a company there are. */
  long ratchets(int company) {
    return all.keySet().stream().filter(name -> company(name) == company && ratchet(name)).count();
  }
}
