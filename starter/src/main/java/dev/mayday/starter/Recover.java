package dev.mayday.starter;

import java.time.Instant;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Starts a recovery under the lock of its service. */
@Command(
    name = "recover",
    description = "Start a recovery by hand. It asks before it changes anything.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  mayday recover FallBackToFiles --environment production --service whatsapp --by on-call",
      "  mayday recover FallBackToFiles -e production -s whatsapp --wait",
      "      stays to the end; the exit code says how it ended (docs/cli.md)"
    })
final class Recover extends Starting {
  @Option(
      names = "--detected-at",
      paramLabel = "TIME",
      converter = Moment.class,
      description = "When the emergency began, like 2026-03-14T02:17:31Z; else now.")
  Instant detectedAt;

  Recover(Surroundings around) {
    super(around);
  }

  @Override
  public Integer call() {
    if (detectedAt != null && detectedAt.isAfter(Instant.now()))
      throw wrongUse(
          "--detected-at " + detectedAt + " is in the future\nHINT: give the time in UTC");
    return begin(false, detectedAt);
  }
}
