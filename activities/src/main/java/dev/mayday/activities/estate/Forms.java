package dev.mayday.activities.estate;

import static dev.mayday.activities.estate.Form.require;

import dev.mayday.activities.secret.Secrets;
import dev.mayday.incident.Names;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** The forms that a value of mayday.yaml can have. */
final class Forms {
  private static final Pattern IDENTIFIER =
      Pattern.compile("[A-Za-z_][A-Za-z0-9_$]*(\\.[A-Za-z_][A-Za-z0-9_$]*)?");
  private static final Pattern VARIABLE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
  private static final Pattern REF =
      Pattern.compile("(?!-|.*\\.\\.|.*@\\{|.*//)[A-Za-z0-9._/@+-]+(?<![/.])");
  private static final Pattern POINTER = Pattern.compile("(/[^/~]+)*");
  private static final Pattern CREDENTIALS = Pattern.compile("://[^/\\s]*@");
  private static final Pattern SECRETIVE =
      Pattern.compile("(?i).*(authorization|token|secret|passw|cookie|api[-_]?key).*");
  private static final Pattern PARAMETERS = Pattern.compile("[?&]");
  private static final Pattern ADDRESS =
      Pattern.compile("(\\[[0-9a-fA-F:.]+]|[A-Za-z0-9._-]+):([0-9]{1,5})");
  private static final Pattern NUMBER = Pattern.compile("0|[1-9][0-9]{0,8}");
  private static final Pattern SHARE = Pattern.compile("0?\\.[0-9]{1,4}|0\\.[0-9]{1,4}");

  static final Form<String> TEXT = text("text", text -> true, "");
  static final Form<String> NAME = new Form<>("name", false, true, Forms::name, String::valueOf);
  static final Form<String> LITERAL = Form.of("text, quoted or not", text -> text);
  static final Form<String> PATH =
      shape("absolute path", Forms::absolute, "is not an absolute path without \".\" and \"..\"");
  static final Form<String> PATH_OR_NONE =
      shape(
          "absolute path, or empty",
          text -> text.isEmpty() || absolute(text),
          "is neither empty nor an absolute path without \".\" and \"..\"");
  static final Form<String> URL =
      shape(
          "http or https URL",
          Forms::web,
          "is not an http or https URL without a password or token in it");
  static final Form<String> URL_OR_NONE =
      shape(
          "http or https URL, or empty",
          text -> text.isEmpty() || web(text),
          "is neither empty nor an http or https URL without a password or token in it");
  static final Form<String> REFERENCE =
      shape(
              "`env:NAME` or `file:/path`",
              Secrets::isReference,
              "is not a reference to a secret: write env:NAME or file:/absolute/path")
          .hidden();
  static final Form<String> IDENTIFIER_OF_SQL =
      shape("SQL name", whole(IDENTIFIER), "is not an SQL name");
  static final Form<String> VARIABLE_NAME =
      shape("variable's name", whole(VARIABLE), "is not the name of an environment variable");
  static final Form<String> VARIABLE_OR_NONE =
      shape(
          "variable's name, or empty",
          text -> text.isEmpty() || whole(VARIABLE).test(text),
          "is neither empty nor the name of an environment variable");
  static final Form<String> GIT_NAME =
      shape("name of a branch or tag", whole(REF), "is not the name of a branch or tag");
  static final Form<String> JSON_POINTER =
      shape("JSON pointer, or empty", whole(POINTER), "is not a JSON pointer such as /data/id");
  static final Form<String> REGEX =
      shape("regular expression, or empty", Forms::compiles, "is not a regular expression");
  static final Form<String> ADDRESS_OF_HOST =
      shape("host:port", text -> port(text) > 0, "is not host:port with a port from 1 to 65535");
  static final Form<Listen> LISTEN =
      new Form<>("host:port (0 takes a free port)", false, false, Forms::listen, Listen::toString);
  static final Form<String> ZONE =
      shape(
          "time zone's name",
          Forms::zone,
          "is not the name of a time zone such as UTC or Europe/Berlin");
  static final Form<Boolean> FLAG = Form.of("true or false", Forms::flag);
  static final Form<Double> SHARE_OF_ONE =
      Form.of("share between 0 and 1, such as 0.8", Forms::share);

  private Forms() {}

  static Form<Integer> number(int least, int most) {
    return Form.of(
        "number from " + least + " to " + most,
        text -> {
          require(NUMBER.matcher(text).matches(), "is not a whole number");
          int value = Integer.parseInt(text);
          require(value >= least && value <= most, "is not from " + least + " to " + most);
          return value;
        });
  }

  /** A text that must be written as one, with a rule. */
  static Form<String> text(String words, Predicate<String> rule, String reason) {
    return new Form<>(
        words,
        false,
        true,
        text -> {
          require(!CREDENTIALS.matcher(text).find(), "holds a user or password: use a reference");
          require(rule.test(text), reason);
          return text;
        },
        text -> text);
  }

  private static Form<String> shape(String words, Predicate<String> rule, String reason) {
    return Form.of(
        words,
        text -> {
          require(rule.test(text), reason);
          return text;
        });
  }

  private static Predicate<String> whole(Pattern pattern) {
    return text -> pattern.matcher(text).matches();
  }

  private static String name(String text) {
    try {
      return Names.require("it", text);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("is not a name: use letters, digits, '.', '_' and '-'", e);
    }
  }

  private static boolean absolute(String text) {
    return text.startsWith("/")
        && text.indexOf('\0') < 0
        && !text.contains("\n")
        && Path.of(text).normalize().toString().equals(text.length() > 1 ? strip(text) : text);
  }

  private static String strip(String text) {
    return text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
  }

  /** Whether it is a JSON pointer, the empty one too. */
  static boolean pointer(String text) {
    return POINTER.matcher(text).matches();
  }

  /** Whether what is called so is a credential: its value must not stand in a history. */
  static boolean secretive(String name) {
    return SECRETIVE.matcher(name).matches();
  }

  private static boolean web(String text) {
    try {
      URI uri = new URI(text);
      return Set.of("http", "https").contains(String.valueOf(uri.getScheme()))
          && uri.getHost() != null
          && uri.getUserInfo() == null
          && PARAMETERS
              .splitAsStream(text)
              .skip(1)
              .map(one -> one.replaceFirst("=.*", ""))
              .noneMatch(Forms::secretive);
    } catch (URISyntaxException e) {
      return false;
    }
  }

  private static int port(String text) {
    var parts = ADDRESS.matcher(text);
    if (!parts.matches()) return -1;
    int port = Integer.parseInt(parts.group(2));
    return port <= 65535 ? port : -1;
  }

  private static Listen listen(String text) {
    int port = port(text);
    require(port >= 0, "is not host:port with a port from 0 to 65535");
    return new Listen(text.substring(0, text.lastIndexOf(':')), port);
  }

  private static boolean compiles(String text) {
    try {
      Pattern.compile(text);
      return true;
    } catch (PatternSyntaxException e) {
      return false;
    }
  }

  private static boolean zone(String text) {
    try {
      return !ZoneId.of(text).getId().isEmpty();
    } catch (DateTimeException e) {
      return false;
    }
  }

  private static boolean flag(String text) {
    require(text.equals("true") || text.equals("false"), "is neither true nor false");
    return text.equals("true");
  }

  private static double share(String text) {
    require(SHARE.matcher(text).matches(), "is not a share between 0 and 1, such as 0.8");
    double share = Double.parseDouble(text);
    require(share > 0 && share < 1, "is not between 0 and 1");
    return share;
  }
}
