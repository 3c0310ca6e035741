package org.sheratan.radio.frame;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.sheratan.kernel.Bytes;

/**
 * Files of docs/vectors: blocks of {@code name=value} lines between blank lines, # for comments. With the system
 * property {@code sheratan.vectors=write} a comparison writes the file instead.
 */
public final class Vectors {
  private static final Path FOLDER = Path.of(System.getProperty("sheratan.root", ".."), "docs/vectors");

  private final StringBuilder text = new StringBuilder();

  public static List<Map<String, String>> read(String file) throws IOException {
    List<Map<String, String>> blocks = new ArrayList<>();
    Map<String, String> block = new LinkedHashMap<>();
    for (String line : Files.readAllLines(FOLDER.resolve(file))) {
      if (line.isBlank() && !block.isEmpty()) {
        blocks.add(block);
        block = new LinkedHashMap<>();
      } else if (!line.isBlank() && !line.startsWith("#")) {
        int equals = line.indexOf('=');
        block.put(line.substring(0, equals), line.substring(equals + 1));
      }
    }
    if (!block.isEmpty()) {
      blocks.add(block);
    }
    return blocks;
  }

  public Vectors comment(String line) {
    text.append("# ").append(line).append('\n');
    return this;
  }

  public Vectors block(String name) {
    text.append('\n');
    return put("vector", name);
  }

  public Vectors put(String name, Object value) {
    text.append(name).append('=').append(value instanceof Bytes bytes ? bytes.toHex() : value).append('\n');
    return this;
  }

  /** What was made anew must be what is published. */
  public void assertPublished(String file) throws IOException {
    if (System.getProperty("sheratan.vectors", "").equals("write")) {
      Files.writeString(FOLDER.resolve(file), text);
    }
    assertEquals(Files.readString(FOLDER.resolve(file)), text.toString());
  }
}
