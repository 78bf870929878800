package dev.mayday.starter.setup;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Every guess so far, one for each key; what is found first stays. No secret enters. */
final class Guesses {
  private final Map<String, Guess> all = new LinkedHashMap<>();
  private final List<String> notes = new ArrayList<>();
  private final Wishes wishes;
  private final UnaryOperator<String> mask;

  /**
   * @param wishes what keys are called
   * @param mask takes every secret out of a text that this process has read
   */
  Guesses(Wishes wishes, UnaryOperator<String> mask) {
    this.wishes = wishes;
    this.mask = mask;
  }

  void sure(String key, String value, String evidence, String... others) {
    put(key, value, Certainty.SURE, evidence, List.of(others));
  }

  void likely(String key, String value, String evidence, String... others) {
    put(key, value, Certainty.LIKELY, evidence, List.of(others));
  }

  void unsure(String key, String value, String evidence, String... others) {
    put(key, value, Certainty.UNSURE, evidence, List.of(others));
  }

  void missing(String key, String how) {
    put(key, "", Certainty.MISSING, how, List.of());
  }

  void put(String key, String value, Certainty certainty, String evidence, List<String> others) {
    List<String> rest = others.stream().filter(o -> !o.equals(value)).distinct().limit(5).toList();
    all.putIfAbsent(
        key,
        new Guess(
            wishes.path(key),
            mask.apply(value),
            certainty,
            line(evidence),
            rest.stream().map(this::line).toList()));
  }

  /** A sentence that belongs to no key. */
  void note(String sentence) {
    notes.add(line(sentence));
  }

  Optional<Guess> of(String key) {
    return Optional.ofNullable(all.get(key));
  }

  /** The value, or an empty text. */
  String value(String key) {
    return of(key).map(Guess::value).orElse("");
  }

  List<Guess> all() {
    return List.copyOf(all.values());
  }

  List<String> notes() {
    return List.copyOf(notes);
  }

  /** One printable line without a secret: evidence is also what others wrote into logs and code. */
  private String line(String text) {
    return mask.apply(text).replaceAll("[\\s\\p{Cntrl}]+", " ").strip();
  }
}
