package dev.mayday.starter;

import dev.mayday.scenario.Scenarios;
import java.util.Iterator;

/** The installed scenarios, for help and completion. */
final class Installed implements Iterable<String> {
  @Override
  public Iterator<String> iterator() {
    return Scenarios.recoveries().iterator();
  }
}
