package org.sheratan.edge.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import org.sheratan.core.json.Json;
import org.sheratan.core.json.JsonReader;

/** What the page's files may not do, and that its two languages say the same. */
class PageFilesTest {
  private static final Pattern USED = Pattern.compile("\\bt\\('([a-z_]+)'|data-word=\"([a-z_]+)\"");
  /** Ways for text to become markup or program, and requests elsewhere. */
  private static final Pattern DANGEROUS = Pattern
      .compile("innerHTML|outerHTML|insertAdjacentHTML|document\\.write"
          + "|\\beval\\b|new Function|DOMParser|createContextualFragment|srcdoc|javascript:|\\son[a-z]+=\"|style=\""
          + "|https?://(?!www\\.w3\\.org/2000/svg)|[\"'`(]//|@import|url\\(");
  private static final int MOST_LINES = 200;

  private static String text(String name) {
    return PageFiles.read(name).toUtf8();
  }

  private static SortedSet<String> keys(String language) {
    return new TreeSet<>(
        JsonReader.readObject(PageFiles.read("words." + language + ".json")).fields().keySet());
  }

  private static Stream<String> sources() {
    return Stream.concat(Stream.of("index.html"),
        PageFiles.NAMES.stream().filter(name -> !name.endsWith(".json")));
  }

  @Test
  void shouldServeEveryFileThatLiesThere() throws IOException, URISyntaxException {
    Path folder = Path.of(PageFiles.class.getResource("/page/index.html").toURI()).getParent();
    try (Stream<Path> files = Files.list(folder)) {
      SortedSet<String> there = new TreeSet<>(files.map(file -> file.getFileName().toString()).toList());
      there.remove("index.html");
      assertEquals(new TreeSet<>(PageFiles.NAMES), there);
    }
  }

  @Test
  void shouldSayTheSameInEveryLanguage() {
    for (String language : Language.ALL) {
      assertEquals(keys("en"), keys(language), language);
      Map<String, Json> words = JsonReader.readObject(PageFiles.read("words." + language + ".json")).fields();
      assertEquals(new Json.Text(language), words.get("language"));
      words.forEach((key, value) -> assertFalse(((Json.Text) value).value().isBlank(), key));
    }
  }

  @Test
  void shouldFillInTheSameValuesInEveryLanguage() {
    Map<String, Json> english = JsonReader.readObject(PageFiles.read("words.en.json")).fields();
    Map<String, Json> german = JsonReader.readObject(PageFiles.read("words.de.json")).fields();
    english.forEach((key, value) -> assertEquals(holes(value), holes(german.get(key)), key));
  }

  private static SortedSet<String> holes(Json words) {
    SortedSet<String> holes = new TreeSet<>();
    Pattern.compile("\\{\\w+\\}").matcher(((Json.Text) words).value()).results()
        .forEach(hole -> holes.add(hole.group()));
    return holes;
  }

  @Test
  void shouldHaveWordsForEverythingItSays() {
    SortedSet<String> used = new TreeSet<>();
    sources().forEach(name -> USED.matcher(text(name)).results()
        .forEach(found -> used.add(found.group(1) == null ? found.group(2) : found.group(1))));
    assertTrue(used.size() > 50, "only " + used.size());
    used.removeAll(keys("en"));
    assertEquals(List.of(), List.copyOf(used));
  }

  @Test
  void shouldNeverMakeMarkupOfText() {
    sources().forEach(name -> assertFalse(DANGEROUS.matcher(text(name)).find(),
        () -> name + ": " + DANGEROUS.matcher(text(name)).results().findFirst().orElseThrow().group()));
  }

  @Test
  void shouldKeepItsFilesShort() {
    sources().forEach(name -> assertTrue(text(name).lines().count() <= MOST_LINES, name));
  }
}
