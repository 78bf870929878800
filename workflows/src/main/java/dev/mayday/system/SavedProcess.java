package dev.mayday.system;

import java.util.Map;
import java.util.TreeMap;

/**
 * What PM2 had saved of a process ({@code pm2 save}): by it the boot of the host brings it back,
 * and what is saved there wins over the settings. Of its variables only the mode and the leave-out
 * variable are read.
 *
 * @param listed whether it is in PM2's saved list
 * @param status its saved status; what is saved as stopped is not started by a boot
 * @param own the two variables in the saved environment; one without a value of its own is absent
 * @param flat the two as PM2 keeps them beside it once more
 * @param trouble why the list cannot be read or written; empty when it can
 */
public record SavedProcess(
    boolean listed,
    String status,
    Map<String, String> own,
    Map<String, String> flat,
    String trouble) {
  /** Nothing is saved. */
  public static final SavedProcess NONE = new SavedProcess(false, "", Map.of(), Map.of(), "");

  /** Orders the variables, so that two that are equal are written alike. */
  public SavedProcess {
    own = new TreeMap<>(own);
    flat = new TreeMap<>(flat);
  }

  /** Whether there is something that can be changed. */
  public boolean changeable() {
    return listed && trouble.isEmpty();
  }

  /** The same with these variables. */
  public SavedProcess with(Map<String, String> values) {
    return new SavedProcess(listed, status, merged(own, values), merged(flat, values), trouble);
  }

  private static Map<String, String> merged(Map<String, String> one, Map<String, String> other) {
    Map<String, String> all = new TreeMap<>(one);
    all.putAll(other);
    return all;
  }
}
