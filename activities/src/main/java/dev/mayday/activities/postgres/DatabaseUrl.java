package dev.mayday.activities.postgres;

import dev.mayday.system.Refused;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A PostgreSQL URL taken apart, in libpq's form ({@code postgresql://user:pw@host:port/db?…}) or
 * JDBC's. A password may hold an {@code @}: the host begins behind the last one. What the URL says
 * beyond what is known here is left to the driver.
 *
 * @param hosts at least one
 * @param ports one for each host
 * @param parameters by the driver's names
 */
record DatabaseUrl(
    List<String> hosts,
    List<Integer> ports,
    String database,
    String user,
    String password,
    Map<String, String> parameters) {
  private static final int DEFAULT_PORT = 5432;
  private static final Pattern FORM =
      Pattern.compile("(jdbc:)?postgres(?:ql)?:(?://([^/?]*))?/?([^?]*)(?:\\?(.*))?");
  private static final Pattern HOST =
      Pattern.compile("(\\[[0-9A-Fa-f:.%a-z]+]|[^:\\[\\]@\\s]*)(?::(\\d{1,5})?)?");

  /** Hides what must not be seen, whoever prints the record. */
  @Override
  public String toString() {
    return "DatabaseUrl[" + hosts + ports + "/" + database + "]";
  }

  /**
   * Reads a URL.
   *
   * @param name what to call it in a message; the URL itself is a secret
   * @throws Refused when it is no PostgreSQL URL
   */
  static DatabaseUrl parse(String name, String url) {
    Matcher parts = FORM.matcher(url.strip());
    if (!parts.matches()) throw refused(name, "is no PostgreSQL URL");
    try {
      return parse(parts, Parameters.of(parts.group(4), parts.group(1) != null));
    } catch (IllegalArgumentException e) {
      throw refused(name, e.getMessage());
    }
  }

  /** A password with a slash in it ends the authority: the rest of it must not pass for a name. */
  private static DatabaseUrl parse(Matcher parts, Map<String, String> given) {
    if (parts.group(3).contains("@"))
      throw new IllegalArgumentException("has a slash before the @ that its host begins behind");
    boolean jdbc = parts.group(1) != null;
    String authority = parts.group(2) == null ? "" : parts.group(2);
    int at = authority.lastIndexOf('@');
    String userInfo = at < 0 ? "" : authority.substring(0, at);
    int colon = userInfo.indexOf(':');
    String user = decode(colon < 0 ? userInfo : userInfo.substring(0, colon), jdbc);
    String password = colon < 0 ? "" : decode(userInfo.substring(colon + 1), jdbc);
    Map<String, String> rest = new LinkedHashMap<>(given);
    user = orElse(rest.remove("user"), user);
    password = orElse(rest.remove("password"), password);
    String path = decode(parts.group(3), jdbc);
    String database = orElse(rest.remove("dbname"), orElse(path, user));
    String places = orElse(rest.remove("host"), authority.substring(at + 1));
    return located(places, orElse(rest.remove("port"), ""), database, user, password, rest);
  }

  private static DatabaseUrl located(
      String places,
      String port,
      String database,
      String user,
      String password,
      Map<String, String> parameters) {
    List<String> hosts = new ArrayList<>();
    List<Integer> ports = new ArrayList<>();
    for (String place : places.split(",", -1)) {
      Matcher host = HOST.matcher(place);
      if (place.startsWith("/"))
        throw new IllegalArgumentException("names a socket folder, but only TCP is spoken here");
      if (!host.matches())
        throw new IllegalArgumentException("has no host that can be read before its path");
      hosts.add(host.group(1).isEmpty() ? "localhost" : host.group(1));
      ports.add(port(orElse(host.group(2), port)));
    }
    return new DatabaseUrl(
        List.copyOf(hosts), List.copyOf(ports), database, user, password, Map.copyOf(parameters));
  }

  private static int port(String text) {
    int port = text.isEmpty() ? DEFAULT_PORT : Integer.parseInt(text);
    if (port < 1 || port > 65535)
      throw new IllegalArgumentException("has the port " + port + ", which is not in 1..65535");
    return port;
  }

  private static String orElse(String text, String other) {
    return text == null || text.isEmpty() ? other : text;
  }

  /** A plus is a blank for JDBC and itself for libpq. */
  static String decode(String text, boolean jdbc) {
    try {
      return URLDecoder.decode(jdbc ? text : text.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("holds a % that begins no escape", e);
    }
  }

  private static Refused refused(String name, String why) {
    return new Refused(
        "the database url "
            + name
            + " "
            + why
            + "\nHINT: write postgresql://user:password@host:port/database, with special characters"
            + " of user and password percent-encoded");
  }
}
