package dev.mayday.scenario;

import dev.mayday.incident.Neighbour;
import dev.mayday.incident.Settings;
import dev.mayday.incident.Some;
import dev.mayday.runbook.Matters;
import dev.mayday.system.Found;
import dev.mayday.system.Neighbourhood;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What is said of neighbours, to people and in plans. */
final class Neighbourly {
  private Neighbourly() {}

  static String named(Neighbour one) {
    return "neighbour " + one.name() + " (" + kind(one) + ", shares " + shares(one.shares()) + ")";
  }

  static String stopped(Neighbour one) {
    return named(one) + " is stopped until the service is proven";
  }

  static String restarted(Neighbour one, Settings settings) {
    return named(one) + " is restarted, so that it reads the new code and " + settings.file();
  }

  /** Whatever tells it from another, and what becomes of it. */
  static Matters matters(Neighbour one) {
    return Matters.of(
        one.name(),
        one.underPm2() ? one.process().pm2Home() + " " + one.process().name() : "",
        one.unit(),
        one.command(),
        one.client(),
        one.treatment());
  }

  static String byHand(Neighbour one, boolean wanted) {
    return named(one)
        + (wanted ? " does not run" : " runs")
        + "\nHINT: "
        + (wanted ? "start" : "stop")
        + " it by hand"
        + systemctl(one, wanted)
        + ", then answer retry";
  }

  /** That nothing of it is seen is no proof that it is stopped. */
  static String unseen(Neighbour one) {
    return named(one)
        + " may run: other users' processes are closed to this host's worker, so nobody can see"
        + " that it is stopped\n"
        + "HINT: stop it by hand"
        + systemctl(one, false)
        + ", and have the worker run as a user who may look into it, or as root; then answer retry";
  }

  static String mayStand(Neighbour one) {
    return named(one)
        + " may stand still, which this host's worker cannot see: see that it runs"
        + systemctl(one, true);
  }

  private static String systemctl(Neighbour one, boolean wanted) {
    if (one.unit().isEmpty()) return "";
    return " (systemctl " + (wanted ? "start " : "stop ") + one.unit() + ")";
  }

  static String said(Neighbourhood seen) {
    String found =
        seen.found().isEmpty()
            ? "nobody was found"
            : Some.said(seen.found().stream().map(Neighbourly::said).toList());
    return seen.unseen().isEmpty() ? found : found + "; " + String.join("; ", seen.unseen());
  }

  private static String said(Found one) {
    String name = one.listed() ? one.neighbour() + ": " : "NOT LISTED: ";
    return name + one.what() + process(one) + " shares " + shares(one.shares());
  }

  /** What people must know to say yes or no, and what to write so that it need not be asked. */
  static String question(Found stranger) {
    return stranger.what()
        + process(stranger)
        + " shares "
        + shares(stranger.shares())
        + " and is not under neighbours in mayday.yaml. If the plan is carried out it is left"
        + " untouched, on code and settings that change under it. To have it stopped or restarted,"
        + " say no, write there: "
        + stranger.entry()
        + ", start Mayday anew, and recover";
  }

  private static String process(Found one) {
    return one.pid() == 0 ? "" : " [process " + one.pid() + "]";
  }

  private static String kind(Neighbour one) {
    if (one.underPm2()) return "PM2 " + one.process().name();
    if (!one.unit().isEmpty()) return "unit " + one.unit();
    return one.command().isEmpty() ? "client " + one.client() : "command " + one.command();
  }

  private static String shares(List<Neighbour.Shared> shared) {
    return shared.stream()
        .map(one -> one == Neighbour.Shared.ENV ? ".env" : one.name().toLowerCase(Locale.ROOT))
        .collect(Collectors.joining(", "));
  }
}
