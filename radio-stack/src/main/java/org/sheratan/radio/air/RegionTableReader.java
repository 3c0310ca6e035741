package org.sheratan.radio.air;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads the region table: one row a line, ten columns between bars, {@code #} for comments. The file's head explains the
 * columns. Anything else is refused with line and column.
 */
final class RegionTableReader {
  private static final int MAX_LINES = 512;
  private static final int MAX_LINE_CHARACTERS = 400;
  private static final int MAX_ROWS_OF_A_REGION = 16;
  private static final int COLUMNS = 10;
  private static final String NONE = "-";

  private final Map<String, List<SubBand>> rows = new LinkedHashMap<>();
  private String latest = "";

  private RegionTableReader() {}

  /** @throws RegionTableException at the first thing that is wrong */
  static RegionTable read(String text) {
    RegionTableReader reader = new RegionTableReader();
    String[] lines = text.split("\n", -1);
    if (lines.length > MAX_LINES) {
      throw new RegionTableException(MAX_LINES + 1, 1, "more than " + MAX_LINES + " lines");
    }
    for (int index = 0; index < lines.length; index++) {
      if (lines[index].length() > MAX_LINE_CHARACTERS) {
        throw new RegionTableException(index + 1, MAX_LINE_CHARACTERS + 1, "line too long");
      }
      if (!lines[index].isBlank() && !lines[index].startsWith("#")) {
        reader.row(new Row(index + 1, lines[index]));
      }
    }
    List<Region> regions = new ArrayList<>();
    reader.rows.forEach((name, subBands) -> regions.add(new Region(name, subBands)));
    return new RegionTable(regions);
  }

  private void row(Row row) {
    Cell region = row.next("region");
    if (!region.text.matches("[A-Z0-9]{2,16}")) {
      throw region.wrong("not 2 to 16 capital letters and digits");
    }
    if (!region.text.equals(latest) && rows.containsKey(region.text)) {
      throw region.wrong("rows of " + region.text + " do not stand together");
    }
    latest = region.text;
    List<SubBand> subBands = rows.computeIfAbsent(region.text, name -> new ArrayList<>());
    if (subBands.size() == MAX_ROWS_OF_A_REGION) {
      throw region.wrong("more than " + MAX_ROWS_OF_A_REGION + " rows");
    }
    subBands.add(subBand(row));
  }

  private static SubBand subBand(Row row) {
    long fromHz = row.next("from").number(1, 4_000_000_000L);
    Cell to = row.next("to");
    long toHz = to.number(1, 4_000_000_000L);
    if (toHz <= fromHz) {
      throw to.wrong("not above the lower edge");
    }
    PowerLimit power = power(row.next("power"));
    Cell duty = row.next("duty");
    int dutyPpm = duty.none()
        ? SubBand.ALL_THE_TIME_PPM
        : (int) duty.number(1, SubBand.ALL_THE_TIME_PPM - 1);
    Cell longest = row.next("longest");
    int longestMs = longest.none() ? SubBand.ANY_LENGTH_MS : (int) longest.number(1, 3_600_000);
    Cell bandwidth = row.next("bandwidth");
    int[] edges = bandwidth.numbers("\\.\\.", 2, 1_000_000);
    if (edges[1] < edges[0] || edges[1] > toHz - fromHz) {
      throw bandwidth.wrong("not a range within the sub-band");
    }
    Optional<Hopping> hopping = hopping(row.next("hopping"));
    Cell state = row.next("state");
    if (!state.text.equals("confirmed") && !state.text.equals("unconfirmed")) {
      throw state.wrong("neither confirmed nor unconfirmed");
    }
    Cell source = row.next("source");
    if (source.text.isEmpty() || source.none()) {
      throw source.wrong("every row names its source");
    }
    row.end();
    return new SubBand(fromHz, toHz, power, dutyPpm, longestMs, edges[0], edges[1], hopping,
        state.text.equals("confirmed"), source.text);
  }

  private static PowerLimit power(Cell cell) {
    String[] words = cell.text.split(" ", -1);
    if (words.length != 3 || !words[1].equals("mW")) {
      throw cell.wrong("not like 25 mW ERP");
    }
    int milliwatts = (int) new Cell(cell.line, cell.column, words[0]).number(1, 100_000);
    for (PowerLimit.Reference reference : PowerLimit.Reference.values()) {
      if (reference.name().equals(words[2])) {
        return new PowerLimit(milliwatts, reference);
      }
    }
    throw cell.wrong("neither ERP, EIRP nor CONDUCTED");
  }

  private static Optional<Hopping> hopping(Cell cell) {
    if (cell.none()) {
      return Optional.empty();
    }
    if (!cell.text.contains("/")) {
      return Optional.of(new Hopping((int) cell.number(2, 10_000), Hopping.UNKNOWN, Hopping.UNKNOWN));
    }
    int[] numbers = cell.numbers("/", 3, 3_600_000);
    return Optional.of(new Hopping(numbers[0], numbers[1], numbers[2]));
  }

  /** One line, taken column by column. */
  private static final class Row {
    private final int line;
    private final String[] cells;
    private int taken;
    private int column = 1;

    Row(int line, String text) {
      this.line = line;
      this.cells = text.split("\\|", -1);
    }

    Cell next(String name) {
      if (taken == cells.length) {
        throw new RegionTableException(line, column, "no column for " + name);
      }
      String cell = cells[taken++];
      int indented = cell.length() - cell.stripLeading().length();
      Cell next = new Cell(line, column + indented, cell.strip());
      column += cell.length() + 1;
      return next;
    }

    void end() {
      if (cells.length != COLUMNS) {
        throw new RegionTableException(line, column, "more than " + COLUMNS + " columns");
      }
    }
  }

  /** @param column of its first character, from 1 */
  private record Cell(int line, int column, String text) {
    boolean none() {
      return text.equals(NONE);
    }

    long number(long least, long most) {
      if (!text.matches("[0-9]{1,10}")) {
        throw wrong("not a number");
      }
      long number = Long.parseLong(text);
      if (number < least || number > most) {
        throw wrong(number + " is not within " + least + " to " + most);
      }
      return number;
    }

    int[] numbers(String separator, int count, int most) {
      String[] parts = text.split(separator, -1);
      if (parts.length != count) {
        throw wrong("not " + count + " numbers");
      }
      int[] numbers = new int[count];
      for (int index = 0; index < count; index++) {
        numbers[index] = (int) new Cell(line, column, parts[index]).number(1, most);
      }
      return numbers;
    }

    RegionTableException wrong(String why) {
      return new RegionTableException(line, column, "\"" + text + "\": " + why);
    }
  }
}
