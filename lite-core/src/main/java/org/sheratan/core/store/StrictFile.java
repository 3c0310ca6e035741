package org.sheratan.core.store;

import java.io.IOException;
import java.util.Arrays;
import java.util.TreeMap;

import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.Entropy;

/** Content of one file: as programs see it, and as the medium holds it. */
final class StrictFile {
  private static final int SECTOR_BYTES = 512;

  private byte[] content;
  private int length;
  private byte[] durable;
  /** Below this nothing changed since the last sync. */
  private int agreed;
  /** Ranges a failed sync dropped, from → to: shown to programs, taken for written by later syncs. */
  private final TreeMap<Integer, Integer> dropped = new TreeMap<>();

  StrictFile(byte[] durable) {
    this.durable = durable.clone();
    this.content = durable.clone();
    this.length = durable.length;
    this.agreed = durable.length;
  }

  int length() {
    return length;
  }

  void append(Bytes more) {
    if (length + more.length() > content.length) {
      content = Arrays.copyOf(content, Math.max(2 * content.length, length + more.length()));
    }
    more.copyTo(content, length);
    length += more.length();
  }

  Bytes read(long from, int count) throws IOException {
    if (from < 0 || from + count > length) {
      throw new IOException("read past the end: " + from + "+" + count + " of " + length);
    }
    return Bytes.copyOf(content, (int) from, (int) from + count);
  }

  void truncate(int to) {
    length = Math.min(length, to);
    agreed = Math.min(agreed, length);
  }

  void sync() {
    durable = Arrays.copyOf(content, length);
    dropped
        .forEach((from, to) -> Arrays.fill(durable, Math.min(from, length), Math.min(to, length), (byte) 0));
    agreed = length;
  }

  void dropDirty() {
    dropped.put(agreed, length);
  }

  void flip(int offset, int bit) {
    content[offset] ^= (byte) (1 << bit);
    if (offset < durable.length) {
      durable[offset] ^= (byte) (1 << bit);
    }
  }

  StrictFile copy() {
    return new StrictFile(Arrays.copyOf(content, length));
  }

  /** Old content whole, or a torn mix: some sectors of the unsynced part, a torn or garbled last one. */
  StrictFile surviving(Entropy entropy) {
    boolean synced = agreed == length && durable.length == length;
    if (synced || entropy.chance(0.3)) {
      return new StrictFile(durable);
    }
    int safe = agreed;
    int end = safe + entropy.nextInt(length - safe + 1);
    byte[] survived = Arrays.copyOf(content, end);
    System.arraycopy(durable, 0, survived, 0, safe);
    for (int sector = safe; sector < end; sector = (sector / SECTOR_BYTES + 1) * SECTOR_BYTES) {
      int sectorEnd = Math.min(end, (sector / SECTOR_BYTES + 1) * SECTOR_BYTES);
      damage(survived, sector, sectorEnd, entropy);
    }
    return new StrictFile(survived);
  }

  private static void damage(byte[] survived, int from, int to, Entropy entropy) {
    switch (entropy.nextInt(8)) {
      case 0 -> Arrays.fill(survived, from, to, (byte) 0);
      case 1 -> {
        for (int index = from + entropy.nextInt(to - from); index < to; index++) {
          survived[index] = (byte) entropy.nextInt(256);
        }
      }
      default -> {
        // This sector made it.
      }
    }
  }
}
