package org.sheratan.core.store;

import java.io.IOException;
import java.util.List;

import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.SecureRandomness;

/**
 * Room kept back for the day on which the disk is full to the last byte (docs/decisions/0235): a file that is cut shorter, piece
 * by piece, for writes that would fail without. Safe for several threads.
 */
public final class Spare {
  /** How long the file is when nothing was given up. */
  public static final int BYTES = 1 << 20;
  /** What one write gets, or the next if another program was quicker. */
  static final int PIECE_BYTES = 64 << 10;
  /** A disk with less is full, whatever a write says of its failure. */
  public static final int FULL_BYTES = 64 << 10;

  private final Disk disk;
  private final SecureRandomness randomness;

  /** A write that leaves nothing half-done when it fails, so that it may be done again. */
  public interface Write<T> {
    T run() throws IOException;
  }

  /** @param randomness fills it: a disk that compresses keeps no room for zeros */
  public Spare(Disk disk, SecureRandomness randomness) {
    this.disk = disk;
    this.randomness = randomness;
  }

  /** The same disk, on which the journal does not fail for want of room as long as there is something to give up. */
  public Disk over() {
    return new SparedDisk(disk, this);
  }

  /** Likewise for what lies beside the store, on the same disk. */
  public EpochMark over(EpochMark mark) {
    return new SparedMark(mark, this);
  }

  /** What {@code write} gives; done again with one piece more each time it fails and the disk is full. */
  public <T> T withRoom(Write<T> write) throws IOException {
    while (true) {
      try {
        return write.run();
      } catch (IOException failed) {
        if (!full() || !giveUp()) {
          throw failed;
        }
      }
    }
  }

  /** How much there is to give up. */
  public synchronized long bytes() throws IOException {
    if (!disk.list().contains(FileNames.SPARE)) {
      return 0;
    }
    try (Disk.DiskFile file = disk.open(FileNames.SPARE)) {
      return file.length();
    }
  }

  /**
   * Makes it whole again, if {@code leaveBytes} stay free then; else it stays as it is.
   *
   * @return how much there is now
   */
  public synchronized long refill(long leaveBytes) throws IOException {
    long missing = BYTES - bytes();
    if (missing <= 0 || disk.freeBytes() < leaveBytes + missing) {
      return BYTES - missing;
    }
    try (Disk.DiskFile file = disk.open(FileNames.SPARE)) {
      for (long left = missing; left > 0; left -= PIECE_BYTES) {
        file.append(randomness.next((int) Math.min(left, PIECE_BYTES)));
      }
      file.sync();
      return file.length();
    }
  }

  private boolean full() throws IOException {
    return disk.freeBytes() < FULL_BYTES;
  }

  private synchronized boolean giveUp() throws IOException {
    long left = bytes();
    if (left == 0) {
      return false;
    }
    try (Disk.DiskFile file = disk.open(FileNames.SPARE)) {
      file.truncate(Math.max(0, left - PIECE_BYTES));
    }
    return true;
  }

  /** Its own file is no part of what lies on it. */
  private record SparedDisk(Disk disk, Spare spare) implements Disk {
    @Override
    public List<String> list() throws IOException {
      return disk.list().stream().filter(name -> !name.equals(FileNames.SPARE)).toList();
    }

    /** Snapshots are long and can wait: for them nothing is given up. */
    @Override
    public DiskFile open(String name) throws IOException {
      return FileNames.segmentFirst(name).isPresent()
          ? new SparedFile(spare.withRoom(() -> disk.open(name)), spare)
          : disk.open(name);
    }

    @Override
    public void delete(String name) throws IOException {
      disk.delete(name);
    }

    @Override
    public void rename(String from, String to) throws IOException {
      disk.rename(from, to);
    }

    @Override
    public void syncFolder() throws IOException {
      disk.syncFolder();
    }

    @Override
    public long freeBytes() throws IOException {
      return disk.freeBytes();
    }
  }

  /** Only what a failed write left half-done is taken back. A sync that failed is never tried again: it may lie then. */
  private record SparedFile(Disk.DiskFile file, Spare spare) implements Disk.DiskFile {
    @Override
    public long length() throws IOException {
      return file.length();
    }

    @Override
    public void append(Bytes content) throws IOException {
      long before = file.length();
      spare.withRoom(() -> {
        if (file.length() > before) {
          file.truncate(before);
        }
        file.append(content);
        return content;
      });
    }

    @Override
    public Bytes read(long from, int length) throws IOException {
      return file.read(from, length);
    }

    @Override
    public void truncate(long length) throws IOException {
      file.truncate(length);
    }

    @Override
    public void sync() throws IOException {
      file.sync();
    }

    @Override
    public void close() throws IOException {
      file.close();
    }
  }

  private record SparedMark(EpochMark mark, Spare spare) implements EpochMark {
    @Override
    public Found read() throws IOException {
      return mark.read();
    }

    @Override
    public void write(int epoch, Standing standing) throws IOException {
      spare.withRoom(() -> {
        mark.write(epoch, standing);
        return standing;
      });
    }
  }
}
