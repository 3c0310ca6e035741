package org.sheratan.core.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.TreeMap;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.SeededEntropy;

/** A snapshot of several blocks, damaged. */
class SnapshotDamageTest {
  private static final int RECORDS = 100;
  private static final String VALUE = "x".repeat(1200);

  private Medium medium;
  private String snapshot;

  @BeforeEach
  void writeASnapshot() throws IOException {
    StrictDisk disk = StoreFixture.disk(1);
    StoreConfig config = StoreConfig.DEFAULT.withSegmentBytes(4096).withCompactAtBytes(1);
    Store store = StoreFixture.opened(disk, config).store();
    for (int index = 0; index < RECORDS; index++) {
      store.put(String.format("n/%03d", index), Bytes.utf8(VALUE));
      store.archive(String.format("a/%03d", index), Bytes.utf8(VALUE));
      StoreFixture.commit(store);
    }
    StoreFixture.runChores(store);
    store.close();
    StoreFixture.runChores(StoreFixture.opened(disk, config).store());
    medium = Medium.of(disk.kill());
    snapshot = medium.files().keySet().stream().filter(name -> name.startsWith("snapshot-")).findFirst()
        .orElseThrow();
  }

  @Test
  void shouldHoldEverythingInBlocks() throws IOException {
    Opening.Opened opened = StoreFixture.opened(medium.disk());
    assertEquals(RECORDS, opened.store().under("n/").size());
    assertEquals(RECORDS, opened.store().scan("a/", "", 1000).size());
    assertEquals(List.of(), opened.report().rot());
    assertTrue(medium.files().get(snapshot).length() > 6 * Limits.SNAPSHOT_BLOCK_BYTES);
  }

  @Test
  void shouldLoseOneBlockAtMostWhereverItIsDamaged() throws IOException {
    int mostInABlock = Limits.SNAPSHOT_BLOCK_BYTES / VALUE.length() + 1;
    int length = medium.files().get(snapshot).length();
    for (int offset = 0; offset < length; offset += offset < 200 || offset > length - 100 ? 1 : 487) {
      StrictDisk disk = medium.flipped(snapshot, offset, 4).disk();
      Store store = StoreFixture.opened(disk).store();
      int archived = store.scan("a/", "", 1000).size();
      int found = archived + store.under("n/").size();
      assertTrue(found >= 2 * RECORDS - mostInABlock, "offset " + offset + ": " + found);
      assertFalse(store.rot().isEmpty(), "offset " + offset);
      StoreFixture.runChores(store);
      assertEquals(archived, store.scan("a/", "", 1000).size(), "offset " + offset);
    }
  }

  @Test
  void shouldReportAnEndThatIsMissing() throws IOException {
    Bytes content = medium.files().get(snapshot);
    for (int cut = 1; cut < content.length(); cut += cut < 200 ? 1 : 997) {
      StrictDisk disk = medium.with(snapshot, content.slice(0, content.length() - cut)).disk();
      Store store = StoreFixture.opened(disk).store();
      store.scan("a/", "", 1000);
      assertFalse(store.rot().isEmpty(), "cut " + cut);
    }
  }

  @Test
  void shouldKeepBadBytesWhenTheDamagedSnapshotIsReplaced() throws IOException {
    int offset = medium.files().get(snapshot).length() / 2;
    StrictDisk disk = medium.flipped(snapshot, offset, 1).disk();
    StoreConfig eager = new StoreConfig(64, 1, 0, 4096);
    Store store = StoreFixture.opened(disk, eager).store();
    for (int index = 0; index < 2000; index++) {
      StoreFixture.commit(store, "later", "" + index + "y".repeat(500));
      if (index % 100 == 0) {
        StoreFixture.runChores(store);
      }
    }
    StoreFixture.runChores(store);
    assertFalse(disk.list().contains(snapshot), "replaced");
    Rot rot = store.rot().getFirst();
    assertEquals(rot.to() - rot.from(), Medium.of(disk).files().get(rot.quarantine()).length());
    assertTrue(rot.from() <= offset && offset < rot.to());
  }

  /** No damage whatever keeps a store from opening, working and closing. */
  @Test
  void canOpenWhateverHappenedToTheFiles() throws IOException {
    for (long seed = 0; seed < 400; seed++) {
      SeededEntropy entropy = new SeededEntropy(seed);
      TreeMap<String, Bytes> files = new TreeMap<>(medium.files());
      for (int damage = 0; damage <= entropy.nextInt(4); damage++) {
        List<String> names = List.copyOf(files.keySet());
        String name = names.get(entropy.nextInt(names.size()));
        files.put(name, damaged(files.get(name), entropy));
      }
      StrictDisk disk = new Medium(files).disk();
      Store store = StoreFixture.opened(disk).store();
      StoreFixture.commit(store, "alive", "" + seed);
      store.scan("", "", 1000);
      StoreFixture.runChores(store);
      store.close();
      assertEquals(Bytes.utf8("" + seed),
          StoreFixture.opened(disk.crash()).store().get("alive").orElseThrow(),
          "seed " + seed);
    }
  }

  private static Bytes damaged(Bytes content, SeededEntropy entropy) {
    byte[] bytes = content.toArray();
    int from = entropy.nextInt(bytes.length + 1);
    switch (entropy.nextInt(4)) {
      case 0 -> {
        return content.slice(0, from);
      }
      case 1 -> {
        return content.slice(from);
      }
      case 2 -> java.util.Arrays.fill(bytes, from, from + entropy.nextInt(bytes.length - from + 1), (byte) 0);
      default -> {
        for (int index = from; index < Math.min(bytes.length, from + 50); index++) {
          bytes[index] = (byte) entropy.nextInt(256);
        }
      }
    }
    return Bytes.copyOf(bytes);
  }
}
