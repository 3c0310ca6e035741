package org.sheratan.edge.daemon;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalDouble;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MachineLoadTest {
  @TempDir
  Path proc;

  @Test
  void shouldTellWhatHappenedSinceTheLastTime() throws IOException {
    MachineLoad load = new MachineLoad(proc);
    stat("cpu  100 0 100 700 100 0 0 0 50 0");
    assertEquals(OptionalDouble.of(20.0), load.cpuPercent());
    assertEquals(OptionalDouble.empty(), load.cpuPercent(), "no time has passed");
    stat("cpu  175 0 100 725 100 0 0 0 90 0");
    assertEquals(OptionalDouble.of(75.0), load.cpuPercent());
    stat("cpu  175 0 100 825 100 0 0 0 90 0");
    assertEquals(OptionalDouble.of(0.0), load.cpuPercent());
  }

  @Test
  void shouldCountMemoryThatCouldBeGivenAsFree() throws IOException {
    Files.writeString(proc.resolve("meminfo"),
        "MemTotal:        1000 kB\nMemFree:          10 kB\nMemAvailable:    333 kB\n");
    assertEquals(OptionalDouble.of(66.7), new MachineLoad(proc).memoryPercent());
  }

  @Test
  void shouldNotMakeUpWhatItCannotRead() throws IOException {
    MachineLoad load = new MachineLoad(proc);
    assertEquals(OptionalDouble.empty(), load.cpuPercent());
    assertEquals(OptionalDouble.empty(), load.memoryPercent());
    stat("cpu  1 2");
    Files.writeString(proc.resolve("meminfo"), "MemTotal:        1000 kB\n");
    assertEquals(OptionalDouble.empty(), load.cpuPercent());
    assertEquals(OptionalDouble.empty(), load.memoryPercent());
  }

  private void stat(String line) throws IOException {
    Files.writeString(proc.resolve("stat"), line + "\ncpu0 1 1 1 1 1 1 1 1\n");
  }
}
