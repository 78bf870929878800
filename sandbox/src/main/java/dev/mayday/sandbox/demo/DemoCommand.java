package dev.mayday.sandbox.demo;

import dev.mayday.sandbox.Sandbox;
import dev.mayday.sandbox.Size;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code mayday demo}. */
@Command(
    name = "demo",
    description =
        "Shows the main job on real parts: an alert comes in, the service comes back, and Mayday proves it.",
    mixinStandardHelpOptions = true)
public final class DemoCommand implements Callable<Integer> {
  @Option(names = "--stay", description = "keep everything up at the end, until Enter or Ctrl-C")
  private boolean stay;

  @Mixin private Size size;

  @Option(
      names = "--folder",
      description = "where the sandbox stands (default: demo in Mayday's ignored folder)")
  private Path folder;

  @Override
  public Integer call() throws InterruptedException, IOException {
    java.io.PrintStream out =
        new java.io.PrintStream(
            new java.io.FileOutputStream(java.io.FileDescriptor.out), true, StandardCharsets.UTF_8);
    Path home = folder == null ? Sandbox.home().resolveSibling("demo") : folder;
    lowerAtTheEnd(home.toAbsolutePath().normalize(), Thread.currentThread());
    try (Sandbox sandbox = Demo.raise(home, size.companies(), size.keys(), out)) {
      try (Scene scene = new Scene(sandbox)) {
        boolean good = new Demo(scene, out, System.console()).play();
        out.println(
            good
                ? "\nBoth recoveries ended RECOVERED and the independent check agrees."
                : "\nNOT as it should be: see above.");
        if (stay) rest(scene, out);
        return good ? 0 : 1;
      }
    }
  }

  /** Also where Ctrl-C comes while it rises; one that stood there before is somebody else's. */
  private static void lowerAtTheEnd(Path home, Thread raising) {
    long begun = System.currentTimeMillis();
    Runnable lower =
        () -> {
          raising.interrupt();
          List<ProcessHandle> begunByUs = ProcessHandle.current().descendants().toList();
          begunByUs.forEach(ProcessHandle::destroy);
          if (home.resolve("sandbox.json").toFile().lastModified() >= begun)
            Sandbox.at(home).down();
          begunByUs.forEach(ProcessHandle::destroyForcibly);
          ProcessHandle.current().descendants().forEach(ProcessHandle::destroyForcibly);
        };
    Runtime.getRuntime().addShutdownHook(new Thread(lower, "sandbox down"));
  }

  /** Where nobody can press Enter only Ctrl-C, or another signal, ends it. */
  private static void rest(Scene scene, java.io.PrintStream out)
      throws InterruptedException, IOException {
    out.println("Everything stays up until Enter or Ctrl-C. Web UI: " + scene.temporal().webUi());
    if (System.in.read() < 0) new java.util.concurrent.CountDownLatch(1).await();
  }
}
