package dev.mayday.starter;

import dev.mayday.worker.UpgradeCheck;
import dev.mayday.worker.UpgradeCheck.Replayed;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Typed with the build that is to come, before the one that is there is stopped. */
@Command(
    name = "upgrade-check",
    description = "Say whether this build can go on with every run that is open now.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  /opt/mayday-next/mayday upgrade-check",
      "      the next build, beside the one that runs; docs/upgrading.md says how it takes its place",
      "  mayday upgrade-check --json",
      "      the exit code is 0 only when every open history replays with this build's code"
    })
final class UpgradeCheckCommand extends MaydayCommand {
  /**
   * What is printed as JSON of one run.
   *
   * @param workflowId its workflow's id
   * @param run its run id
   * @param type its workflow type
   * @param events how long its history is; 0 when it ended meanwhile
   * @param replays whether this build can go on with it
   * @param trouble where it goes another way, or empty
   */
  record Said(
      String workflowId, String run, String type, int events, boolean replays, String trouble) {
    private static Said of(Replayed one) {
      return new Said(
          one.open().workflowId(),
          one.open().run(),
          one.open().type(),
          one.events(),
          one.replays(),
          one.trouble());
    }
  }

  @Option(names = "--json", description = "Print JSON.")
  boolean json;

  UpgradeCheckCommand(Surroundings around) {
    super(around);
  }

  @Override
  public Integer call() {
    estate();
    List<Replayed> all;
    try (UpgradeCheck check = new UpgradeCheck(temporal())) {
      all = check.all();
    }
    if (json) out().println(Json.of(all.stream().map(Said::of).toList()));
    else say(all);
    out().flush();
    return all.stream().allMatch(Replayed::replays) ? Exit.DONE : Exit.REFUSED;
  }

  private void say(List<Replayed> all) {
    if (all.isEmpty()) out().println("nothing is open: nothing has to go on with this build");
    all.forEach(one -> out().println(line(one)));
    if (all.stream().allMatch(Replayed::replays)) return;
    out().println(paint().bad("do not start this build now: it would go another way than it went"));
    out()
        .println(
            "HINT: let the build that is there end what is marked, then ask again; what cannot wait"
                + " is handed over by `mayday hand-over`");
  }

  private String line(Replayed one) {
    String what =
        one.open().type() + " as " + one.open().workflowId() + ", run " + one.open().run();
    if (!one.replays())
      return paint().bad("DIVERGES") + " " + what + ": " + Paint.plain(one.trouble());
    return paint().good("ok      ")
        + " "
        + what
        + (one.events() == 0 ? ": ended meanwhile" : ": " + one.events() + " events");
  }
}
