package org.sheratan.edge.daemon;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServiceNoticeTest {
  @TempDir
  private Path folder;
  private Path pipe;

  @BeforeEach
  void make() throws IOException {
    pipe = Files.createFile(folder.resolve("pipe"));
  }

  private ServiceNotice notice(String watchdogMicros) throws IOException {
    return ServiceNotice
        .of(Map.of(ServiceNotice.PIPE, pipe.toString(), ServiceNotice.WATCHDOG, watchdogMicros));
  }

  @Test
  void shouldSayWhatTheManagerUnderstands() throws IOException {
    try (ServiceNotice notice = notice("")) {
      notice.ready();
      notice.stopping();
    }
    assertEquals("READY=1\nSTOPPING=1\n", Files.readString(pipe));
  }

  @Test
  void shouldAskForPatience() throws IOException {
    try (ServiceNotice notice = notice("")) {
      notice.notYet(120_000);
    }
    assertEquals("EXTEND_TIMEOUT_USEC=120000000\n", Files.readString(pipe));
  }

  @Test
  void shouldShowLifeThreeTimesInOneWatchdogTime() throws IOException {
    try (ServiceNotice notice = notice("60000000")) {
      for (long monoMs = 0; monoMs < 60_000; monoMs += 1_000) {
        notice.alive(monoMs);
      }
    }
    assertEquals("WATCHDOG=1\n".repeat(3), Files.readString(pipe));
  }

  @Test
  void shouldKeepTheNodeFromSleepingOverItsSign() throws IOException {
    try (ServiceNotice notice = notice("60000000")) {
      assertEquals(0, notice.within(60_000, 5_000));
      notice.alive(5_000);
      assertEquals(19_000, notice.within(60_000, 6_000));
      assertEquals(300, notice.within(300, 6_000));
      assertEquals(0, notice.within(300, 26_000));
    }
  }

  @Test
  void shouldShowNoLifeWhereNobodyWatches() throws IOException {
    for (String none : new String[]{"", "0", "-1", "soon", "99999999999999999999"}) {
      try (ServiceNotice notice = notice(none)) {
        notice.alive(1);
        assertEquals(60_000, notice.within(60_000, 1));
      }
    }
    assertEquals("", Files.readString(pipe));
  }

  @Test
  void shouldBeSilentWithoutAManager() throws IOException {
    try (ServiceNotice notice = ServiceNotice.of(Map.of())) {
      notice.ready();
      notice.alive(1);
      assertEquals(60_000, notice.within(60_000, 1));
    }
  }

  @Test
  void shouldRefuseAPipeThatIsNotThere() {
    assertThrows(NoSuchFileException.class,
        () -> ServiceNotice.of(Map.of(ServiceNotice.PIPE, folder.resolve("none").toString())));
  }

  /** The node works without its manager; the manager then ends it for its silence. */
  @Test
  void shouldSurviveAPipeThatBroke() throws IOException {
    ServiceNotice notice = notice("3000");
    notice.close();
    notice.ready();
    notice.alive(1);
    assertEquals("", Files.readString(pipe));
  }
}
