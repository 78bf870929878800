package dev.mayday.activities.git;

import dev.mayday.incident.Checkout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Looks at a working tree that nobody has described yet. Every git runs as the tree's owner and
 * reads only: no lock, no refresh of the index, no network, no hook.
 */
public final class Survey {
  private static final Pattern CREDENTIALS = Pattern.compile("://[^/\\s]*@");
  private static final Pattern OTHERS =
      Pattern.compile(
          "(^|/)(node_modules/|package-lock\\.json|yarn\\.lock|pnpm-lock\\.yaml|.*\\.min\\.js$)");

  private final Repo repo;

  private Survey(Repo repo) {
    this.repo = repo;
  }

  /**
   * The working tree that a folder lies in; empty where it lies in none.
   *
   * @throws dev.mayday.system.Refused when git cannot be run in it
   */
  public static Optional<Survey> of(Path folder) {
    return Stream.iterate(folder.toAbsolutePath().normalize(), at -> at != null, Path::getParent)
        .filter(at -> Files.exists(at.resolve(".git")))
        .findFirst()
        .map(top -> new Survey(Repo.of("git", new Checkout(top.toString(), "", "", List.of()))));
  }

  /** The top of the tree. */
  public Path top() {
    return repo.tree();
  }

  /** The branch that is checked out; empty when it is a commit without a branch. */
  public Optional<String> branch() {
    return repo.ask("symbolic-ref", "--quiet", "--short", "HEAD");
  }

  /** The branches, the one changed last first. */
  public List<String> branches() {
    return refs("refs/heads");
  }

  /** The tags, the newest first. */
  public List<String> tags() {
    return refs("refs/tags");
  }

  /** Where it is fetched from, each without user and password. */
  public List<String> remotes() {
    return lines("config", "--get-regexp", "^remote\\..*\\.url$").stream()
        .map(line -> line.substring(line.indexOf(' ') + 1))
        .map(url -> CREDENTIALS.matcher(url).replaceAll("://"))
        .toList();
  }

  /** Whether this is a tag that HEAD itself is at. */
  public boolean isHead(String ref) {
    return repo.ask("rev-parse", "--verify", "--quiet", ref + "^{commit}")
        .equals(repo.ask("rev-parse", "--verify", "--quiet", "HEAD^{commit}"));
  }

  /** Names of the files in a tree. */
  public List<String> files(String ref) {
    return repo
        .ask("ls-tree", "-r", "-z", "--name-only", ref)
        .map(Repo::split)
        .orElse(List.of())
        .stream()
        .filter(this::own)
        .toList();
  }

  /**
   * Every piece of a tree's text files that matches, with the file that it is in; what is installed
   * or locked is left out.
   *
   * @param extended a POSIX extended regular expression, without groups
   */
  public Map<String, List<String>> pieces(String ref, String extended) {
    Map<String, List<String>> found = new TreeMap<>();
    String front = ref + ":";
    for (String line :
        lines("grep", "-I", "-o", "--full-name", "-E", "-z", "-e", extended, ref, "--")) {
      String[] parts = line.split("\0", 2);
      if (parts.length < 2 || !parts[0].startsWith(front)) continue;
      String file = parts[0].substring(front.length());
      if (own(file)) found.computeIfAbsent(file, f -> new java.util.ArrayList<>()).add(parts[1]);
    }
    return found;
  }

  /** A file as a tree has it; empty where it has none. */
  public Optional<String> text(String ref, String file) {
    return repo.ask("show", ref + ":" + file);
  }

  private boolean own(String file) {
    return !OTHERS.matcher(file).find();
  }

  private List<String> refs(String kind) {
    return lines(
        "for-each-ref", "--count=100", "--sort=-creatordate", "--format=%(refname:short)", kind);
  }

  private List<String> lines(String... arguments) {
    return repo.ask(arguments).map(text -> text.lines().toList()).orElse(List.of());
  }
}
