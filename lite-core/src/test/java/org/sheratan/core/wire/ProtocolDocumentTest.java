package org.sheratan.core.wire;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

import org.junit.jupiter.api.Test;

/** Every message has a byte table and a vector, every dictionary word its place in docs/protocol.md. */
class ProtocolDocumentTest {
  private static final Path DOCS = Path.of(System.getProperty("sheratan.root"), "docs");

  @Test
  void shouldGiveEachMessageATableAndAVector() throws IOException {
    String document = Files.readString(DOCS.resolve("protocol.md"));
    String vectors = Files.readString(DOCS.resolve("vectors/wire-messages.txt"));
    for (MessageKind kind : MessageKind.values()) {
      int heading = document.indexOf(kind + " (" + kind.code() + ")");
      assertTrue(
          heading > 0 && document.lastIndexOf("\n### ", heading) == document.lastIndexOf('\n', heading),
          "no heading for " + kind);
      int end = document.indexOf("\n### ", heading);
      assertTrue(document.substring(heading, end).contains("| bytes | field | value |"),
          "no byte table for " + kind);
      String name = kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
      assertTrue(vectors.lines().anyMatch(line -> line.matches(name + "(-[a-z-]+)? [0-9a-f]+")),
          "no vector of " + kind);
    }
  }

  @Test
  void shouldListTheDictionaries() throws IOException {
    String document = Files.readString(DOCS.resolve("protocol.md"));
    assertListed(document, "- Kinds: ", WireWords.KINDS, 1);
    assertListed(document, "- Field names: ", WireWords.NAMES, 0);
    assertListed(document, "- Texts: ", WireWords.TEXTS, 0);
  }

  private static void assertListed(String document, String label, WireWords.Dictionary words, int first) {
    StringBuilder list = new StringBuilder(label);
    for (int position = first; position < words.size(); position++) {
      String word = words.word(position);
      list.append(position > first ? ", " : "").append(position).append(' ')
          .append(word.isEmpty() ? "(empty)" : "`" + word + "`");
    }
    assertTrue(document.contains(list.append('.')), "expected in docs/protocol.md: " + list);
  }
}
