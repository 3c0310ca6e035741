package org.sheratan.edge.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.sheratan.kernel.MalformedException;
import org.sheratan.kernel.SeededEntropy;

class BackwardLinesTest {
  @TempDir
  Path folder;

  /** Lines of any length, empty ones and ones longer than a chunk included, with and without an end of the last. */
  @Test
  void shouldReadAnyFileBackward() throws IOException {
    for (int seed = 0; seed < 50; seed++) {
      SeededEntropy entropy = new SeededEntropy(seed);
      List<String> lines = new ArrayList<>();
      for (int count = entropy.nextInt(40); count > 0; count--) {
        lines.add("é".repeat(entropy.chance(0.1) ? entropy.nextInt(100_000) : entropy.nextInt(200)));
      }
      Path file = folder.resolve("f");
      Files.writeString(file, String.join("\n", lines) + (lines.isEmpty() ? "" : "\n")
          + (entropy.chance(0.5) ? "torn" : ""));
      assertEquals(lines.reversed(), read(file), "seed " + seed);
    }
  }

  @Test
  void shouldReadPlacesAsTheyArePrinted() {
    Place place = new Place(3, 17_250);
    assertEquals(place, Place.parse(place.toString()));
    for (String wrong : List.of("", "3", "0-1", "-1-2", "3-", "3-1x", "9999999999-1", "1-9999999999999999")) {
      assertThrows(MalformedException.class, () -> Place.parse(wrong), wrong);
    }
  }

  private static List<String> read(Path file) throws IOException {
    List<String> read = new ArrayList<>();
    try (FileChannel channel = FileChannel.open(file)) {
      BackwardLines lines = new BackwardLines(channel, channel.size());
      for (Optional<BackwardLines.Line> next = lines.next(); next.isPresent(); next = lines.next()) {
        read.add(next.get().text());
      }
    }
    return read;
  }
}
