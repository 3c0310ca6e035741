package org.sheratan.edge.wiring;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;

import org.junit.jupiter.api.Test;

import org.sheratan.core.store.Disk;
import org.sheratan.core.store.Spare;
import org.sheratan.core.store.StoreConfig;
import org.sheratan.core.store.StrictDisk;
import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.SeededEntropy;

class SpareWatchTest {
  private static final String SEGMENT = "journal-0000000000000001";

  private final StrictDisk disk = new StrictDisk(new SeededEntropy(1));
  private final Spare spare = new Spare(disk, length -> Bytes.copyOf(new byte[length]));
  private final SpareWatch watch = new SpareWatch(spare);

  @Test
  void shouldFillUpWhatWasGivenUpOnceThereIsRoom() throws IOException {
    watch.run();
    assertEquals(Spare.BYTES, spare.bytes());
    disk.faults().capacityBytes(Spare.BYTES);
    try (Disk.DiskFile file = spare.over().open(SEGMENT)) {
      file.append(Bytes.utf8("must be written"));
    }
    long left = spare.bytes();
    watch.run();
    assertEquals(left, spare.bytes(), "no room yet");
    disk.faults().capacityBytes(StoreConfig.DEFAULT.reserveBytes() + 2 * Spare.BYTES);
    watch.run();
    assertEquals(Spare.BYTES, spare.bytes());
  }

  @Test
  void shouldOutliveADiskThatRefuses() throws IOException {
    disk.faults().failAfter(1);
    watch.run();
    watch.run();
    assertEquals(Spare.BYTES, spare.bytes());
  }
}
