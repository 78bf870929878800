package dev.mayday.starter;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A name that goes away is gone at the next look, in a process of its own. */
class ForgottenNamesTest {
  private static final String NAME = "database.invalid";

  @TempDir Path folder;

  @Test
  void aNameThatIsGoneIsGoneAtOnce() throws Exception {
    assertThat(seen("forget")).isEqualTo("there gone");
  }

  /** Negative control: this is what a JVM does by itself. */
  @Test
  void withoutThatItWouldBeRemembered() throws Exception {
    assertThat(seen("remember")).isEqualTo("there there");
  }

  private String seen(String how) throws IOException, InterruptedException {
    Path hosts = Files.writeString(folder.resolve("hosts"), "127.0.0.1 " + NAME + "\n");
    Process child =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Djdk.net.hosts.file=" + hosts,
                "-cp",
                System.getProperty("java.class.path"),
                Looker.class.getName(),
                how,
                hosts.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    String said =
        new String(child.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8)
            .strip();
    assertThat(child.waitFor()).isZero();
    return said;
  }

  /** Looks a name up, takes it away, and looks again. */
  static final class Looker {
    private Looker() {}

    public static void main(String[] arguments) throws IOException {
      if (arguments[0].equals("forget")) Main.forgetNames();
      String first = look();
      Files.writeString(Path.of(arguments[1]), "# gone\n");
      System.out.println(first + " " + look());
    }

    private static String look() {
      try {
        return InetAddress.getAllByName(NAME)[0].isLoopbackAddress() ? "there" : "elsewhere";
      } catch (UnknownHostException gone) {
        return "gone";
      }
    }
  }
}
