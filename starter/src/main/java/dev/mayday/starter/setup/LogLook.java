package dev.mayday.starter.setup;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** The end of the service's log: the line of an opened connection, and the line of its mode. */
final class LogLook {
  private static final int END = 1 << 20;
  private static final Pattern OPENED =
      Pattern.compile("(?i).*\\b(open(ed)?|connected|online|linked|up)\\b.*");
  private static final Pattern NOT =
      Pattern.compile(
          "(?i).*\\b(not|no|dis\\w+|clos\\w+|fail\\w*|error|lost|re-?connect\\w*|database|postgres\\w*|redis|port)\\b.*");
  private static final Pattern MODE =
      Pattern.compile(
          "(?i).*\\b(postgres\\w*|database|pg|sql)\\b.*\\b(auth|state|stor\\w+|session\\w*|mode|keep\\w*|backend)\\b.*|.*\\b(auth|state|stor\\w+|session\\w*|mode|keep\\w*|using|backend)\\b.*\\b(postgres\\w*|database|pg|sql)\\b.*");
  private static final Pattern STAMP =
      Pattern.compile("^[\\[(]?\\d{4}-\\d\\d-\\d\\d[T ][0-9:.,]+\\S*\\s+");
  private static final Pattern LEVEL =
      Pattern.compile("^\\{.*?(\"(?:level|severity)\"): ?(\\d+|\"\\w+\")");
  private static final Pattern NUMBER = Pattern.compile("\\d+");
  private static final String FILES =
      "[^'\"`]*(using|Using|mode|Mode|state|stor|session|Session)[^'\"`]*(file|disk|folder)[^'\"`]*";
  private static final String FILES_FIRST =
      "[^'\"`]*(file|File|disk|folder)[^'\"`]*(state|stor|mode|session)[^'\"`]*";

  private static final Pattern PROSE = Pattern.compile("(?i).*(\\.(md|txt|adoc|rst)|readme)");

  private final List<String> lines;
  private final List<String> companies;
  private final Optional<Words> tag;
  private final Optional<Words> head;

  /**
   * @param log the file that PM2 writes
   * @param companies their ids
   * @param tag the code that works on files
   * @param head the code that runs now
   */
  LogLook(Path log, List<String> companies, Optional<Words> tag, Optional<Words> head) {
    this.lines = end(log).lines().map(line -> STAMP.matcher(line).replaceFirst("")).toList();
    this.companies = companies;
    this.tag = tag;
    this.head = head;
  }

  private static String end(Path log) {
    try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
      long from = Math.max(0, file.length() - END);
      byte[] bytes = new byte[(int) (file.length() - from)];
      file.seek(from);
      file.readFully(bytes);
      return new String(bytes, StandardCharsets.UTF_8);
    } catch (IOException unread) {
      return "";
    }
  }

  void guess(Guesses guesses) {
    opened(guesses);
    String key = "service.messaging.databaseLog";
    Optional<String> mode =
        lines.stream()
            .filter(
                line -> MODE.matcher(line).matches() && !line.matches("(?i).*(fail|error|lost).*"))
            .findFirst();
    if (mode.isPresent()) guesses.likely(key, pattern(mode.get()), "stands in its log");
    else guesses.missing(key, "the line of the log that says that sessions are in the database");
    onFiles(guesses);
    errors(guesses);
  }

  /** Where each line is an object with a level, errors are told by it and not by a word. */
  private void errors(Guesses guesses) {
    Optional<MatchResult> level =
        lines.stream().flatMap(line -> LEVEL.matcher(line).results()).findFirst();
    if (level.isEmpty()) return;
    String name = level.get().group(1);
    boolean number = NUMBER.matcher(level.get().group(2)).matches();
    String errors = number ? "(50|60)\\b" : "\"(?i:error|fatal|critical)\"";
    String seen = "each line of its log is JSON with " + name.replace("\"", "");
    guesses.likely("service.messaging.errorLog", Yaml.list(List.of(name + ": ?" + errors)), seen);
    guesses.likely("service.messaging.errorsIn", "both", seen + ", news and errors alike");
  }

  /** The line that names the most companies, each at the same place. */
  private void opened(Guesses guesses) {
    String key = "service.messaging.openLog";
    Map<String, Set<String>> seen = new LinkedHashMap<>();
    for (String line : lines)
      if (OPENED.matcher(line).matches() && !NOT.matcher(line).matches())
        seen.computeIfAbsent(pattern(line), p -> new TreeSet<>()).add(line);
    Optional<Map.Entry<String, Set<String>>> best =
        seen.entrySet().stream()
            .max(
                java.util.Comparator.comparingInt(
                    one -> one.getValue().size() + (one.getKey().contains("(?<") ? 1000 : 0)));
    if (best.isEmpty())
      guesses.missing(
          key,
          "the line of the log when a connection opened; a group (?<company>…) in it names the company");
    else
      guesses.put(
          key,
          best.get().getKey(),
          best.get().getKey().contains("(?<") ? Certainty.LIKELY : Certainty.UNSURE,
          "matches %d different lines at the end of its log"
              .formatted(best.get().getValue().size()),
          seen.keySet().stream().toList());
  }

  private void onFiles(Guesses guesses) {
    String key = "service.messaging.filesLog";
    Optional<Map.Entry<String, String>> said =
        tag.stream()
            .flatMap(
                words ->
                    java.util.stream.Stream.concat(
                        words.quoted(FILES).stream(), words.quoted(FILES_FIRST).stream()))
            .filter(one -> one.getKey().contains(" ") && one.getKey().length() < 90)
            .filter(one -> !one.getKey().matches("(?i).*(only|fail|error|cannot|missing).*"))
            .filter(one -> !PROSE.matcher(one.getValue()).matches())
            .filter(one -> head.stream().noneMatch(words -> words.mention(one.getKey())))
            .findFirst();
    if (said.isPresent())
      guesses.unsure(
          key,
          Words.literal(said.get().getKey().replaceAll("\\$\\{[^}]*}", "\u0000"))
              .replace("\u0000", ".*"),
          "stands in " + said.get().getValue() + " of the tag, and not in HEAD");
    else instead(guesses, key);
  }

  /**
   * The line of the database's mode, with the other value of the variable in the place of its own.
   */
  private static void instead(Guesses guesses, String key) {
    String line = guesses.value("service.messaging.databaseLog");
    String own = "\"" + guesses.value("service.settings.onDatabase") + "\"";
    String other = guesses.value("service.settings.onFiles");
    if (!other.isEmpty() && line.contains(own))
      guesses.unsure(
          key,
          line.replace(own, "\"" + other + "\""),
          "databaseLog with the value for files in it");
    else
      guesses.missing(
          key, "the line of the log that says that sessions are in files: see the code of the tag");
  }

  /** A line as a pattern: a company's id becomes the group, other numbers any number. */
  private String pattern(String line) {
    Optional<String> id =
        companies.stream()
            .filter(
                one ->
                    Pattern.compile("(?<![\\w.-])" + Pattern.quote(one) + "(?![\\w.-])")
                        .matcher(line)
                        .find())
            .max(java.util.Comparator.comparingInt(String::length));
    if (id.isEmpty()) return numbers(line);
    String[] parts = line.split("(?<![\\w.-])" + Pattern.quote(id.get()) + "(?![\\w.-])", 2);
    String group =
        NUMBER.matcher(id.get()).matches() ? "(?<company>\\d+)" : "(?<company>[^\\s\"',;]+)";
    return numbers(parts[0]) + group + numbers(parts[1]);
  }

  private static String numbers(String text) {
    return NUMBER.matcher(Words.literal(text)).replaceAll("\\\\d+");
  }
}
