package dev.mayday.activities.release;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.List;
import java.util.Optional;

/**
 * What was seen of a release.
 *
 * @param problems why it would not start
 * @param notes what may be missing without harm, or could not be seen
 * @param files how many of its files were read and compiled
 * @param lock the file that demands its packages; empty where there is none
 * @param packages how many packages were held against it
 * @param node the version of Node that read it
 * @param baileys the library that speaks to WhatsApp; null where none is installed
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Seen(
    List<String> problems,
    List<String> notes,
    int files,
    String lock,
    int packages,
    String node,
    Baileys baileys) {

  /** The library that speaks to WhatsApp, where it is installed under a name that is known. */
  public Optional<Baileys> library() {
    return Optional.ofNullable(baileys);
  }
}
