package dev.mayday.world;

/** A neighbour under PM2, in a {@link World}. */
public final class Life {
  public String status = "online";
  public int pid;
  public String mode = "";
  public String stamp = "";

  /** The code and the settings that it was started on. */
  public String reads;

  /** It does not come up again. */
  public boolean broken;

  /** It runs the service's own script. */
  public boolean twin;

  Life(int pid, String reads) {
    this.pid = pid;
    this.reads = reads;
  }

  /** Whether it runs. */
  public boolean runs() {
    return pid > 0;
  }

  @Override
  public String toString() {
    return status + (runs() ? " mode=" + mode + " on " + reads : "");
  }
}
