package org.sheratan.edge.daemon;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.sheratan.kernel.Now;
import org.sheratan.kernel.WallQuality;

class SystemClockTest {
  @TempDir
  Path folder;

  @Test
  void shouldNotVouchForWallTimeWithoutEvidence() {
    assertEquals(WallQuality.NONE, new SystemClock(folder.resolve("absent")).now().quality());
  }

  @Test
  void shouldCallWallTimeNtpWhenTimesyncSaysSo() throws IOException {
    Path mark = Files.createFile(folder.resolve("synchronized"));
    assertEquals(WallQuality.NTP, new SystemClock(mark).now().quality());
  }

  @Test
  void shouldNeverRunBackwards() {
    SystemClock clock = new SystemClock();
    Now before = clock.now();
    for (int reading = 0; reading < 10_000; reading++) {
      Now after = clock.now();
      assertTrue(after.monoMs() >= before.monoMs());
      before = after;
    }
  }
}
