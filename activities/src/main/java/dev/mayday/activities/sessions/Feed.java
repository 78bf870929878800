package dev.mayday.activities.sessions;

import dev.mayday.activities.sessions.format.Damage;
import dev.mayday.activities.sessions.format.FolderWriter;
import java.io.IOException;

/** Streams a source's companies into a writer, in order, those after {@code writer.after()}. */
@FunctionalInterface
interface Feed {
  /**
   * Streams.
   *
   * @throws Damage when the source as a whole turns out not to be what it says
   */
  void into(FolderWriter writer) throws IOException, Damage;
}
