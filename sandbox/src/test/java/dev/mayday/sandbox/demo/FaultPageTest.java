package dev.mayday.sandbox.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The page of the fault matrix says of every cell how it ended, and nothing but what is right. */
class FaultPageTest {
  private static final Path PAGE = Path.of("../docs/fault-matrix.md");
  private static final int COLUMNS = 9;
  private static final String NOT_PLAYED = "not played";

  @Test
  void everyCellStandsThereOnceWithTheEndThatIsRight() throws IOException {
    assertThat(wrong(Files.readString(PAGE))).isEmpty();
  }

  /** Negative control: a row that is gone, is there twice, or says something else. */
  @Test
  void whatIsWrongIsFound() throws IOException {
    String page = Files.readString(PAGE);
    List<String> rows = page.lines().filter(line -> line.contains("| slow | Fall")).toList();
    assertThat(rows).isNotEmpty();
    for (String row : rows) {
      int cells = phases(row.split("\\|", -1)[3].strip()).size();
      assertThat(wrong(page.replace(row, ""))).hasSize(cells);
      assertThat(wrong(page.replace(row, row + "\n" + row))).hasSize(cells);
      assertThat(wrong(page.replace(row, row.replaceFirst("`\\w+`", "`LEFT_BROKEN`"))))
          .hasSize(cells);
      assertThat(wrong(page.replace(row, row.replace("answer", "listen")))).hasSize(cells);
    }
  }

  /** The warm copy and the incident have no phases: a row for each fault and each moment. */
  @Test
  void everyFaultHasItsRowsForTheCopyAndForTheIncident() throws IOException {
    assertThat(wrongOthers(Files.readString(PAGE))).isEmpty();
  }

  /** Negative control: of each of those rows. */
  @Test
  void aRowThatIsGoneIsThereTwiceOrSaysSomethingElseIsFound() throws IOException {
    String page = Files.readString(PAGE);
    for (OtherCell cell : OtherCells.all().toList()) {
      String row = page.lines().filter(line -> line.startsWith(cell.head())).findFirst().orElse("");
      assertThat(wrongOthers(page.replace(row, ""))).containsExactly(cell.toString());
      assertThat(wrongOthers(page.replace(row, row + "\n" + row))).containsExactly(cell.toString());
      assertThat(wrongOthers(page.replace(row, cell.head() + "it got lost | | |")))
          .containsExactly(cell.toString());
    }
  }

  /** The cells that have no row, two of them, or one that is neither right nor says not played. */
  private static List<String> wrongOthers(String page) {
    List<String> lines = page.lines().toList();
    List<String> wrong = new ArrayList<>();
    for (OtherCell cell : OtherCells.all().toList()) {
      List<String> rows = lines.stream().filter(line -> line.startsWith(cell.head())).toList();
      if (rows.size() != 1 || !right(cell, rows.get(0))) wrong.add(cell.toString());
    }
    return wrong;
  }

  private static boolean right(OtherCell cell, String row) {
    return row.equals(cell.row()) || row.startsWith(cell.head() + NOT_PLAYED + " |");
  }

  /**
   * What must not be stands there only where the fault itself does it, and only while it is there.
   */
  @Test
  void nothingIsRefusedOrLostButByTheFaultItself() throws IOException {
    List<String> refused = new ArrayList<>();
    for (String line : Files.readString(PAGE).lines().toList()) {
      String[] columns = line.split("\\|", -1);
      if (columns.length != COLUMNS || !FaultCell.scenarios().contains(columns[2].strip()))
        continue;
      assertThat(columns[5]).as(line).doesNotContain("kept");
      assertThat(columns[6]).as(line).doesNotContain("kept", "refused");
      for (String phase : phases(columns[3].strip()))
        if (columns[5].contains("refused"))
          refused.add(columns[2].strip() + ", " + columns[1].strip() + ", " + phase);
    }
    assertThat(refused).containsExactlyInAnyOrderElementsOf(Refusals.BY_THE_FAULT);
  }

  /** The cells of which the page says nothing, or something that is not expected. */
  private static List<String> wrong(String page) {
    Map<String, List<String>> told = new TreeMap<>();
    page.lines().map(line -> line.split("\\|", -1)).forEach(columns -> read(columns, told));
    List<String> wrong = new ArrayList<>();
    for (FaultCell cell : FaultCells.all().toList()) {
      List<String> ends = told.getOrDefault(cell.toString(), List.of());
      if (ends.size() != 1 || !right(cell, ends.get(0))) wrong.add(cell + ": " + ends);
    }
    return wrong;
  }

  private static void read(String[] columns, Map<String, List<String>> told) {
    if (columns.length != COLUMNS || !FaultCell.scenarios().contains(columns[2].strip())) return;
    String end = columns[4].replace("`", "").strip();
    String why = columns[7].strip();
    for (String phase : phases(columns[3].strip()))
      told.computeIfAbsent(
              columns[2].strip() + ", " + columns[1].strip() + ", " + phase,
              any -> new ArrayList<>())
          .add(end.equals(NOT_PLAYED) ? end : end + ": " + why);
  }

  private static List<String> phases(String when) {
    return when.equals("every phase")
        ? Stream.of(FaultPhase.values()).map(FaultPhase::toString).toList()
        : Arrays.asList(when.split("; ", -1));
  }

  private static boolean right(FaultCell cell, String end) {
    Expected expected = Expected.of(cell);
    String outcomes = expected.outcomes().stream().map(Enum::name).collect(Collectors.joining());
    return end.equals(NOT_PLAYED) || end.equals(outcomes + ": " + expected.why());
  }
}
