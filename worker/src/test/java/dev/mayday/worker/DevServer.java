package dev.mayday.worker;

import static org.assertj.core.api.Assertions.assertThat;

import com.uber.m3.tally.NoopScope;
import dev.mayday.system.Unavailable;
import io.temporal.envconfig.ClientConfigProfile;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** A real Temporal server of the test's own, ended with it. */
final class DevServer implements AutoCloseable {
  private final int port = free();
  private final Process process;

  DevServer(Path folder) throws IOException {
    process =
        new ProcessBuilder(
                program(),
                "server",
                "start-dev",
                "--ip",
                "127.0.0.1",
                "--port",
                "" + port,
                "--headless",
                "--log-level",
                "error")
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("temporal.log").toFile())
            .start();
    Runtime.getRuntime().addShutdownHook(new Thread(process::destroy, "end temporal"));
  }

  ClientConfigProfile profile() {
    return ClientConfigProfile.newBuilder().setAddress("127.0.0.1:" + port).build();
  }

  /** Connects as soon as it answers. */
  Temporal connect() {
    Optional<Temporal> connected = Until.holds(this::attempt, Optional::isPresent);
    assertThat(connected).as("the server came up").isPresent();
    return connected.get();
  }

  private Optional<Temporal> attempt() {
    try {
      return Optional.of(Temporal.connect(profile(), new NoopScope()));
    } catch (Unavailable notYet) {
      return Optional.empty();
    }
  }

  private static String program() {
    return Stream.concat(
            Stream.ofNullable(System.getenv("MAYDAY_TEMPORAL")),
            Stream.of(System.getenv("PATH").split(":")).map(folder -> folder + "/temporal"))
        .filter(file -> Files.isExecutable(Path.of(file)))
        .findFirst()
        .orElseThrow(
            () -> new IllegalStateException("there is no temporal on PATH: run ./mayday test"));
  }

  private static int free() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    process.destroy();
    process.onExit().join();
  }
}
