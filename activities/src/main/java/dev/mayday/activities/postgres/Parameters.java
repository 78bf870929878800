package dev.mayday.activities.postgres;

import java.util.LinkedHashMap;
import java.util.Map;

/** The part of a URL behind the question mark, in the driver's words. */
final class Parameters {
  private static final Map<String, String> DRIVER_NAMES =
      Map.of(
          "application_name", "ApplicationName",
          "channel_binding", "channelBinding",
          "target_session_attrs", "targetServerType",
          "krbsrvname", "kerberosServerName",
          "PGHOST", "host",
          "PGPORT", "port",
          "PGDBNAME", "dbname");
  private static final Map<String, String> SERVER_TYPES =
      Map.of("read-write", "primary", "read-only", "secondary", "standby", "secondary");

  private Parameters() {}

  static Map<String, String> of(String query, boolean jdbc) {
    Map<String, String> parameters = new LinkedHashMap<>();
    for (String pair : query == null ? new String[0] : query.split("&")) {
      int equals = pair.indexOf('=');
      if (equals < 1) continue;
      String name = DatabaseUrl.decode(pair.substring(0, equals), jdbc);
      put(parameters, name, DatabaseUrl.decode(pair.substring(equals + 1), jdbc));
    }
    return parameters;
  }

  private static void put(Map<String, String> parameters, String name, String value) {
    String known = DRIVER_NAMES.getOrDefault(name, name);
    if (name.equals("target_session_attrs"))
      parameters.put(known, SERVER_TYPES.getOrDefault(value, value));
    else if (name.equals("sslmode"))
      parameters.put(known, value.equals("no-verify") ? "require" : value);
    else if (name.equals("sslrootcert") && value.equals("system"))
      parameters.put("sslfactory", "org.postgresql.ssl.DefaultJavaSSLFactory");
    else parameters.put(known, value);
  }
}
