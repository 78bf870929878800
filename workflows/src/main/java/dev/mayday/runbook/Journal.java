package dev.mayday.runbook;

import dev.mayday.incident.Entry;
import io.temporal.workflow.Workflow;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The sentences of a recovery, in order. */
final class Journal {
  private static final int LONGEST = 2_000;
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
