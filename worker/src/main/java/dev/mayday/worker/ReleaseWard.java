package dev.mayday.worker;

import dev.mayday.activities.estate.Host;
import dev.mayday.activities.pm2.Launched;
import dev.mayday.activities.release.Baileys;
import dev.mayday.activities.release.Release;
import dev.mayday.activities.release.Seen;
import dev.mayday.activities.sessions.CopyForm;
import dev.mayday.activities.unix.Account;
import dev.mayday.incident.Checkout;
import dev.mayday.incident.Service;
import dev.mayday.system.Refused;
import java.nio.file.Path;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Whether the code on the other side would start with what is installed, and reads the sessions
 * that the copy has. No package is installed during a recovery, so what is missing now is missing
 * then.
 */
record ReleaseWard(
    Service service, Host host, HostPorts ports, Account user, Launched launched, Looks look) {
  private static final int SAID = 5;

  void visit() {
    Checkout checkout = service.checkout();
    Seen[] tag = new Seen[1];
    look.stopping(Looks.FALL_BACK)
        .at(name("release of the tag"), () -> starts(tag, checkout.tag()));
    look.stopping(Looks.RETURN)
        .at(name("release of the branch"), () -> starts(new Seen[1], checkout.main()));
    look.stopping(Looks.FALL_BACK)
        .at(name("session format"), () -> format(Optional.ofNullable(tag[0])));
  }

  private String name(String what) {
    return service.target() + ": " + what;
  }

  private String starts(Seen[] found, String name) {
    String commit = ports.git().resolve(service.checkout(), name);
    Release release = new Release(host.git(), Path.of(host.node()));
    Seen seen = release.look(service.checkout(), commit, launched, user);
    found[0] = seen;
    if (!seen.problems().isEmpty()) throw wouldNotStart(name, seen.problems());
    String notes = seen.notes().isEmpty() ? "" : "; " + shortened(seen.notes());
    return name
        + " at "
        + commit.substring(0, 8)
        + ": "
        + seen.files()
        + " files are compiled by Node "
        + seen.node()
        + ", "
        + packages(seen)
        + notes;
  }

  private static String packages(Seen seen) {
    return seen.lock().isEmpty()
        ? "it demands no packages"
        : seen.packages() + " packages are installed as " + seen.lock() + " demands";
  }

  private static Refused wouldNotStart(String name, List<String> problems) {
    return new Refused(
        name
            + " would not start: "
            + shortened(problems)
            + "\nHINT: install what its lock file demands: the branch's in the checkout, the tag's with npm"
            + " ci in a worktree of the tag that checkout.tagModules names; without that key both share"
            + " the checkout's node_modules, and their lock files must agree. See \"The release\" in"
            + " docs/doctor.md; a recovery installs nothing");
  }

  private static String shortened(List<String> sentences) {
    String first = sentences.stream().limit(SAID).collect(Collectors.joining("; "));
    int more = sentences.size() - SAID;
    return more > 0 ? first + "; and " + more + " more" : first;
  }

  /** What is not seen is said to be so, and not guessed. */
  private String format(Optional<Seen> tag) {
    Optional<CopyForm> copy = CopyForm.of(service.sessions());
    Optional<Baileys> library = tag.flatMap(Seen::library);
    if (copy.isPresent() && copy.get().sixes() > 0 && copy.get().sevens() > 0)
      throw new Refused(
          "the copy has sender keys of both generations of Baileys ("
              + copy.get().sixes()
              + " of 6, "
              + copy.get().sevens()
              + " of 7): neither reads the other's\nHINT: see which version the service ran when; what"
              + " is in the other form is left out of a fallback");
    NavigableMap<Integer, String> said = new TreeMap<>();
    note(said, service.sessions().generation(), "sessions.generation");
    note(said, copy.map(CopyForm::generation).orElse(0), "the copy's content");
    note(said, library.map(Baileys::generation).orElse(0), library.map(this::words).orElse(""));
    String unseen = unseen(copy, library);
    if (said.size() == 1)
      return "Baileys " + said.firstKey() + ", says " + said.firstEntry().getValue() + unseen;
    throw new Refused(
        said.entrySet().stream()
                .map(one -> one.getValue() + " says Baileys " + one.getKey())
                .collect(Collectors.joining(", "))
            + unseen
            + "\nHINT: set sessions.generation to what the tag's code reads; where the copy is of the"
            + " other generation, no conversation in a group would go on after a fallback: move the tag");
  }

  private static void note(NavigableMap<Integer, String> said, int generation, String whose) {
    if (generation > 0) said.merge(generation, whose, (one, other) -> one + " and " + other);
  }

  private String words(Baileys library) {
    return library.name() + " " + library.version() + " by " + library.by();
  }

  private static String unseen(Optional<CopyForm> copy, Optional<Baileys> library) {
    String of =
        (copy.map(CopyForm::generation).orElse(0) == 0 ? ", of the copy (no sender key in it)" : "")
            + (library.map(Baileys::generation).orElse(0) == 0
                ? ", of the tag's code (no Baileys is installed under a name that is known)"
                : "");
    return of.isEmpty() ? "" : "; not seen" + of;
  }
}
