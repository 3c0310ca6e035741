package org.sheratan.core.store;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

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
  private final Epochs epochs;
  private final ArrayDeque<Waiting> waiting = new ArrayDeque<>();
  private int epoch;
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

  private record Waiting(long position, int epoch, GroupHeader.Kind kind, byte[] body,
      List<Change> archived) {}

  /** @param durable what was known to be on disk when its leader took it */
  private record Batch(List<Waiting> groups, long durable) {}

  Journal(Disk disk, StoreConfig config, Layout layout, Bytes salt, Epochs epochs, long last) {
    this.disk = disk;
    this.config = config;
    this.layout = layout;
    this.salt = salt;
    this.epochs = epochs;
    this.nextPosition = last + 1;
    this.durable = last;
  }

  void follow(Follower next) {
    follower = next;
  }

  /** Everything from here on belongs to {@code next}; its first group says so. */
  synchronized long begin(int next) {
    epoch = next;
    return append(GroupHeader.Kind.START, Bytes.EMPTY, List.of());
  }

  /** Takes its place in the journal; durable only after {@link #commit}. */
  synchronized long append(GroupHeader.Kind kind, Bytes body, List<Change> archived) {
    Check.that(body.length() <= Limits.GROUP_BODY_BYTES,
        "a group is at most " + Limits.GROUP_BODY_BYTES + " bytes");
    waiting.add(new Waiting(nextPosition, epoch, kind, body.toArray(), archived));
    return nextPosition++;
  }

  /** Returns when everything up to {@code position} is on disk. */
  void commit(long position) throws IOException {
    for (Optional<Batch> mine = lead(position); mine.isPresent(); mine = lead(position)) {
      write(mine.get());
    }
  }

  /** Runs {@code work} while no group is being written. */
  synchronized void whileQuiet(Work work) throws IOException {
    while (leading) {
      await();
    }
    work.run();
  }

  synchronized long durable() {
    return durable;
  }

  synchronized Optional<IOException> failure() {
    return failure;
  }

  /** Names the last durable group. */
  synchronized Index.Mark mark() {
    return new Index.Mark(durable, lastChecksum);
  }

  void close() throws IOException {
    if (active != null) {
      active.close();
    }
  }

  /** Waits for the leader, or makes the caller the leader of the next batch; empty once all is durable. */
  private synchronized Optional<Batch> lead(long position) throws IOException {
    while (durable < position) {
      throwIfFailed();
      if (!leading) {
        Batch batch = new Batch(takeWaiting(), durable);
        leading = true;
        return Optional.of(batch);
      }
      await();
    }
    return Optional.empty();
  }

  private void await() throws InterruptedIOException {
    try {
      wait();
    } catch (InterruptedException interrupted) {
      throw new InterruptedIOException("interrupted while waiting for the journal");
    }
  }

  private List<Waiting> takeWaiting() {
    List<Waiting> groups = new ArrayList<>();
    int bytes = 0;
    while (!waiting.isEmpty() && (groups.isEmpty()
        || waiting.peek().epoch() == groups.getFirst().epoch()
            && bytes + waiting.peek().body().length <= config.batchBytes())) {
      Waiting next = waiting.poll();
      bytes += next.body().length + GroupHeader.LENGTH;
      groups.add(next);
    }
    Check.that(!groups.isEmpty(), "committing a position that was never appended");
    return groups;
  }

  private void write(Batch batch) throws IOException {
    // Stands until the batch is on disk, so that even a bug in between leaves no hole in the journal.
    Optional<IOException> outcome = Optional.of(new IOException("writing was cut off"));
    int checksum = 0;
    try {
      checksum = writeAndSync(batch);
      outcome = Optional.empty();
    } catch (IOException cause) {
      outcome = Optional.of(cause);
    } finally {
      written(batch, checksum, outcome);
    }
  }

  private synchronized void written(Batch batch, int checksum, Optional<IOException> outcome) {
    failure = outcome;
    if (outcome.isEmpty()) {
      durable = batch.groups().getLast().position();
      lastChecksum = checksum;
    }
    leading = false;
    notifyAll();
  }

  /** Returns the header checksum of the last group. */
  private int writeAndSync(Batch batch) throws IOException {
    Waiting first = batch.groups().getFirst();
    boolean begins = segment == null || segment.header().epoch() != first.epoch();
    if (begins) {
      epochs.begin(first.epoch());
    }
    if (begins || activeBytes >= config.segmentBytes()) {
      roll(first.position(), first.epoch());
    }
    ByteWriter out = new ByteWriter(config.batchBytes() / 4);
    Checksum checksum = segment.header().checksum();
    int last = 0;
    for (Waiting next : batch.groups()) {
      GroupHeader header = new GroupHeader(next.body().length, next.position(), batch.durable(),
          next.epoch(), next.kind(), 0);
      byte[] group = GroupHeader.encode(header, next.body(), checksum);
      last = GroupHeader.checksumOf(group, 0);
      out.bytes(Bytes.copyOf(group));
    }
    active.append(out.toBytes());
    activeBytes += out.length();
    active.sync();
    for (Waiting next : batch.groups()) {
      if (!next.archived().isEmpty()) {
        follower.durable(next.archived());
      }
    }
    return last;
  }

  /** A segment belongs to one epoch. */
  private void roll(long first, int ofEpoch) throws IOException {
    FileHeader header = new FileHeader(FileHeader.SEGMENT, Format.CURRENT, first, ofEpoch, salt);
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
