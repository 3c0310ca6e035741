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
 * The writing end: appends turns and makes them durable with as few syncs as possible. Any number of threads
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

  /** A turn: one group for each body. They are written and synced together, so they never stand in two segments. */
  private record Waiting(long position, int epoch, GroupHeader.Kind kind, List<Bytes> bodies,
      List<Change> archived) {
    long bytes() {
      return bodies.stream().mapToLong(body -> GroupHeader.LENGTH + body.length()).sum();
    }
  }

  /** @param durable what was known to be on disk when its leader took it */
  private record Batch(List<Waiting> turns, long durable) {}

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
    return append(GroupHeader.Kind.START, List.of(Bytes.EMPTY), List.of());
  }

  /** Its bodies take their place in the journal, as one; durable only after {@link #commit}. */
  synchronized long append(GroupHeader.Kind kind, List<Bytes> bodies, List<Change> archived) {
    for (Bytes body : bodies) {
      Check.that(body.length() <= Limits.GROUP_BODY_BYTES,
          "a group is at most " + Limits.GROUP_BODY_BYTES + " bytes");
    }
    Check.within(bodies.size() - 1, 0xffff, "groups of a turn");
    waiting.add(new Waiting(nextPosition, epoch, kind, bodies, archived));
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
    List<Waiting> turns = new ArrayList<>();
    long bytes = 0;
    while (!waiting.isEmpty() && (turns.isEmpty()
        || waiting.peek().epoch() == turns.getFirst().epoch()
            && bytes + waiting.peek().bytes() <= config.batchBytes())) {
      Waiting next = waiting.poll();
      bytes += next.bytes();
      turns.add(next);
    }
    Check.that(!turns.isEmpty(), "committing a position that was never appended");
    return turns;
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
      durable = batch.turns().getLast().position();
      lastChecksum = checksum;
    }
    leading = false;
    notifyAll();
  }

  /** Returns the header checksum of the last group. */
  private int writeAndSync(Batch batch) throws IOException {
    Waiting first = batch.turns().getFirst();
    boolean begins = segment == null || segment.header().epoch() != first.epoch();
    if (begins) {
      epochs.begin(first.epoch());
    }
    if (begins || activeBytes >= config.segmentBytes()) {
      roll(first.position(), first.epoch());
    }
    int last = write(batch.turns(), batch.durable());
    active.sync();
    for (Waiting next : batch.turns()) {
      if (!next.archived().isEmpty()) {
        follower.durable(next.archived());
      }
    }
    return last;
  }

  /** A long turn goes out piece by piece: it need not be in memory twice. */
  private int write(List<Waiting> turns, long known) throws IOException {
    ByteWriter out = new ByteWriter(config.batchBytes() / 4);
    Checksum checksum = segment.header().checksum();
    int last = 0;
    for (Waiting turn : turns) {
      for (int part = 0; part < turn.bodies().size(); part++) {
        byte[] body = turn.bodies().get(part).toArray();
        byte[] group = GroupHeader.encode(new GroupHeader(body.length, turn.position(), known, turn.epoch(),
            turn.kind(), part > 0, turn.bodies().size() - 1 - part, 0), body, checksum);
        last = GroupHeader.checksumOf(group, 0);
        out.bytes(Bytes.copyOf(group));
        if (out.length() >= config.batchBytes()) {
          append(out);
          out = new ByteWriter(config.batchBytes() / 4);
        }
      }
    }
    append(out);
    return last;
  }

  private void append(ByteWriter out) throws IOException {
    if (out.length() > 0) {
      active.append(out.toBytes());
      activeBytes += out.length();
    }
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
