package dev.mayday.activities.secret;

import com.fasterxml.jackson.databind.node.TextNode;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Every form in which a known secret may stand in a text: as it is, as JSON and URLs escape it, and
 * the password inside of a URL on its own, for drivers and servers like to repeat just that.
 */
final class Masks {
  private static final int SHORTEST = 4;
  private static final Pattern USERINFO = Pattern.compile("://[^/@:]*:(.+)@");
  private static final Pattern QUERY = Pattern.compile("(?i)[?&](?:ssl)?password=([^&]+)");
  private static final Comparator<String> LONGEST_FIRST =
      Comparator.comparingInt(String::length).reversed().thenComparing(Comparator.naturalOrder());

  private volatile List<String> known = List.of();
  private final List<String> seen = new CopyOnWriteArrayList<>();

  void add(String value) {
    if (value.length() < SHORTEST || seen.contains(value)) return;
    synchronized (this) {
      seen.add(value);
      known =
          seen.stream()
              .flatMap(each -> forms(each).stream())
              .distinct()
              .sorted(LONGEST_FIRST)
              .toList();
    }
  }

  String cover(String text) {
    String covered = text;
    for (String each : known) covered = covered.replace(each, Secrets.STARS);
    return covered;
  }

  private static List<String> forms(String value) {
    return Stream.of(List.of(value), lines(value), inside(USERINFO, value), inside(QUERY, value))
        .flatMap(List::stream)
        .flatMap(each -> Stream.of(each, json(each), url(each), percent(each)))
        .filter(each -> each.length() >= SHORTEST)
        .toList();
  }

  /** A key of several lines may be repeated line by line; its frame is no secret. */
  private static List<String> lines(String value) {
    return value.lines().filter(line -> line.length() > 15 && !line.startsWith("---")).toList();
  }

  private static List<String> inside(Pattern place, String url) {
    Matcher found = place.matcher(url);
    return found.find() ? List.of(found.group(1), decoded(found.group(1))) : List.of();
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException notEncoded) {
      return text;
    }
  }

  private static String json(String text) {
    String quoted = TextNode.valueOf(text).toString();
    return quoted.substring(1, quoted.length() - 1);
  }

  private static String url(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static String percent(String text) {
    return url(text).replace("+", "%20");
  }
}
