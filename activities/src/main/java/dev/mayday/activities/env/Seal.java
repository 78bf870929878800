package dev.mayday.activities.env;

import dev.mayday.activities.disk.Disk;
import dev.mayday.incident.Names;
import dev.mayday.system.Fence;
import dev.mayday.system.Refused;
import dev.mayday.system.Unavailable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The sealed copy of a file as it was, under a name that the run chose, and the hash of what the
 * run made of it. The copy comes last: where it is, the hash is too.
 */
final class Seal {
  private final Path before;
  private final Path after;

  Seal(Path sealed, Fence fence, String name) {
    try {
      Sealed all = Sealed.of(sealed, fence.service());
      this.before = all.before(Names.require("the sealed copy's name", name));
      this.after = all.after(name);
    } catch (IllegalArgumentException e) {
      throw new Refused(e.getMessage());
    }
  }

  Optional<Image> before() {
    try {
      return Files.exists(before)
          ? Optional.of(new Image(Files.readAllBytes(before)))
          : Optional.empty();
    } catch (IOException e) {
      throw unavailable("read", e);
    }
  }

  String after() {
    try {
      return Files.readString(after);
    } catch (IOException e) {
      throw unavailable("read", e);
    }
  }

  void keep(Image image, String becomes) {
    try {
      Disk.folder(before.getParent());
      Disk.install(after, becomes.getBytes(StandardCharsets.UTF_8));
      Disk.install(before, image.bytes());
    } catch (IOException e) {
      throw unavailable("written", e);
    }
  }

  void remove() {
    try {
      Disk.remove(before);
      Disk.remove(after);
    } catch (IOException e) {
      throw unavailable("removed", e);
    }
  }

  private Unavailable unavailable(String what, IOException e) {
    return new Unavailable(
        "the sealed copy %s cannot be %s: %s\nHINT: see the state folder's disk and owner"
            .formatted(before, what, e.getClass().getSimpleName()));
  }
}
