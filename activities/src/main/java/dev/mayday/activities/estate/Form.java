package dev.mayday.activities.estate;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * What one value may look like: parsed once, here, and never repaired.
 *
 * @param words how the reference page and a refusal describe it
 * @param secret whether a wrong value may be a secret that must not be shown
 * @param quoted whether only a YAML string will do, so that {@code no} or {@code 1e3} cannot slip
 *     in as a text
 * @param parse throws {@link IllegalArgumentException} with the reason
 * @param show the value as one would write it in the file
 */
record Form<T>(
    String words,
    boolean secret,
    boolean quoted,
    Function<String, T> parse,
    Function<T, String> show) {

  static <T> Form<T> of(String words, Function<String, T> parse) {
    return new Form<>(words, false, false, parse, String::valueOf);
  }

  static <E extends Enum<E>> Form<E> oneOf(Class<E> type) {
    String words =
        String.join(" or ", Arrays.stream(type.getEnumConstants()).map(Form::word).toList());
    return new Form<>(words, false, false, text -> constant(type, text, words), Form::word);
  }

  /** The same form, its wrong values never shown. */
  Form<T> hidden() {
    return new Form<>(words, true, quoted, parse, show);
  }

  /** The same form with one more rule. */
  Form<T> where(String more, Predicate<T> rule) {
    return new Form<>(
        words + ", " + more,
        secret,
        quoted,
        text -> {
          T value = parse.apply(text);
          require(rule.test(value), "is not " + more);
          return value;
        },
        show);
  }

  /** A default as the reference page shows it. */
  String written(T value) {
    String text = show.apply(value);
    return text.isEmpty() ? "empty" : "`" + text + "`";
  }

  /** A list's default as the reference page shows it. */
  String written(List<T> values) {
    return values.isEmpty()
        ? "empty"
        : String.join(", ", values.stream().map(this::written).toList());
  }

  static void require(boolean fine, String reason) {
    if (!fine) throw new IllegalArgumentException(reason);
  }

  private static <E extends Enum<E>> E constant(Class<E> type, String text, String words) {
    for (E each : type.getEnumConstants()) if (word(each).equals(text)) return each;
    throw new IllegalArgumentException("is not " + words);
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
