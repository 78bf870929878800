package dev.mayday.activities.pm2;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mayday.system.LogFindings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogTest {
  @TempDir Path folder;

  private long age = 1_000_000;

  @Test
  void isReadOnFromThePlace() throws IOException {
    write("one\n");
    Log.Place place = Log.end(log());
    assertThat(since(place)).isEmpty();
    write("two\nthree");
    assertThat(since(place)).containsExactly("two", "three");
  }

  @Test
  void isReadOnThroughRenames() throws IOException {
    write("one\n");
    Log.Place place = Log.end(log());
    write("two\n");
    rename("svc-error.log", "svc-error.log.1");
    write("three\n");
    assertThat(since(place)).containsExactly("two", "three");
    rename("svc-error.log.1", "svc-error.log.2");
    rename("svc-error.log", "svc-error.log.1");
    write("four\n");
    assertThat(since(place)).containsExactly("two", "three", "four");
  }

  @Test
  void isReadOnWhenItWasCopiedAndCut() throws IOException {
    write("one\n");
    Log.Place place = Log.end(log());
    write("two\n");
    Files.copy(log(), folder.resolve("svc-error__2026-01-01_00-00-00.log"));
    cut();
    write("3\n");
    assertThat(since(place)).containsExactly("two", "3");
  }

  @Test
  void isReadFromItsBeginningAfterAFlush() throws IOException {
    write("a long line from before\n");
    Log.Place place = Log.end(log());
    cut();
    write("new\n");
    assertThat(since(place)).containsExactly("new");
  }

  @Test
  void aLogThatDidNotExistIsReadWhole() throws IOException {
    Log.Place place = Log.end(log());
    assertThat(since(place)).isEmpty();
    write("one\n");
    assertThat(since(place)).containsExactly("one");
  }

  @Test
  void anotherProcessesLogIsNotTakenForARotation() throws IOException {
    write("one\n");
    Log.Place place = Log.end(log());
    Files.writeString(folder.resolve("svc-error-other.log"), "theirs, and longer than ours\n");
    cut();
    write("2\n");
    assertThat(since(place)).containsExactly("2");
  }

  @Test
  void aLineWithoutEndIsCutAndStillCounted() throws IOException {
    Log.Place place = Log.end(log());
    write("x".repeat(1 << 20) + "\nnext\n");
    assertThat(since(place)).hasSize(2).last().isEqualTo("next");
  }

  @Test
  void errorsCountOnlyInTheErrorLogAndMatchesInBoth() {
    Count count = new Count(List.of("^open", "closed"), List.of("Error: no", "TypeError"));
    List.of("open a", "open b", "Error: no error here").forEach(count::out);
    List.of("open c", "TypeError: x", "TypeError: y").forEach(count::err);
    assertThat(count.findings())
        .isEqualTo(new LogFindings(Map.of("^open", 3, "closed", 0), List.of("TypeError"), 6));
  }

  @Test
  void aPatternThatNamesTheCompanyCatchesEachOnce() {
    String named = "(?<company>\\d+) open|any";
    Count count = new Count(List.of(named, "open"), List.of());
    List.of("8 open", "7 open", "8 open", "any").forEach(count::out);
    assertThat(count.findings().matches()).containsEntry(named, 4);
    assertThat(count.findings().companies())
        .containsOnlyKeys(named)
        .containsEntry(named, List.of("7", "8"));
  }

  private List<String> since(Log.Place place) {
    List<String> lines = new ArrayList<>();
    Log.read(log(), place, lines::add);
    return lines;
  }

  private Path log() {
    return folder.resolve("svc-error.log");
  }

  private void write(String text) throws IOException {
    Files.writeString(
        log(), text, StandardCharsets.UTF_8, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }

  private void cut() throws IOException {
    Files.writeString(log(), "");
  }

  private void rename(String from, String to) throws IOException {
    if (to.endsWith("1"))
      Files.setLastModifiedTime(folder.resolve(from), FileTime.fromMillis(age += 1_000));
    Files.move(folder.resolve(from), folder.resolve(to));
  }
}
