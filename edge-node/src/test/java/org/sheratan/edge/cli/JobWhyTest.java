package org.sheratan.edge.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.sheratan.edge.http.FakeNode;
import org.sheratan.edge.http.RunningApi;
import org.sheratan.edge.trace.TraceFixtures;

class JobWhyTest {
  @TempDir
  Path folder;

  @Test
  void shouldTellWhatWasDecidedAndWhy() throws IOException {
    Path data = Files.createDirectory(folder.resolve("data"));
    try (RunningApi api = new RunningApi(new FakeNode(), TraceFixtures.written(data, 1_000_000, 0, 3))) {
      CliRun run = CliRun.against(api, folder, "job", "why", "k7f3q2ab-3-2");
      assertEquals(0, run.exit(), run.err());
      assertTrue(run.out().startsWith("TIME "), run.out());
      // Nobody vouched for the clock: it is counted from the start, and no moment of the year 1970.
      assertTrue(run.out().contains("unknown  ABORT     failed"), run.out());
      assertEquals(4, CliRun.against(api, folder, "job", "why", "k7f3q2ab-3-9").exit());
      assertEquals(2, CliRun.against(api, folder, "job", "why", "nine").exit());
    }
  }
}
