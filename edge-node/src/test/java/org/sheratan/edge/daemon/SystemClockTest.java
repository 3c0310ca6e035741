package org.sheratan.edge.daemon;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.NodeId;
import org.sheratan.kernel.Now;
import org.sheratan.kernel.WallQuality;

class SystemClockTest {
  @TempDir
  Path folder;

  @Test
  void shouldNotVouchForWallTimeWithoutEvidence() {
    assertEquals(WallQuality.NONE, new SystemClock(List.of(folder.resolve("absent"))).now().quality());
  }

  @Test
  void shouldCallWallTimeNtpWhenTimesyncSaysSo() throws IOException {
    Path mark = Files.createFile(folder.resolve("synchronized"));
    assertEquals(WallQuality.NTP, new SystemClock(List.of(mark)).now().quality());
  }

  @Test
  void shouldBelieveWhoeverVouchesForIt() throws IOException {
    Path kernel = folder.resolve("clock-synced");
    List<Path> marks = SystemClock.marks(Map.of("SHERATAN_CLOCK_SYNCED", kernel.toString()));
    assertEquals(kernel, marks.getLast());
    assertEquals(marks.subList(0, 1), SystemClock.marks(Map.of()));
    List<Path> here = List.of(folder.resolve("absent"), kernel);
    assertEquals(WallQuality.NONE, new SystemClock(here).now().quality());
    Files.createFile(kernel);
    assertEquals(WallQuality.NTP, new SystemClock(here).now().quality());
  }

  @Test
  void shouldNotCallAClockNtpThatStandsBeforeWhatWasSaved() throws IOException {
    SystemClock clock = new SystemClock(List.of(Files.createFile(folder.resolve("synchronized"))));
    long later = System.currentTimeMillis() + 3_600_000;
    clock.onSaved(later);
    assertEquals(WallQuality.NONE, clock.now().quality());
    assertTrue(clock.now().wallMs() >= later);
    assertTrue(clock.wall().machineWrong());
  }

  @Test
  void shouldTakeTheWordOfSatellitesAndPeers() {
    SystemClock clock = new SystemClock(List.of(folder.resolve("absent")));
    NodeId peer = new NodeId(Bytes.copyOf(new byte[32]));
    clock.onPeer(peer, false, 1_795_219_200_000L);
    assertEquals(WallQuality.PEER, clock.now().quality());
    assertEquals(1, clock.wall().tellers());
    assertTrue(clock.onGps(1_795_219_300_000L));
    assertEquals(WallQuality.GPS, clock.now().quality());
    assertFalse(clock.onGps(0), "a receiver that does not know");
    assertTrue(clock.now().wallMs() >= 1_795_219_300_000L);
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
