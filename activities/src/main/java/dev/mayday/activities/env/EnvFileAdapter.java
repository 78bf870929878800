package dev.mayday.activities.env;

import dev.mayday.activities.fence.Fences;
import dev.mayday.incident.Settings;
import dev.mayday.incident.Target;
import dev.mayday.system.EnvFile;
import dev.mayday.system.EnvState;
import dev.mayday.system.Fence;
import dev.mayday.system.Swept;
import dev.mayday.system.Unsafe;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * {@code .env} files on this host. The before-image is sealed in the state folder before the file
 * is touched; a file that is neither as it was nor as this run left it is nobody's to change.
 */
public final class EnvFileAdapter implements EnvFile {
  private final Path sealed;
  private final Fences fences;

  /**
   * @param sealed folder on this host for sealed copies; it is made 0700, they are 0600
   * @param fences this host's fences
   */
  public EnvFileAdapter(Path sealed, Fences fences) {
    this.sealed = sealed;
    this.fences = fences;
  }

  @Override
  public EnvState read(Settings settings) {
    return said(settings, file(settings).read());
  }

  @Override
  public EnvState set(
      Settings settings, String expected, Map<String, String> values, String name, Fence fence) {
    return fences.hold(
        fence, "env", () -> set(settings, expected, values, new Seal(sealed, fence, name)));
  }

  private EnvState set(Settings settings, String expected, Map<String, String> values, Seal seal) {
    DotenvFile file = file(settings);
    Image now = file.read();
    Image before = seal.before().orElse(now);
    Image after = before.with(values);
    if (seal.before().isPresent() && now.hash().equals(after.hash())) return said(settings, now);
    if (!now.hash().equals(expected) || !now.hash().equals(before.hash())) throw changed(settings);
    seal.keep(before, after.hash());
    file.replace(now.hash(), after);
    return said(settings, file.read());
  }

  @Override
  public void putBack(Settings settings, String name, Fence fence) {
    fences.hold(fence, "env", () -> putBack(settings, new Seal(sealed, fence, name)));
  }

  private void putBack(Settings settings, Seal seal) {
    Optional<Image> before = seal.before();
    if (before.isEmpty()) return;
    DotenvFile file = file(settings);
    String now = file.read().hash();
    if (now.equals(seal.after())) file.replace(now, before.get());
    else if (!now.equals(before.get().hash())) throw changed(settings);
    file.sweep();
    seal.remove();
  }

  @Override
  public Swept sweep(Target target, Instant before) {
    return Sealed.of(sealed, target).sweep(before);
  }

  private static Unsafe changed(Settings settings) {
    return new Unsafe(
        "%s was changed by somebody else\nHINT: see who works on it; nothing was written"
            .formatted(settings.path()));
  }

  private static DotenvFile file(Settings settings) {
    return new DotenvFile(Path.of(settings.path()));
  }

  private static EnvState said(Settings settings, Image image) {
    Map<String, String> values = new TreeMap<>();
    Stream.of(settings.mode(), settings.leaveOut())
        .filter(name -> name != null && !name.isEmpty())
        .forEach(name -> image.value(name).ifPresent(value -> values.put(name, value)));
    return new EnvState(image.hash(), values);
  }
}
