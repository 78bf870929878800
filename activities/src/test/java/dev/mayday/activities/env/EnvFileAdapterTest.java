package dev.mayday.activities.env;

import static java.nio.file.attribute.PosixFilePermissions.fromString;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mayday.activities.fence.Fences;
import dev.mayday.incident.Settings;
import dev.mayday.system.EnvFile;
import dev.mayday.system.EnvFileContract;
import dev.mayday.system.Refused;
import dev.mayday.system.Unsafe;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EnvFileAdapterTest extends EnvFileContract {
  @TempDir Path folder;

  @Override
  protected EnvFile envFile() {
    return new EnvFileAdapter(state(), new Fences(state().resolve("fences")));
  }

  @Override
  protected Settings settings() {
    return new Settings(file().toString(), "MODE", "database", "files", "LEAVE_OUT");
  }

  @Override
  protected void write(String content) {
    unchecked(() -> Files.writeString(file(), content));
  }

  @Override
  protected void remove() {
    unchecked(() -> Files.deleteIfExists(file()));
  }

  @Override
  protected String content() {
    return unchecked(() -> Files.readString(file()));
  }

  @Test
  void modeAndOwnerStayWhatTheyWere() throws IOException {
    write("MODE=database\n");
    Files.setPosixFilePermissions(file(), fromString("rw-r-----"));
    boolean root = Files.getOwner(Path.of("/proc/self")).getName().equals("root");
    if (root) Files.setAttribute(file(), "unix:uid", 65534);
    if (root) Files.setAttribute(file(), "unix:gid", 65534);
    String before = looks(file());
    set("files", 1);
    assertThat(looks(file())).isEqualTo(before);
    putBack(2);
    assertThat(looks(file())).isEqualTo(before);
  }

  @Test
  void aLinkStaysALink() throws IOException {
    Path real = folder.resolve("shared.env");
    Files.writeString(real, "MODE=database\n");
    Files.createSymbolicLink(file(), real);
    set("files", 1);
    assertThat(file()).isSymbolicLink();
    assertThat(real).hasContent("MODE=files");
  }

  @Test
  void onlyTheSealedCopyHoldsTheSecretsAndNobodyElseReadsIt() throws IOException {
    write("MODE=database\nKEY=hunter2\n");
    set("files", 1);
    List<Path> copies = holding("hunter2", state());
    assertThat(copies).hasSize(1);
    assertThat(looks(copies.get(0))).startsWith("rw-------");
    assertThat(looks(copies.get(0).getParent())).startsWith("rwx------");
    putBack(2);
    assertThat(holding("hunter2", folder)).containsExactly(file());
  }

  @Test
  void whatAKilledAttemptLeftBesideIsRemoved() throws IOException {
    write("MODE=database\n");
    set("files", 1);
    putBack(2);
    Path left = file().resolveSibling(".env.mayday-next");
    Files.writeString(left, "KEY=hunter2\n");
    set("files", 3);
    assertThat(left).doesNotExist();
  }

  @Test
  void aSealedCopyWithoutAChangeIsACrashAndGoesOn() throws IOException {
    write("MODE=database\n");
    String hash = envFile().read(settings()).hash();
    set(hash, "files", 1);
    write("MODE=database\n"); // as if the rename had not happened
    set(hash, "files", 1);
    assertThat(content()).isEqualTo("MODE=files\n");
    putBack(2);
    assertThat(content()).isEqualTo("MODE=database\n");
  }

  @Test
  void anEditorsSaveAtTheLastMomentWins() {
    write("MODE=database\n");
    DotenvFile file = new DotenvFile(file());
    Image old = file.read();
    write("MODE=database\nMINE=1\n");
    assertThatThrownBy(() -> file.replace(old.hash(), old)).isInstanceOf(Unsafe.class);
    assertThat(content()).isEqualTo("MODE=database\nMINE=1\n");
  }

  @Test
  void anyBytesComeBackByteForByte() throws IOException {
    byte[] alphabet = "MODE=\n\r'\"` #ab\\\0\u00e4".getBytes(StandardCharsets.ISO_8859_1);
    int set = 0;
    for (int seed = 0; seed < 100; seed++) {
      byte[] before = new byte[new Random(seed).nextInt(200)];
      Random random = new Random(seed);
      for (int i = 0; i < before.length; i++) before[i] = alphabet[random.nextInt(alphabet.length)];
      Files.write(file(), before);
      set += trySet(2 * seed + 1) ? 1 : 0;
      putBack(2 * seed + 2);
      assertThat(file()).as("seed %d", seed).hasBinaryContent(before);
    }
    assertThat(set).isGreaterThan(50);
  }

  private boolean trySet(int epoch) {
    try {
      set("files", epoch);
      return true;
    } catch (Refused openQuoteFurtherUp) {
      return false;
    }
  }

  private Path file() {
    return folder.resolve(".env");
  }

  private Path state() {
    return folder.resolve("state");
  }

  private static String looks(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path))
        + Files.getAttribute(path, "unix:uid")
        + ":"
        + Files.getAttribute(path, "unix:gid");
  }

  private static List<Path> holding(String text, Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(Files::isRegularFile)
          .filter(p -> unchecked(() -> Files.readString(p)).contains(text))
          .toList();
    }
  }

  private static <T> T unchecked(Callable<T> call) {
    try {
      return call.call();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
