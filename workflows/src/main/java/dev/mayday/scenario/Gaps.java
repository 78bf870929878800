package dev.mayday.scenario;

import dev.mayday.incident.Gap;
import dev.mayday.incident.Service;
import dev.mayday.incident.Traffic;
import dev.mayday.runbook.Recovery;
import dev.mayday.system.Connection;
import dev.mayday.system.Heard;
import dev.mayday.system.LogMark;
import dev.mayday.system.WhatsApp;
import io.temporal.workflow.Workflow;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * When which company's messages were not handled: by the service's own word where it tells it, else
 * bounds. Runs of an earlier version, whose service says nothing of traffic, ask for nothing.
 */
final class Gaps {
  /** More are told as one, with the widest interval. */
  private static final int MOST = 50;

  private static final Heard NOTHING = new Heard(List.of(), "");
  private final WhatsApp whatsApp;
  private final boolean worksMeanwhile;
  private Heard before = NOTHING;
  private Instant bound;
  private List<String> out = List.of();

  /**
   * @param worksMeanwhile whether the service handles messages until it is stopped, and again when
   *     everything is put back
   */
  Gaps(WhatsApp whatsApp, boolean worksMeanwhile) {
    this.whatsApp = whatsApp;
    this.worksMeanwhile = worksMeanwhile;
  }

  /**
   * Once it is proven that nothing is handled, and before anybody is asked: a run that ends without
   * a change says it, too. (Runs that began before arc 4 said nothing then.)
   *
   * @param since from when on messages are not handled where the service cannot tell it
   */
  void lost(Recovery recovery, Instant since) {
    if (unknown(recovery) || !recovery.since(4) || bound != null) return;
    bound = since;
    stand(recovery, List.of(), List.of());
  }

  /** Where it is known that they stand, the service is asked once the emergency is confirmed. */
  void ask(Recovery recovery) {
    if (bound == null) return;
    begin(recovery, bound);
    List<String> told = before.companies().stream().map(Heard.Company::company).toList();
    stand(recovery, told, List.of());
  }

  /** With the names of all companies, once they are known; where it is known that they stand. */
  void of(Recovery recovery, List<String> usable, List<String> unusable) {
    if (bound != null) stand(recovery, usable, unusable);
  }

  /**
   * Right before the service is stopped, while it can still be asked.
   *
   * @param since from when on messages are not handled where the service cannot tell it; null for
   *     from now on
   */
  void begin(Recovery recovery, Instant since) {
    if (unknown(recovery)) return;
    Heard told = believed(heard(recovery, "when each company handled its last message", null));
    if (before.companies().isEmpty() || !told.companies().isEmpty()) before = told;
    bound = since == null ? now() : since;
  }

  /** With the companies that are to be started, and those that are not. */
  void stopped(Recovery recovery, List<String> started, List<String> leftOut) {
    if (unknown(recovery)) return;
    out = leftOut;
    stand(recovery, started, leftOut);
  }

  private void stand(Recovery recovery, List<String> started, List<String> leftOut) {
    List<Gap> gaps = new ArrayList<>();
    names(started, leftOut).forEach(one -> gaps.add(open(one)));
    recovery.unhandled(few(gaps), worksMeanwhile);
  }

  /** Once the connection is proven: who is not connected handles nothing still. */
  void over(Recovery recovery, List<String> started, Connection connected, LogMark mark) {
    if (unknown(recovery) || !connected.any()) return;
    List<String> open = connected.open();
    Instant proven = now();
    Heard after = heard(recovery, "since when each company is connected", mark);
    List<Gap> gaps = new ArrayList<>();
    for (String one : names(started, out)) {
      boolean back = !out.contains(one) && (open.isEmpty() || open.contains(one));
      gaps.add(back ? closed(open(one), after.of(one), proven) : open(one));
    }
    recovery.unhandled(few(gaps), worksMeanwhile);
  }

  private static boolean unknown(Recovery recovery) {
    return recovery.rehearsing() || recovery.service().traffic() == null;
  }

  private Heard heard(Recovery recovery, String phrase, LogMark since) {
    Service service = recovery.service();
    Traffic traffic = service.traffic();
    if (!traffic.told()) return NOTHING;
    return recovery.check(
        phrase,
        () -> whatsApp.heard(service.messaging(), traffic, service.process(), since),
        Gaps::said);
  }

  /** A last message that lies after the look is none: a local time without its zone, say. */
  private static Heard believed(Heard heard) {
    Instant look = now();
    return new Heard(
        heard.companies().stream().map(one -> before(look, one)).toList(), heard.unheard());
  }

  private static Heard.Company before(Instant look, Heard.Company one) {
    return one.last() == null || !one.last().isAfter(look)
        ? one
        : new Heard.Company(one.company(), one.first(), null, one.open());
  }

  private static String said(Heard heard) {
    String told = "told of " + heard.companies().size() + " companies";
    return heard.unheard().isEmpty() ? told : told + "; " + heard.unheard();
  }

  /** Where nobody tells companies apart there is one interval. */
  private static List<String> names(List<String> started, List<String> leftOut) {
    List<String> all = new ArrayList<>(started);
    all.addAll(leftOut);
    return all.isEmpty() ? List.of("") : all.stream().distinct().toList();
  }

  private Gap open(String company) {
    return new Gap(company, before.of(company).last(), bound, null, false);
  }

  /** A service that remembers its last message over a start tells an old one: that ends nothing. */
  private static Gap closed(Gap open, Heard.Company after, Instant proven) {
    Instant told =
        Stream.of(after.open(), after.first(), after.last())
            .filter(Objects::nonNull)
            .filter(one -> one.isAfter(open.from()) && !one.isAfter(proven))
            .min(Instant::compareTo)
            .orElse(null);
    Instant again = told == null ? proven : told;
    return new Gap(open.company(), open.last(), open.since(), again, told != null);
  }

  private static List<Gap> few(List<Gap> all) {
    if (all.size() <= MOST) return all;
    List<Gap> few = new ArrayList<>(all.subList(0, MOST));
    few.add(widest(all.subList(MOST, all.size())));
    return few;
  }

  private static Gap widest(List<Gap> rest) {
    Instant from = rest.stream().map(Gap::from).min(Instant::compareTo).orElseThrow();
    boolean open = rest.stream().anyMatch(one -> one.again() == null);
    Instant again =
        open ? null : rest.stream().map(Gap::again).max(Instant::compareTo).orElseThrow();
    return new Gap("and " + rest.size() + " more", null, from, again, false);
  }

  private static Instant now() {
    return Instant.ofEpochMilli(Workflow.currentTimeMillis());
  }
}
