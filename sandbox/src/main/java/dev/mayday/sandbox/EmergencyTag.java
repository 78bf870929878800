package dev.mayday.sandbox;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What the emergency tag names: the code that works on files, a release that does not start, or
 * nothing.
 */
record EmergencyTag(World world, Programs programs) {
  private static final String GOOD = "refs/sandbox/good-tag";
  private static final String CRASHES = "throw new Error('this release does not start');\n";

  /** Beside the working tree and the index: whatever is checked out stays as it is. */
  void spoil() {
    keep();
    String blob = git(CRASHES, "hash-object", "-w", "--stdin");
    String tree = git(tree(blob), "mktree");
    String message = "A release that does not start";
    git("", "tag", "--force", world.tag(), git("", "commit-tree", tree, "-p", GOOD, "-m", message));
  }

  void remove() {
    keep();
    git("", "update-ref", "-d", "refs/tags/" + world.tag());
  }

  /** What is good is known from the first fault on. */
  private void keep() {
    if (git("", "for-each-ref", GOOD).isEmpty()) git("", "update-ref", GOOD, world.tag());
  }

  void heal() {
    git("", "tag", "--force", world.tag(), GOOD);
  }

  private String tree(String blob) {
    return git("", "ls-tree", GOOD)
            .replaceAll("(?m)^(100644 blob )[0-9a-f]+(\t" + script() + ")$", "$1" + blob + "$2")
        + "\n";
  }

  private String script() {
    return Pattern.quote(world.traits().script());
  }

  private String git(String input, String... arguments) {
    Map<String, String> author =
        Map.of(
            "GIT_AUTHOR_NAME",
            world.process(),
            "GIT_AUTHOR_EMAIL",
            world.process() + "@sandbox.invalid",
            "GIT_COMMITTER_NAME",
            world.process(),
            "GIT_COMMITTER_EMAIL",
            world.process() + "@sandbox.invalid");
    List<String> command =
        Stream.concat(Stream.of(programs.git().toString()), Stream.of(arguments)).toList();
    return Exec.in(java.nio.file.Path.of(world.checkout()))
        .with(author)
        .fed(input)
        .run(command)
        .strip();
  }
}
