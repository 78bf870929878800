package dev.mayday.runbook;

import dev.mayday.incident.Entry;
import io.temporal.workflow.Workflow;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * The sentences of a recovery, in order. A storm of nonsense from outside must not make a report
 * that is too large to be told: beyond a bound sentences from the middle are dropped.
 */
final class Journal {
  private static final int LONGEST = 2_000;
  private static final int MOST = 3_000;
  private final List<Entry> entries = new ArrayList<>();
  private final Runnable changed;
  private String phase = "begin";

  Journal(Runnable changed) {
    this.changed = changed;
  }

  void phase(String name) {
    phase = name;
    changed.run();
  }

  String phase() {
    return phase;
  }

  void note(String kind, String what, String result) {
    entries.add(new Entry(now(), phase, kind, cut(what), cut(result)));
    if (entries.size() > MOST) entries.remove(MOST / 2);
    changed.run();
  }

  List<Entry> entries() {
    return List.copyOf(entries);
  }

  static Instant now() {
    return Instant.ofEpochMilli(Workflow.currentTimeMillis());
  }

  private static String cut(String text) {
    return text == null ? "" : text.length() <= LONGEST ? text : text.substring(0, LONGEST) + " …";
  }
}
