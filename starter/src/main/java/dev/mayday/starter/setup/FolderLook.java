package dev.mayday.starter.setup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Where the service reads sessions in file mode, and what a company's folder is called there. */
final class FolderLook {
  private static final Pattern NAME =
      Pattern.compile(".*(SESSION|AUTH|CRED|STATE).*(DIR|FOLDER|PATH|ROOT).*");
  private static final String FOLDER = "[A-Za-z0-9_.-]*(session|auth|cred)[A-Za-z0-9_.-]*";
  private static final Pattern UNFIT =
      Pattern.compile(
          ".*\\.(js|mjs|cjs|ts|json|sql)|.*[Ss]tate|.*(authoriz|authent).*|.*_at|session-");
  private static final String COMPANY = "`[A-Za-z0-9_.-]*\\$\\{[^}`]*\\}[A-Za-z0-9_.-]*`";
  private static final Pattern OF_COMPANY =
      Pattern.compile(
          "`([A-Za-z0-9_.-]*)\\$\\{[^}]*(?i:compan|tenant|account|client|shop|customer|instance|id)[^}]*\\}([A-Za-z0-9_.-]*)`");
  private static final String CREDS = "creds.json";

  private final Site site;
  private final Optional<Words> tag;
  private final List<String> companies;

  /**
   * @param tag the code that works on files
   * @param companies the companies' ids
   */
  FolderLook(Site site, Optional<Words> tag, List<String> companies) {
    this.site = site;
    this.tag = tag;
    this.companies = companies;
  }

  void guess(Guesses guesses) {
    Optional<Path> there = there();
    Optional<Map.Entry<String, String>> set =
        site.variables().entrySet().stream()
            .filter(one -> NAME.matcher(one.getKey()).matches() && !one.getValue().isBlank())
            .findFirst();
    String key = "service.sessions.folder";
    if (set.isPresent())
      guesses.likely(
          key, at(set.get().getValue()).toString(), "what " + set.get().getKey() + " is set to");
    else if (there.isPresent())
      guesses.likely(key, there.get().toString(), "is there, and holds folders with " + CREDS);
    else inCode(guesses, key);
    company(guesses, there.or(() -> Optional.of(guesses.value(key)).map(Path::of)));
  }

  private Path at(String name) {
    return site.top().resolve(name).normalize();
  }

  private void inCode(Guesses guesses, String key) {
    List<Map.Entry<String, String>> found =
        tag.stream()
            .flatMap(words -> words.quoted(FOLDER).stream())
            .filter(one -> one.getKey().length() > 5 && !UNFIT.matcher(one.getKey()).matches())
            .toList();
    if (found.isEmpty())
      guesses.missing(key, "the folder that the code of the tag reads sessions from: see its code");
    else
      guesses.unsure(
          key,
          at(found.get(0).getKey()).toString(),
          "stands in " + found.get(0).getValue() + " of the tag",
          found.stream().skip(1).map(one -> at(one.getKey()).toString()).toArray(String[]::new));
  }

  private Optional<Path> there() {
    try (Stream<Path> folders = Files.list(site.top())) {
      return folders.filter(Files::isDirectory).filter(one -> first(one).isPresent()).findFirst();
    } catch (IOException closed) {
      return Optional.empty();
    }
  }

  /** The first folder in it that holds credentials. */
  private static Optional<String> first(Path folder) {
    if (!Files.isDirectory(folder)) return Optional.empty();
    try (Stream<Path> each = Files.list(folder)) {
      return each.filter(one -> Files.exists(one.resolve(CREDS)))
          .map(one -> one.getFileName().toString())
          .sorted()
          .findFirst();
    } catch (IOException closed) {
      return Optional.empty();
    }
  }

  private void company(Guesses guesses, Optional<Path> folder) {
    String key = "service.sessions.companyFolder";
    Optional<String> name = folder.flatMap(FolderLook::first);
    Optional<String> known =
        name.flatMap(
            n ->
                companies.stream()
                    .filter(n::contains)
                    .max(java.util.Comparator.comparingInt(String::length)));
    Optional<Map.Entry<String, String>> said = tag.stream().flatMap(FolderLook::inCode).findFirst();
    if (known.isPresent())
      guesses.likely(
          key,
          name.get().replace(known.get(), "{company}"),
          name.get() + " lies in " + folder.get());
    else if (said.isPresent())
      guesses.unsure(
          key, said.get().getKey(), "stands in " + said.get().getValue() + " of the tag");
    else
      guesses.missing(
          key,
          "what the folder of one company is called in " + folder.map(Path::toString).orElse("it"));
  }

  private static Stream<Map.Entry<String, String>> inCode(Words words) {
    return words.matching(COMPANY).stream()
        .filter(one -> !one.getKey().contains(".json"))
        .flatMap(
            one ->
                OF_COMPANY
                    .matcher(one.getKey())
                    .results()
                    .map(m -> Map.entry(m.group(1) + "{company}" + m.group(2), one.getValue())));
  }
}
