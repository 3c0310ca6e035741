package org.sheratan.edge.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

import com.electronwill.nightconfig.core.UnmodifiableConfig;
import com.electronwill.nightconfig.core.io.ParsingException;
import com.electronwill.nightconfig.toml.TomlParser;

/**
 * One table of a TOML file, read key by key; {@link #end} refuses whatever nobody asked for. Every refusal names line and
 * column, and no value.
 */
public final class Section {
  /** The parser calls itself for each level. */
  private static final int MAX_DEPTH = 64;
  private static final String BYTE_ORDER_MARK = "\ufeff";

  private final Path file;
  private final String name;
  private final Map<String, Object> values;
  private final KeyPlaces places;
  private final TreeSet<String> asked = new TreeSet<>();

  Section(Path file, String name, Map<String, Object> values, KeyPlaces places) {
    this.file = file;
    this.name = name;
    this.values = values;
    this.places = places;
  }

  /**
   * The whole of a text, bounded by whoever read it.
   *
   * @param file names {@code written} in errors and anchors its paths
   */
  public static Section of(Path file, String written) throws ConfigException {
    String text = withoutMark(written);
    CountingReader reader = new CountingReader(text);
    if (depth(text) > MAX_DEPTH) {
      throw new ConfigException(file, ConfigException.Place.WHOLE_FILE,
          "expected at most " + MAX_DEPTH + " brackets or dots within each other");
    }
    TreeMap<String, Object> values = new TreeMap<>();
    try {
      new TomlParser().parse(reader).entrySet()
          .forEach(entry -> values.put(entry.getKey(), entry.getValue()));
    } catch (ParsingException | IllegalArgumentException | IndexOutOfBoundsException
        | ClassCastException broken) {
      // The parser throws all of these for broken text, and its messages repeat what it read.
      throw new ConfigException(file, reader.place(),
          "expected TOML: [section] lines and key = value lines, text"
              + " in double quotes");
    }
    return new Section(file, "", values, new KeyPlaces(text));
  }

  /** Editors of Windows begin a file with a byte order mark; it belongs to no line. */
  static String withoutMark(String text) {
    return text.startsWith(BYTE_ORDER_MARK) ? text.substring(BYTE_ORDER_MARK.length()) : text;
  }

  /** At least as deep as the parser would go: brackets, and the dots of one key. Those in texts and comments count too. */
  private static int depth(String text) {
    int deepest = 0;
    int brackets = 0;
    int dots = 0;
    for (int index = 0; index < text.length(); index++) {
      switch (text.charAt(index)) {
        case '[', '{' -> brackets++;
        case ']', '}' -> brackets = Math.max(0, brackets - 1);
        case '.' -> dots++;
        case '\n', '=', ',' -> dots = 0;
        default -> {
          // Goes no deeper.
        }
      }
      deepest = Math.max(deepest, brackets + dots);
    }
    return deepest;
  }

  /** Whether the file sets anything under that key. */
  public boolean has(String key) {
    return values.containsKey(key);
  }

  /** The line of that key, from 1; 0 when it is not known. */
  public int line(String key) {
    return places.of(path(key)).line();
  }

  /** An empty one where the file has none. */
  public Section table(String key) throws ConfigException {
    Object value = ask(key);
    if (value == null) {
      return new Section(file, path(key), new TreeMap<>(), places);
    }
    if (value instanceof UnmodifiableConfig table) {
      Map<String, Object> entries = new TreeMap<>();
      table.entrySet().forEach(entry -> entries.put(entry.getKey(), entry.getValue()));
      return new Section(file, path(key), entries, places);
    }
    throw refusal(key, "expected a table, [" + path(key) + "]");
  }

  /** An array of tables; empty where the file has none. */
  List<Section> tables(String key) throws ConfigException {
    Object value = ask(key);
    List<Section> tables = new ArrayList<>();
    if (value instanceof List<?> items && items.stream().allMatch(UnmodifiableConfig.class::isInstance)) {
      for (Object item : items) {
        Map<String, Object> entries = new TreeMap<>();
        ((UnmodifiableConfig) item).entrySet()
            .forEach(entry -> entries.put(entry.getKey(), entry.getValue()));
        tables.add(new Section(file, path(key), entries, places));
      }
    } else if (value != null) {
      throw refusal(key, "expected tables, each [[" + path(key) + "]]");
    }
    return tables;
  }

  /** @param pattern what the whole value has to match */
  public String text(String key, String otherwise, String pattern, String expected) throws ConfigException {
    Object value = ask(key);
    if (value == null) {
      return otherwise;
    }
    if (value instanceof String text && text.matches(pattern)) {
      return text;
    }
    throw refusal(key, "expected " + expected);
  }

  public boolean flag(String key, boolean otherwise) throws ConfigException {
    Object value = ask(key);
    if (value == null) {
      return otherwise;
    }
    if (value instanceof Boolean flag) {
      return flag;
    }
    throw refusal(key, "expected true or false");
  }

  public int integer(String key, int otherwise, int min, int max) throws ConfigException {
    return (int) number(key, otherwise, min, max);
  }

  long number(String key, long otherwise, long min, long max) throws ConfigException {
    Object value = ask(key);
    if (value == null) {
      return otherwise;
    }
    if ((value instanceof Integer || value instanceof Long) && ((Number) value).longValue() >= min
        && ((Number) value).longValue() <= max) {
      return ((Number) value).longValue();
    }
    throw refusal(key, "expected a whole number from " + min + " to " + max);
  }

  /** A number with or without a fraction. */
  double decimal(String key, double otherwise, double min, double max) throws ConfigException {
    Object value = ask(key);
    if (value == null) {
      return otherwise;
    }
    if (value instanceof Number number && number.doubleValue() >= min && number.doubleValue() <= max) {
      return number.doubleValue();
    }
    throw refusal(key, "expected a number from " + min + " to " + max);
  }

  /** @param pattern what each item has to match */
  public List<String> texts(String key, List<String> otherwise, String pattern, String expected)
      throws ConfigException {
    Object value = ask(key);
    if (value == null) {
      return otherwise;
    }
    List<String> texts = new ArrayList<>();
    if (value instanceof List<?> items) {
      for (Object item : items) {
        if (!(item instanceof String text) || !text.matches(pattern)) {
          throw refusal(key, "expected a list whose items are " + expected);
        }
        texts.add(text);
      }
      return texts;
    }
    throw refusal(key, "expected a list whose items are " + expected);
  }

  /** A table of numbers under free names. */
  SortedMap<String, Long> numbers(String namePattern, String expectedName, long min, long max)
      throws ConfigException {
    SortedMap<String, Long> numbers = new TreeMap<>();
    for (String key : values.keySet()) {
      if (!key.matches(namePattern)) {
        throw refusal(key, "expected " + expectedName);
      }
      numbers.put(key, number(key, 0, min, max));
    }
    return numbers;
  }

  Path path(String key, String otherwise) throws ConfigException {
    String text = text(key, otherwise, "[^\\x00]+", "a path");
    return file.toAbsolutePath().getParent().resolve(text).normalize();
  }

  /** @throws ConfigException for the first key nobody asked for */
  public void end() throws ConfigException {
    for (String key : values.keySet()) {
      if (!asked.contains(key)) {
        String near = NearestName.of(key, asked).map(name -> "did you mean " + name + "? ").orElse("");
        throw refusal(key, "unknown key; " + near + "Known here: " + String.join(", ", asked));
      }
    }
  }

  public ConfigException refusal(String key, String problem) {
    return new ConfigException(file, places.of(path(key)), path(key) + ": " + problem);
  }

  private Object ask(String key) {
    asked.add(key);
    return values.get(key);
  }

  private String path(String key) {
    return name.isEmpty() ? key : name + "." + key;
  }
}
