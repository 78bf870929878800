package dev.mayday.starter.setup;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The settings file: which variable says where sessions live, and which leaves companies out. Its
 * values are shown only where they are a switch or a word for a store.
 */
final class SettingsLook {
  private static final Map<String, String> OPPOSITE =
      Map.of(
          "true", "false", "false", "true", "1", "0", "0", "1", "yes", "no", "no", "yes", "on",
          "off", "off", "on");
  private static final Pattern DATABASE =
      Pattern.compile("(?i)(postgres(ql)?|pg|psql|sql|db|database|tables?|repository)");
  private static final Pattern ON_FILES =
      Pattern.compile("(?i)[a-z_-]*(file|disk|folder|director|fs|local|json)[a-z_-]*");
  private static final Pattern STORE =
      Pattern.compile(
          ".*(STOR(E|AGE)|BACKEND|PERSIST|REPOSITORY|SESSION|AUTH_?STATE|KEEP|SOURCE).*");
  private static final Pattern SWITCH = Pattern.compile(".*(MODE|USE|PATTERN|DRIVER|KIND|TYPE).*");
  private static final Pattern UNFIT = Pattern.compile(".*(TEST|BUILD|LOG|LINT|SSL|TLS|CACHE).*");
  private static final String LEAVE_OUT =
      "\\b[A-Z0-9_]*(LEAVE_?OUT|EXCLUDE|SKIP|DISABLE|IGNORE|WITHOUT|BLOCK|QUARANTINE|PARK|ON_HOLD)[A-Z0-9_]*";

  private static final String MODE = "service.settings.mode";
  private static final String BESIDE = "[^'\"`]{0,24}['\"`][,;:| ]['\"`]";

  private final Site site;
  private final List<Words> code;

  /**
   * @param code of HEAD and of the tag
   */
  SettingsLook(Site site, List<Words> code) {
    this.site = site;
    this.code = code;
  }

  private record Mode(String name, String value, int worth) {}

  void guess(Guesses guesses) {
    if (site.dotenv().isEmpty()) {
      guesses.missing(
          "service.settings.path", "no .env lies beside " + site + ": where are its settings?");
      guesses.missing(MODE, "the variable there that chooses where sessions live");
      noValues(guesses);
      return;
    }
    String file = site.dotenv().get().toString();
    guesses.put(
        "service.settings.path",
        file,
        Certainty.LIKELY,
        "sets " + site.variables().size() + " variables",
        site.dotenvs().stream().map(Object::toString).toList());
    List<Mode> modes = modes();
    if (modes.isEmpty()) noMode(guesses, file);
    else mode(guesses, modes);
    leaveOut(guesses);
  }

  private static void noMode(Guesses guesses, String file) {
    guesses.missing(
        MODE,
        "no variable of "
            + file
            + " looks as if it chose where sessions live: see the service's code");
    noValues(guesses);
  }

  private static void noValues(Guesses guesses) {
    guesses.missing("service.settings.onDatabase", "its value for sessions in the database");
    guesses.missing("service.settings.onFiles", "its value for sessions in files");
  }

  private List<Mode> modes() {
    List<Mode> modes = new ArrayList<>();
    site.variables()
        .forEach(
            (name, value) -> {
              int worth = worth(name, value);
              if (worth > 3) modes.add(new Mode(name, value, worth));
            });
    modes.sort(Comparator.comparing(mode -> -mode.worth()));
    return modes;
  }

  private int worth(String name, String value) {
    boolean word = DATABASE.matcher(value).matches();
    if (!word && !OPPOSITE.containsKey(value.toLowerCase(Locale.ROOT))) return 0;
    if (UNFIT.matcher(name).matches()) return 0;
    return (word ? 4 : 1)
        + (STORE.matcher(name).matches() ? 3 : 0)
        + (SWITCH.matcher(name).matches() ? 1 : 0)
        + (code.stream().anyMatch(words -> words.mention(name)) ? 1 : -2);
  }

  private void mode(Guesses guesses, List<Mode> modes) {
    Mode best = modes.get(0);
    boolean alone = modes.size() == 1 || modes.get(1).worth() < best.worth();
    guesses.put(
        MODE,
        best.name(),
        alone ? Certainty.LIKELY : Certainty.UNSURE,
        "is set to " + best.value() + "; " + where(best.name()),
        modes.stream().skip(1).map(Mode::name).toList());
    guesses.likely("service.settings.onDatabase", best.value(), "its value now");
    onFiles(guesses, best);
  }

  private void onFiles(Guesses guesses, Mode mode) {
    String key = "service.settings.onFiles";
    String opposite = OPPOSITE.get(mode.value().toLowerCase(Locale.ROOT));
    Optional<String> said = word(mode.name()).or(() -> instead(mode.value()));
    if (opposite != null) guesses.likely(key, opposite, "the opposite of its value now");
    else if (said.isPresent())
      guesses.likely(key, said.get(), "stands in the code where " + mode.value() + " does");
    else guesses.missing(key, "the value of " + mode.name() + " for files: see the service's code");
  }

  /** A word for files that the code compares the variable with. */
  private Optional<String> word(String name) {
    Pattern literal = Pattern.compile("['\"`]([A-Za-z_-]+)['\"`]");
    return code.stream()
        .flatMap(
            words ->
                Stream.concat(
                    words.matching(name + ".{0,160}").stream(),
                    words.matching(".{0,160}" + name).stream()))
        .flatMap(piece -> literal.matcher(piece.getKey()).results())
        .map(match -> match.group(1))
        .filter(word -> ON_FILES.matcher(word).matches())
        .findFirst();
  }

  /** A word for files that the tag has in a line where HEAD has the value of now. */
  private Optional<String> instead(String value) {
    if (code.size() < 2) return Optional.empty();
    String quote = "['\"`]";
    return code.get(0).matching(".{4,60}" + quote + Words.literal(value) + quote).stream()
        .map(piece -> piece.getKey().substring(0, piece.getKey().length() - value.length() - 2))
        .flatMap(
            before ->
                code
                    .get(1)
                    .matching(Words.literal(before) + quote + "[A-Za-z_-]+" + quote)
                    .stream())
        .map(piece -> piece.getKey().replaceAll(".*['\"`]([A-Za-z_-]+)['\"`]$", "$1"))
        .filter(word -> ON_FILES.matcher(word).matches())
        .findFirst();
  }

  private String where(String name) {
    return code.stream()
        .flatMap(words -> words.files(name).stream())
        .findFirst()
        .map(file -> "read in " + file)
        .orElse("no file of the code mentions it");
  }

  private void leaveOut(Guesses guesses) {
    Matcher own = Pattern.compile(LEAVE_OUT).matcher("");
    List<String> names =
        Stream.concat(
                site.variables().keySet().stream().filter(name -> own.reset(name).matches()),
                code.stream()
                    .flatMap(words -> words.matching(LEAVE_OUT).stream())
                    .map(Map.Entry::getKey))
            .distinct()
            .filter(name -> !UNFIT.matcher(name).matches())
            .toList();
    if (names.isEmpty())
      guesses.missing(
          "service.settings.leaveOut",
          "no variable was found that keeps companies from being started; without one a person is asked to");
    else {
      guesses.put(
          "service.settings.leaveOut", names.get(0), Certainty.UNSURE, where(names.get(0)), names);
      separator(guesses, names.get(0));
    }
  }

  /** A single character that the code has between quotes beside the variable. */
  private void separator(Guesses guesses, String name) {
    code.stream()
        .flatMap(words -> words.matching(name + BESIDE).stream())
        .findFirst()
        .ifPresent(
            one ->
                guesses.unsure(
                    "service.settings.leaveOutSeparator",
                    one.getKey().substring(one.getKey().length() - 2, one.getKey().length() - 1),
                    "stands beside %s in %s".formatted(name, one.getValue())));
  }
}
