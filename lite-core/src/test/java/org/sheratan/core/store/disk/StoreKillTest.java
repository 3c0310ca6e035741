package org.sheratan.core.store.disk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.sheratan.core.store.Opening;
import org.sheratan.core.store.Store;
import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.SeededEntropy;

/** Real processes, really killed. */
class StoreKillTest {
  @TempDir
  Path temp;

  @Test
  void shouldLoseNothingAcknowledgedWhenKilledUnderLoad() throws Exception {
    killUnderLoad(10);
  }

  @Test
  void shouldOpenAfterAKillAtCreation() throws Exception {
    killAtCreation(5);
  }

  @Test
  @Tag("campaign")
  void shouldLoseNothingAcknowledgedInFiftyKills() throws Exception {
    killUnderLoad(50);
  }

  @Test
  @Tag("campaign")
  void shouldOpenAfterTwentyKillsAtCreation() throws Exception {
    killAtCreation(20);
  }

  /** One folder, killed again and again after a random number of records. */
  private void killUnderLoad(int kills) throws Exception {
    SeededEntropy entropy = new SeededEntropy(kills);
    long acknowledged = 0;
    for (int kill = 1; kill <= kills; kill++) {
      acknowledged = Math.max(acknowledged, killAfter(temp, entropy.nextInt(600)));
      check(temp, acknowledged, 2 * kill, "kill " + kill);
    }
    assertTrue(acknowledged > kills, "the children did commit");
  }

  /** A new folder each time, killed 0–50 ms after it appeared. */
  private void killAtCreation(int kills) throws Exception {
    SeededEntropy entropy = new SeededEntropy(kills);
    for (int kill = 0; kill < kills; kill++) {
      Path folder = temp.resolve("fresh-" + kill);
      Process child = DiskFixture.child(KilledWriter.class, folder.toString());
      while (!Files.exists(folder) && child.isAlive()) {
        Thread.onSpinWait();
      }
      child.waitFor(entropy.nextInt(50_000), TimeUnit.MICROSECONDS);
      long acknowledged = killed(child);
      check(folder, acknowledged, 0, "kill " + kill);
    }
  }

  /** The last number acknowledged by a child that was killed once it had committed {@code records}. */
  private static long killAfter(Path folder, int records) throws Exception {
    Process child = DiskFixture.child(KilledWriter.class, folder.toString());
    BufferedReader said = child.inputReader();
    long last = 0;
    for (int line = 0; line <= records; line++) {
      last = Math.max(last, number(said.readLine()));
    }
    return Math.max(last, killed(child));
  }

  /** The last number it said before it was killed with SIGKILL. */
  private static long killed(Process child) throws Exception {
    // Through its handle: the process object would close its output, and with it the last acknowledgments.
    child.toHandle().destroyForcibly();
    long last = 0;
    BufferedReader said = child.inputReader();
    for (String line = said.readLine(); line != null; line = said.readLine()) {
      last = Math.max(last, number(line));
    }
    child.waitFor();
    return last;
  }

  /** 0 for what is no number: the epoch, or a line cut off by the kill. */
  private static long number(String line) {
    return line != null && line.matches("[0-9]+") ? Long.parseLong(line) : 0;
  }

  private static void check(Path folder, long acknowledged, int epoch, String where) throws IOException {
    try (FolderDisk disk = DiskFixture.disk(folder)) {
      Opening.Opened opened = DiskFixture.open(disk, MapDbIndex.open(folder.resolve("index")),
          KilledWriter.CONFIG);
      Store store = opened.store();
      assertEquals(List.of(), opened.report().rot(), where);
      assertTrue(epoch == 0 || store.epoch() == epoch, where + ": epoch " + store.epoch());
      long last = store.get("last").map(value -> Long.parseLong(value.toUtf8())).orElse(0L);
      assertTrue(last >= acknowledged, where + ": has " + last + ", acknowledged " + acknowledged);
      assertEquals(last, store.scan("done/", "", Integer.MAX_VALUE / 2).size(), where);
      runChores(store);
      for (long number = Math.max(1, last - 99); number <= last; number++) {
        Bytes value = store.get("slot/" + number % 100).orElseThrow();
        assertTrue(value.toUtf8().startsWith(number + " "), where);
        assertEquals(value, store.archived(KilledWriter.archivedName(number)).orElseThrow(), where);
      }
      List<Map.Entry<String, Bytes>> newest = store.scanBack("done/", "", 1);
      assertEquals(last == 0 ? 0 : 1, newest.size(), where);
      store.close();
    }
  }

  private static void runChores(Store store) throws IOException {
    for (var chore = store.chore(); chore.isPresent(); chore = store.chore()) {
      chore.get().run();
      store.choreEnded(chore.get(), true);
    }
  }
}
