package org.sheratan.core.store;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

import org.sheratan.kernel.ByteWriter;
import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.Check;

/**
 * The writing end: appends groups and makes them durable with as few syncs as possible. Any number of threads
 * may wait in {@link #commit}; the first becomes the leader, writes and syncs all that is waiting, the others
 * find their group done. After one failure nothing is ever written again.
 */
final class Journal {
  private final Disk disk;
  private final StoreConfig config;
  private final Layout layout;
  private final Bytes salt;
  private final int epoch;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final ArrayDeque<Waiting> waiting = new ArrayDeque<>();
  private long nextPosition;
  private long durable;
  private int lastChecksum;
  private boolean leading;
  private Optional<IOException> failure = Optional.empty();
  private Follower follower = changes -> {};

  // Touched by the leader only.
  private Disk.DiskFile active;
  private Segment segment;
  private long activeBytes;

  /** Sees archived changes once they are durable, in order, from the leader's thread. */
  interface Follower {
    void durable(List<Change> archived);
  }

  /** Something to do between two batches. */
  interface Work {
    void run() throws IOException;
  }

  private record Waiting(long position, GroupHeader.Kind kind, byte[] body, List<Change> archived) {}

  Journal(Disk disk, StoreConfig config, Layout layout, Bytes salt, int epoch, long last) {
    this.disk = disk;
    this.config = config;
    this.layout = layout;
    this.salt = salt;
    this.epoch = epoch;
    this.nextPosition = last + 1;
    this.durable = last;
  }

  void follow(Follower next) {
    follower = next;
  }

  /** Takes its place in the journal; durable only after {@link #commit}. */
  long append(GroupHeader.Kind kind, Bytes body, List<Change> archived) {
    Check.that(body.length() <= Limits.GROUP_BODY_BYTES,
        "a group is at most " + Limits.GROUP_BODY_BYTES + " bytes");
    lock.lock();
    try {
      waiting.add(new Waiting(nextPosition, kind, body.toArray(), archived));
      return nextPosition++;
    } finally {
      lock.unlock();
    }
  }

  /** Returns when everything up to {@code position} is on disk. */
  void commit(long position) throws IOException {
    lock.lock();
    try {
      while (durable < position) {
        throwIfFailed();
        if (leading) {
          changed.awaitUninterruptibly();
        } else {
          lead();
        }
      }
    } finally {
      lock.unlock();
    }
  }

  /** Runs {@code work} while no group is being written. */
  void whileQuiet(Work work) throws IOException {
    lock.lock();
    try {
      while (leading) {
        changed.awaitUninterruptibly();
      }
      work.run();
    } finally {
      lock.unlock();
    }
  }

  long durable() {
    lock.lock();
    try {
      return durable;
    } finally {
      lock.unlock();
    }
  }

  Optional<IOException> failure() {
    lock.lock();
    try {
      return failure;
    } finally {
      lock.unlock();
    }
  }

  /** Names the last durable group. */
  Index.Mark mark() {
    lock.lock();
    try {
      return new Index.Mark(durable, lastChecksum);
    } finally {
      lock.unlock();
    }
  }

  void close() throws IOException {
    if (active != null) {
      active.close();
    }
  }

  /** Called with the lock held; lets go of it for the disk's time. */
  private void lead() throws IOException {
    List<Waiting> batch = takeBatch();
    leading = true;
    long knownDurable = durable;
    lock.unlock();
    // Stands until the batch is on disk, so that even a bug in between leaves no hole in the journal.
    Optional<IOException> outcome = Optional.of(new IOException("writing was cut off"));
    int checksum = 0;
    try {
      checksum = write(batch, knownDurable);
      outcome = Optional.empty();
    } catch (IOException cause) {
      outcome = Optional.of(cause);
    } finally {
      lock.lock();
      leading = false;
      failure = outcome;
      changed.signalAll();
    }
    throwIfFailed();
    durable = batch.getLast().position();
    lastChecksum = checksum;
  }

  private List<Waiting> takeBatch() {
    List<Waiting> batch = new ArrayList<>();
    int bytes = 0;
    while (!waiting.isEmpty()
        && (batch.isEmpty() || bytes + waiting.peek().body().length <= config.batchBytes())) {
      Waiting next = waiting.poll();
      bytes += next.body().length + GroupHeader.LENGTH;
      batch.add(next);
    }
    Check.that(!batch.isEmpty(), "committing a position that was never appended");
    return batch;
  }

  private int write(List<Waiting> batch, long knownDurable) throws IOException {
    if (active == null || activeBytes >= config.segmentBytes()) {
      roll(batch.getFirst().position());
    }
    ByteWriter out = new ByteWriter(config.batchBytes() / 4);
    Checksum checksum = segment.header().checksum();
    int last = 0;
    for (Waiting next : batch) {
      byte[] group = GroupHeader.encode(
          new GroupHeader(next.body().length, next.position(), knownDurable, epoch, next.kind(), 0),
          next.body(),
          checksum);
      last = GroupHeader.checksumOf(group, 0);
      out.bytes(Bytes.copyOf(group));
    }
    active.append(out.toBytes());
    activeBytes += out.length();
    active.sync();
    for (Waiting next : batch) {
      if (!next.archived().isEmpty()) {
        follower.durable(next.archived());
      }
    }
    return last;
  }

  private void roll(long first) throws IOException {
    FileHeader header = new FileHeader(FileHeader.SEGMENT, Format.CURRENT, first, epoch, salt);
    Segment next = new Segment(FileNames.segment(first), header, true);
    Disk.DiskFile file = disk.open(next.name());
    file.append(header.encode());
    file.sync();
    disk.syncFolder();
    if (active != null) {
      active.close();
    }
    layout.roll(first - 1, activeBytes, next);
    active = file;
    segment = next;
    activeBytes = FileHeader.LENGTH;
  }

  private void throwIfFailed() throws IOException {
    if (failure.isPresent()) {
      throw new IOException("the journal failed and takes no more writes: " + failure.get().getMessage(),
          failure.get());
    }
  }
}
