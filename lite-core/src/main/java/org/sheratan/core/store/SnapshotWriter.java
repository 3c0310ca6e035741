package org.sheratan.core.store;

import java.io.IOException;

import org.sheratan.kernel.ByteWriter;
import org.sheratan.kernel.Bytes;

/** Writes a snapshot beside the valid one; it counts only once {@link #finish} renamed it. */
final class SnapshotWriter implements AutoCloseable {
  private final Disk disk;
  private final FileHeader header;
  private final String temporary;
  private final Disk.DiskFile file;
  private ByteWriter block = new ByteWriter(Limits.SNAPSHOT_BLOCK_BYTES);
  private long blocks;
  private boolean finished;

  SnapshotWriter(Disk disk, Bytes salt, long through, int epoch) throws IOException {
    this.disk = disk;
    this.header = new FileHeader(FileHeader.SNAPSHOT, Format.CURRENT, through, epoch, salt);
    this.temporary = FileNames.snapshot(through) + FileNames.TEMPORARY;
    this.file = disk.open(temporary);
    boolean begun = false;
    try {
      file.truncate(0);
      file.append(header.encode());
      begun = true;
    } finally {
      if (!begun) {
        close();
      }
    }
  }

  /** Records come in {@link Change#sortKey()} order. */
  void add(Change change) throws IOException {
    change.encode(block);
    if (block.length() >= Limits.SNAPSHOT_BLOCK_BYTES) {
      endBlock(GroupHeader.Kind.BLOCK);
    }
  }

  /** Durable when it returns. */
  Snapshot finish() throws IOException {
    if (block.length() > 0) {
      endBlock(GroupHeader.Kind.BLOCK);
    }
    endBlock(GroupHeader.Kind.END);
    file.sync();
    long length = file.length();
    file.close();
    String name = FileNames.snapshot(header.first());
    disk.rename(temporary, name);
    finished = true;
    disk.syncFolder();
    return new Snapshot(name, header, true, length);
  }

  private void endBlock(GroupHeader.Kind kind) throws IOException {
    byte[] body = block.toBytes().toArray();
    block = new ByteWriter(Limits.SNAPSHOT_BLOCK_BYTES);
    blocks++;
    // Each block claims that all before it are durable: damage in front of it is rot, never a torn end.
    GroupHeader group = new GroupHeader(body.length, blocks, blocks - 1, header.epoch(), kind);
    file.append(Bytes.copyOf(GroupHeader.encode(group, body, header.checksum())));
  }

  /** One that was not finished goes: on a full disk it would keep everybody's last room. */
  @Override
  public void close() throws IOException {
    file.close();
    if (!finished) {
      disk.delete(temporary);
    }
  }
}
