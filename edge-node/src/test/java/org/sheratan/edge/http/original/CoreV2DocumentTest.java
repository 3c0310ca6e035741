package org.sheratan.edge.http.original;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;

import org.sheratan.core.mission.JobState;

/** What docs/core-v2.md says of jobs. */
class CoreV2DocumentTest {
  private final String document;

  CoreV2DocumentTest() throws IOException {
    document = Files.readString(Path.of(System.getProperty("sheratan.root"), "docs/core-v2.md"));
  }

  @Test
  void shouldNameEveryStateOfAJob() {
    for (JobState state : JobState.values()) {
      String row = document.lines().filter(line -> line.startsWith("| `"))
          .filter(line -> line.substring(0, line.indexOf('|', 1)).contains("`" + state.word() + "`"))
          .findFirst().orElse("");
      assertTrue(row.contains("| `" + JobShape.status(state) + "`"), state + ": " + row);
    }
    assertTrue(document.contains("gateway_violation") && document.contains("gate approve"));
  }
}
