package dev.mayday.starter.setup;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Where people read what to do: a page of the repository. */
final class RunbookLook {
  private static final String KEY = "service.runbook";
  private final Words code;

  RunbookLook(Words code) {
    this.code = code;
  }

  void guess(Guesses guesses) {
    List<String> pages =
        code.tree().files(code.ref()).stream()
            .filter(file -> file.toLowerCase(Locale.ROOT).matches(".*\\.(md|txt|adoc|rst)"))
            .sorted(Comparator.comparingInt(RunbookLook::rank))
            .map(file -> code.tree().top().resolve(file).toString())
            .toList();
    if (pages.isEmpty())
      guesses.missing(KEY, "the address of the page that people read in an emergency");
    else
      guesses.unsure(
          KEY,
          pages.get(0),
          "a page of the repository; better the address of the one that people read in an emergency",
          pages.stream().skip(1).limit(2).toArray(String[]::new));
  }

  private static int rank(String file) {
    String name = file.toLowerCase(Locale.ROOT);
    if (Stream.of("runbook", "emergency", "recover", "disaster", "fallback")
        .anyMatch(name::contains)) return 0;
    return name.contains("operat") || name.contains("deploy")
        ? 1
        : name.startsWith("readme") ? 2 : 3;
  }
}
