package org.sheratan.edge.cli.sim;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.sheratan.core.sim.DeathTrial;

class TrialPictureTest {
  private static final Pattern LINE = Pattern.compile("<polyline points=\"([^\"]+)\"");

  @TempDir
  Path temp;

  /** The axis ended at the largest of the first line, and the second left the picture. */
  @Test
  void shouldKeepAllLinesInThePicture() throws Exception {
    Path file = temp.resolve("deaths.svg");
    new TrialPicture(file).deaths("60 jobs", List.of(new DeathTrial.Toll(20, 6, 1, 60, 0, 18, 1),
        new DeathTrial.Toll(20, 6, 7, 60, 0, 0, 1)));
    String svg = Files.readString(file);
    LINE.matcher(svg).results().flatMap(line -> Stream.of(line.group(1).split("[ ,]")))
        .mapToDouble(Double::parseDouble).forEach(at -> assertTrue(at >= 0 && at <= 640, svg));
    assertTrue(svg.contains(">18<") && !svg.contains(">3.6<"), svg);
  }
}
