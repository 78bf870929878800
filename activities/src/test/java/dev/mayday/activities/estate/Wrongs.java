package dev.mayday.activities.estate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * For every form that the reference page names: values that it refuses, and one more that it takes.
 * A form that is not here fails the test that asks for it.
 */
final class Wrongs {
  private static final Pattern NUMBER = Pattern.compile("number from (\\d+) to (\\d+)");
  private static final Pattern AMOUNT =
      Pattern.compile("(?:duration|size) from (\\d+)(\\w+) to (\\d+)(\\w+)");

  private record Table(List<String> texts, boolean quoted, String other) {}

  private static final Map<String, Table> FORMS = new LinkedHashMap<>();

  private Wrongs() {}

  static {
    form(
        "absolute path",
        "/elsewhere",
        "",
        "var/lib",
        "./x",
        "~/x",
        "/a/../b",
        "/a/./b",
        "/a\u0000");
    form("absolute path, or empty", "/elsewhere", "var/lib", "./x", "~/x", "/a/../b", "/a\u0000");
    form("time of day such as 06:30, or empty", "05:15", "6:30", "24:00", "12:60", "noon", "06.30");
    form("time zone's name", "Europe/Berlin", "", "Mars/Olympus", "utc+99", "-");
    form("http or https URL", "https://elsewhere.example", "", "ftp://x", "//x", "http://", "x y");
    form("http or https URL, or empty", "", "ftp://x", "/health", "http://", "http://a b");
    form("host:port (0 takes a free port)", "127.0.0.1:7777", "", "x", ":1", "x:65536", "x:-1");
    form("host:port", "elsewhere.example:53", "", "x", "x:0", "x:65536", "x:", "x:1:2 ", "a b:1");
    form("64 hexadecimal digits, or empty", "0123456789abcdef".repeat(4), "abc", "g".repeat(64));
    form("`env:NAME` or `file:/path`", "env:ANOTHER", "", "hunter2", "env:", "env:A-B", "file:x");
    form("number of a chat, or @name of a channel", "@somebody", "", "me", "@me", "1.5", "--1");
    form("name", "another", "", "a b", "a/b", "ä", "../x");
    form("label's name", "another", " ", "\t");
    form("name of a branch or tag", "another", "", "--force", "a..b", "a b", "x/", "@{1}", "a//b");
    form("SQL name", "another", "", "a;b", "1a", "a b", "a\"b", "a.b.c");
    form(
        "folder's name with {company} in it",
        "c-{company}",
        "",
        "all",
        "{company}/x",
        ".{company}");
    form("variable's name", "ANOTHER", "", "A B", "1A", "A-B", "A=B");
    form("variable's name, or empty", "ANOTHER", "A B", "1A", "A-B", "A=B");
    form("text", "another page", "", "  ");
    form("name of a Unix user, or empty for the worker's own", "nobody", "Ro ot", "Root", "1a");
    form("regular expression, or empty", "another", "(", "[a", "*");
    form(
        "regular expression, or empty, with (?<time>...) in it",
        "^(?<time>[0-9]+) another",
        "(",
        "[a",
        "no time");
    form("field's name, or empty", "another");
    form("JSON pointer, or empty", "/another", "x", "x/y", "/a~2", "//");
    form("field's name, JSON pointer, or empty", "another", " ", "/a~2", "//");
    form("up to 8 characters that no id holds", ";", "", "a", "1", "-", ";a", ";".repeat(9));
    form("POST or PUT or PATCH", "PUT", "", "post", "GET");
    form("error or both", "both", "", "Error", "out");
    form("json or form", "form", "", "JSON", "xml");
    form("true or false", null, "", "yes", "no", "TRUE", "1", "0");
    form("share between 0 and 1, such as 0.8", "0.31", "", "0", "1", "0.0", "1.5", "-0.1", "80%");
    form("text, quoted or not", "another");
    form("texts by name", null);
    form("alertmanager or standard-webhooks", null, "", "Alertmanager", "grafana");
    form("systemd unit such as sync.service, or empty", "another.service", "sync", "a b.service");
    form("checkout or env or database", "env", "", "Checkout", "disk");
    form("stopped or restarted or untouched", null, "", "Stopped", "paused");
    form("required or automatic", null, "", "REQUIRED", "never");
    form("console or file or telegram or email", null, "", "pigeon", "Console");
    form("starttls or tls or none", null, "", "STARTTLS", "ssl");
    form("e-mail address", "another@elsewhere.example", "", "me", "a b@c", "a@b@c", "a@", "@b");
    form("number of a Telegram account, or empty", "4713", "me", "-1001", "04", "4 7", "@me");
  }

  private static void form(String words, String other, String... wrong) {
    boolean quoted =
        List.of("name", "label's name", "text", "POST or PUT or PATCH").contains(words)
            || words.startsWith("field's name")
            || words.startsWith("up to 8 characters")
            || words.startsWith("64 ")
            || words.startsWith("systemd")
            || words.startsWith("time of day")
            || words.startsWith("folder's")
            || words.contains("Unix");
    FORMS.put(words, new Table(List.of(wrong), quoted, other));
  }

  /** Values that a form refuses. */
  static List<JsonNode> of(String form) {
    String words = form.replaceFirst("^list of: ", "");
    List<JsonNode> wrong = new ArrayList<>();
    Matcher number = NUMBER.matcher(words);
    Matcher amount = AMOUNT.matcher(words);
    if (number.matches()) texts(wrong, outside(number));
    else if (amount.matches()) texts(wrong, outside(amount, words.startsWith("size")));
    else {
      Table table = table(words);
      texts(wrong, table.texts());
      if (table.quoted()) wrong.addAll(List.of(IntNode.valueOf(7), BooleanNode.TRUE));
    }
    return wrong;
  }

  /** Another value that a form takes, or null where that depends on the rest of the file. */
  static String other(String form) {
    String words = form.replaceFirst("^list of: ", "");
    if (NUMBER.matcher(words).matches()) return null;
    Matcher amount = AMOUNT.matcher(words);
    return amount.matches() ? amount.group(3) + amount.group(4) : table(words).other();
  }

  private static Table table(String words) {
    Table table = FORMS.get(words);
    if (table == null) throw new AssertionError("no wrong values are known for: " + words);
    return table;
  }

  private static List<String> outside(Matcher number) {
    long most = Long.parseLong(number.group(2));
    long least = Long.parseLong(number.group(1));
    return List.of("", "x", "1.5", "1e1", "01", (least - 1) + "", (most + 1) + "", "9".repeat(30));
  }

  private static List<String> outside(Matcher amount, boolean size) {
    List<String> wrong = new ArrayList<>();
    long least = Long.parseLong(amount.group(1));
    if (least > 0) wrong.add("0" + amount.group(2));
    wrong.add((Long.parseLong(amount.group(3)) + 1) + amount.group(4));
    wrong.addAll(List.of("", "5", "-5" + amount.group(2), "1.5" + amount.group(2)));
    wrong.addAll(List.of("5 " + amount.group(2), "9".repeat(30) + amount.group(2)));
    wrong.add(size ? "1MB" : "5min");
    return wrong;
  }

  private static void texts(List<JsonNode> all, List<String> texts) {
    texts.forEach(text -> all.add(new TextNode(text)));
  }
}
