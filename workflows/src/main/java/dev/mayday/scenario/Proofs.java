package dev.mayday.scenario;

import dev.mayday.incident.Messaging;
import dev.mayday.incident.Service;
import dev.mayday.incident.Some;
import dev.mayday.runbook.Recovery;
import dev.mayday.system.Connection;
import dev.mayday.system.LogFindings;
import dev.mayday.system.LogMark;
import dev.mayday.system.Pm2;
import dev.mayday.system.WhatsApp;
import java.util.ArrayList;
import java.util.List;

/**
 * The proofs that both directions share: up, connected in the right mode, no new errors, a test
 * message.
 */
final class Proofs {
  private static final Connection NOT_LOOKED = new Connection(List.of(), List.of(), false, "", 0);
  private final Recovery recovery;
  private final Service service;
  private final Pm2 pm2;
  private final WhatsApp whatsApp;

  Proofs(Recovery recovery, Pm2 pm2, WhatsApp whatsApp) {
    this.recovery = recovery;
    this.service = recovery.service();
    this.pm2 = pm2;
    this.whatsApp = whatsApp;
  }

  void online() {
    recovery.prove(
        service.process().name() + " is online and stays so",
        () -> pm2.steady(service.process(), service.settings()),
        state -> state.status() + ", restarts " + state.restarts(),
        null);
  }

  /**
   * Connected, and not in the other mode; a company that is not is named and does not stop the
   * others. Where nothing tells the companies apart, one connection proves one company and no more:
   * then people look, and try again or go on unproven.
   */
  Connection connected(String mode, List<String> expected, LogMark since) {
    return recovery.prove(
        "connected to WhatsApp", () -> look(mode, expected, since), this::say, NOT_LOOKED);
  }

  void noNewErrors(LogMark since) {
    recovery.prove(
        "no new errors in the log",
        () -> quiet(since),
        found -> found.lines() + " lines read",
        null);
  }

  void testMessage(String text) {
    recovery.prove(
        "a test message is sent",
        () -> whatsApp.send(service.messaging(), text),
        id -> "message " + id,
        "");
  }

  private Connection look(String mode, List<String> expected, LogMark since) {
    Connection seen = whatsApp.connected(service.messaging(), service.process(), expected, since);
    if (!seen.any())
      throw Recovery.unproven("no company is connected\nHINT: read the service's own log");
    if (!seen.mode().isEmpty() && !seen.mode().equals(mode))
      throw Recovery.unproven(
          "the service says that it works on "
              + seen.mode()
              + "\nHINT: read its log and its "
              + service.settings().file());
    if (seen.open().isEmpty() && expected.size() > 1)
      throw Recovery.unproven(untold(seen, expected.size()));
    if (!seen.open().isEmpty()) missing(seen, expected);
    return seen;
  }

  private void missing(Connection seen, List<String> expected) {
    List<String> missing = new ArrayList<>(expected);
    missing.removeAll(seen.open());
    if (!expected.isEmpty() && missing.size() == expected.size())
      throw Recovery.unproven(
          "none of the companies that were started is connected, only "
              + Some.said(seen.open())
              + "\nHINT: read the service's own log");
    Some.of(missing, Companies.APART)
        .forEach(one -> recovery.keepApart("company " + one + ": not connected after the start"));
  }

  private static String untold(Connection seen, int expected) {
    return "a connection is open, but nothing tells whose: "
        + expected
        + " companies were started"
        + (seen.openings() > 0 ? ", the log tells of " + seen.openings() + " openings" : "")
        + "\nHINT: look at each company in the service itself, then try again or leave the proof"
        + " out; for next time set messaging.statusUrl with messaging.companies, or catch the"
        + " company in messaging.openLog with (?<company>...)";
  }

  private LogFindings quiet(LogMark since) {
    List<String> kinds = service.messaging().errorLog();
    boolean both = service.messaging().errorsIn() == Messaging.Logs.BOTH;
    LogFindings found = pm2.log(service.process(), since, both ? kinds : List.of(), kinds);
    List<String> errors = both ? matched(found, kinds) : found.errors();
    if (!errors.isEmpty())
      throw Recovery.unproven(
          "new errors in the log: "
              + String.join(", ", errors)
              + "\nHINT: read the service's "
              + (both ? "logs" : "error log"));
    return found;
  }

  /** In whichever log. */
  private static List<String> matched(LogFindings found, List<String> kinds) {
    return kinds.stream().filter(kind -> found.matches().getOrDefault(kind, 0) > 0).toList();
  }

  private String say(Connection seen) {
    return (seen.open().isEmpty() ? "a connection is open" : "open: " + Some.said(seen.open()))
        + (seen.closed().isEmpty() ? "" : "; not open: " + Some.said(seen.closed()))
        + (seen.mode().isEmpty() ? "; no line of its log tells the mode" : "; on " + seen.mode());
  }
}
