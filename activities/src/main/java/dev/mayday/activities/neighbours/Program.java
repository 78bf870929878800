package dev.mayday.activities.neighbours;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a process runs, cut to what is no secret: the program's name, and its script where that is a
 * file. No other argument is ever told.
 *
 * @param name of the program, without its folder
 * @param script the file that it runs, absolute; null when there is none
 */
record Program(String name, Path script) {

  static Program of(Proc one) {
    List<String> words = words(one);
    String name = file(words.get(0)) == null ? words.get(0) : file(words.get(0));
    String told = one.variable("pm_exec_path");
    Path script =
        told.isEmpty()
            ? words.stream()
                .skip(1)
                .filter(word -> !word.startsWith("-"))
                .flatMap(word -> script(one, word))
                .findFirst()
                .orElse(null)
            : Path.of(told).normalize();
    return new Program(name.replaceAll("[:\\s].*", ""), script);
  }

  /** Program and script, as patterns of mayday.yaml are held against it. */
  String text() {
    return script == null ? name : name + " " + script;
  }

  /** A program may write its own title over its words; then they are one. */
  private static List<String> words(Proc one) {
    return one.words().size() == 1 ? List.of(one.words().get(0).split(" ")) : one.words();
  }

  private static String file(String word) {
    try {
      Path name = Path.of(word).getFileName();
      return name == null ? null : name.toString();
    } catch (InvalidPathException noPath) {
      return null;
    }
  }

  /** Where its folder is not known, only an absolute path tells. */
  private static Stream<Path> script(Proc one, String word) {
    try {
      Path path = Path.of(word);
      if (!path.isAbsolute() && one.folder() == null) return Stream.empty();
      Path whole = path.isAbsolute() ? path : one.folder().resolve(path);
      return Stream.of(whole.normalize()).filter(Files::isRegularFile);
    } catch (InvalidPathException noPath) {
      return Stream.empty();
    }
  }
}
