package dev.mayday.starter.setup;

import dev.mayday.activities.git.Survey;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The working tree: which branch works on the database, and which tag could work on files. */
final class CheckoutLook {
  private static final Pattern EMERGENCY =
      Pattern.compile("(?i).*(emerg|fall-?back|rescue|file|disk|offline|break-?glass|recover).*");
  private static final Pattern USUAL = Pattern.compile("main|master|production|prod|release|live");
  private static final String FILES =
      "(useMultiFileAuthState|writeFile|readFile|readdir|createWriteStream)[A-Za-z]*";
  private static final int LOOKED = 20;

  private final Survey tree;
  private final List<String> ofDatabase;

  /**
   * @param database what the code names when it works on it: tables, the variable
   */
  CheckoutLook(Survey tree, List<String> database) {
    this.tree = tree;
    Words head = new Words(tree, "HEAD");
    ofDatabase = database.stream().filter(head::mention).toList();
  }

  private record Tag(String name, int worth, String evidence) {}

  void guess(Guesses guesses) {
    guesses.sure(
        "service.checkout.path", tree.top().toString(), "the git working tree that it runs in");
    main(guesses);
    List<Tag> tags =
        tree.tags().stream()
            .limit(LOOKED)
            .map(this::judged)
            .filter(tag -> tag.worth() > 1)
            .sorted(Comparator.comparing(tag -> -tag.worth()))
            .toList();
    if (tags.isEmpty()) noTag(guesses);
    else tag(guesses, tags);
  }

  /** The name of the tag that was guessed, to be looked at. */
  static Optional<String> tag(Guesses guesses) {
    return Optional.of(guesses.value("service.checkout.tag")).filter(tag -> !tag.isEmpty());
  }

  private void main(Guesses guesses) {
    String key = "service.checkout.main";
    Optional<String> out = tree.branch();
    List<String> usual =
        tree.branches().stream().filter(name -> USUAL.matcher(name).matches()).toList();
    if (out.isPresent())
      guesses.put(
          key,
          out.get(),
          Certainty.LIKELY,
          "is checked out" + (ofDatabase.isEmpty() ? "" : ", and its code mentions " + list()),
          usual);
    else if (!usual.isEmpty())
      guesses.put(
          key, usual.get(0), Certainty.UNSURE, "no branch is checked out; this is one", usual);
    else guesses.missing(key, "no branch is checked out: which one works on the database?");
  }

  private static void tag(Guesses guesses, List<Tag> tags) {
    Tag best = tags.get(0);
    guesses.put(
        "service.checkout.tag",
        best.name(),
        best.worth() > 3 ? Certainty.LIKELY : Certainty.UNSURE,
        best.evidence(),
        tags.stream().skip(1).map(Tag::name).toList());
  }

  private void noTag(Guesses guesses) {
    guesses.missing(
        "service.checkout.tag",
        "of %d tags none looks like code that keeps sessions in files: the last release that did so, or one made for emergencies; git tag NAME COMMIT in %s"
            .formatted(tree.tags().size(), tree.top()));
  }

  private Tag judged(String name) {
    Words code = new Words(tree, name);
    List<String> signs = new ArrayList<>();
    int worth = tree.isHead(name) ? -5 : 0;
    if (EMERGENCY.matcher(name).matches()) {
      worth += 2;
      signs.add("its name");
    }
    if (!ofDatabase.isEmpty() && ofDatabase.stream().noneMatch(code::mention)) {
      worth += 3;
      signs.add("its code does not mention " + list() + ", as HEAD does");
    }
    Optional<String> files = code.matching(FILES).stream().map(one -> one.getValue()).findFirst();
    if (files.isPresent()) {
      worth += 1;
      signs.add("it works on files in " + files.get());
    }
    return new Tag(name, worth, String.join("; ", signs));
  }

  private String list() {
    return String.join(", ", ofDatabase);
  }

  /** What the code names when it works on the database. */
  static List<String> ofDatabase(DatabaseLook database) {
    Stream<String> tables =
        Stream.concat(
            database.auth().map(one -> one.table().name()).stream(),
            database.keys().map(one -> one.table().name()).stream());
    return tables.map(name -> name.substring(name.lastIndexOf('.') + 1)).toList();
  }
}
