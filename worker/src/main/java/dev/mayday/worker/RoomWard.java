package dev.mayday.worker;

import dev.mayday.activities.sessions.CopyForm;
import dev.mayday.incident.Service;
import dev.mayday.system.Refused;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Whether each scenario has the room that it takes, disk by disk: what several folders of one disk
 * take counts together. Room for the checkout itself is asked for where the way there is looked at;
 * that on the database's own disk cannot be seen from here.
 */
record RoomWard(Service service, Looks look) {
  private static final long MIB = 1L << 20;

  /** Beyond what is known: logs go on, and others write too. */
  private static final long SLACK = 256 * MIB;

  private static final long SMALL = 16 * MIB;

  /**
   * What a folder will take.
   *
   * @param folder it, or the nearest above it that is there
   * @param bytes how much
   */
  private record Need(Path folder, long bytes) {}

  void visit() {
    long sessions = CopyForm.of(service.sessions()).map(CopyForm::bytes).orElse(0L);
    Need state = need(service.state(), SMALL);
    Need copies = need(service.sessions().copies(), sessions);
    Need folder = new Need(above(Path.of(service.sessions().folder()).getParent()), 2 * sessions);
    Need tree = need(service.checkout().path(), SMALL);
    room(Looks.COPY, copies);
    room(Looks.FALL_BACK, state, folder, tree);
    room(Looks.RETURN, state, tree);
  }

  private void room(String scenario, Need... needs) {
    look.stopping(scenario)
        .at(service.target() + ": room for " + scenario, () -> enough(List.of(needs)));
  }

  private static String enough(List<Need> needs) {
    Map<Object, List<Need>> disks = new LinkedHashMap<>();
    for (Need need : needs)
      disks.computeIfAbsent(device(need.folder()), disk -> new ArrayList<>()).add(need);
    return String.join("; ", disks.values().stream().map(RoomWard::disk).toList());
  }

  private static String disk(List<Need> needs) {
    long wanted = needs.stream().mapToLong(Need::bytes).sum();
    Path folder = needs.get(0).folder();
    long free = folder.toFile().getUsableSpace();
    String said = folder + " has " + free / MIB + " MiB free, wanted are " + (wanted / MIB + 1);
    if (free >= wanted + SLACK) return said;
    throw new Refused(
        said
            + " and "
            + SLACK / MIB
            + " to spare\nHINT: make room on that disk (see df and du), or give it more");
  }

  private static Need need(String folder, long bytes) {
    return new Need(above(Path.of(folder)), bytes);
  }

  private static Path above(Path path) {
    return Stream.iterate(path, Path::getParent).filter(Files::exists).findFirst().orElse(path);
  }

  private static Object device(Path folder) {
    try {
      return Files.getAttribute(folder, "unix:dev");
    } catch (IOException gone) {
      return folder;
    }
  }
}
