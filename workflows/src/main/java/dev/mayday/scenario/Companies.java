package dev.mayday.scenario;

import dev.mayday.incident.Settings;
import dev.mayday.incident.Some;
import dev.mayday.runbook.Matters;
import dev.mayday.runbook.Recovery;
import dev.mayday.system.CompanyState;
import dev.mayday.system.EnvState;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Companies whose credentials do not hold would silently become new identities: they are left out.
 */
final class Companies {
  /** More are counted in the report, not named; the manifest on the host has them all. */
  static final int APART = 50;

  private Companies() {}

  static List<String> unusable(List<CompanyState> companies) {
    return companies.stream().filter(one -> !one.usable()).map(CompanyState::company).toList();
  }

  static List<String> usable(List<CompanyState> companies) {
    return companies.stream().filter(CompanyState::usable).map(CompanyState::company).toList();
  }

  /** Names the companies that are left out, with what was found; of very many the first ones. */
  static void keepApart(Recovery recovery, List<CompanyState> companies) {
    Some.of(unsound(companies), APART).forEach(recovery::keepApart);
  }

  /** What is wrong with the companies that must not be started, for one sentence. */
  static String wrong(List<CompanyState> companies) {
    return String.join(" | ", Some.of(unsound(companies), Some.NAMED));
  }

  private static List<String> unsound(List<CompanyState> companies) {
    return companies.stream()
        .filter(one -> !one.usable())
        .map(one -> "company " + one.company() + ": " + String.join("; ", one.findings()))
        .toList();
  }

  /** What the service is started with: its mode, and which companies it must leave alone. */
  static Map<String, String> settings(
      Settings settings, String mode, EnvState now, List<String> unusable) {
    Map<String, String> values = new LinkedHashMap<>();
    values.put(settings.mode(), mode);
    if (!settings.leaveOut().isEmpty())
      values.put(settings.leaveOut(), union(settings, now, unusable));
    return values;
  }

  /** Where the service cannot be told, a person sees to it before it starts. */
  static void tellOrAsk(Recovery recovery, Settings settings, List<String> unusable) {
    if (settings.leaveOut().isEmpty() && !unusable.isEmpty())
      recovery.manual(
          "keep the service from starting company "
              + Some.said(unusable)
              + " (their credentials do not hold)",
          Matters.of(unusable));
  }

  /** The companies that are to be connected after a start with these settings. */
  static List<String> started(Settings settings, Map<String, String> values, List<String> usable) {
    List<String> leftOut = leftOut(settings, values);
    return usable.stream().filter(one -> !leftOut.contains(one)).toList();
  }

  /**
   * Names the companies that were left out before: an earlier fallback may have done it, and nobody
   * else would let them in again.
   */
  static void stillLeftOut(Recovery recovery, Settings settings, EnvState before) {
    for (String company : Some.of(leftOut(settings, before.values()), APART))
      recovery.keepApart(
          "company "
              + company
              + ": still left out by "
              + settings.leaveOut()
              + ", as before; take it out of there when its sessions hold");
  }

  private static String union(Settings settings, EnvState now, List<String> unusable) {
    TreeSet<String> all = new TreeSet<>(unusable);
    all.addAll(leftOut(settings, now.values()));
    return String.join(settings.leaveOutSeparator(), all);
  }

  private static List<String> leftOut(Settings settings, Map<String, String> values) {
    String separator = Pattern.quote(settings.leaveOutSeparator());
    return Arrays.stream(values.getOrDefault(settings.leaveOut(), "").split(separator))
        .map(String::strip)
        .filter(one -> !one.isEmpty())
        .toList();
  }
}
