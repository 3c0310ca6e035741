package org.sheratan.core.store;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Optional;

/** Fills an empty index from snapshot and journal, then hands it to the journal's leader. */
final class IndexRebuild implements Chore {
  private static final int RECORDS_A_STEP = 256;

  private final Disk disk;
  private final Layout layout;
  private final RotLog rots;
  private final Journal journal;
  private final IndexKeeper keeper;
  private Optional<Index> index = Optional.empty();
  private Optional<SnapshotReader> snapshot = Optional.empty();
  private ArrayDeque<Layout.Closed> closed = new ArrayDeque<>();
  private long through;

  IndexRebuild(Disk disk, Layout layout, RotLog rots, Journal journal, IndexKeeper keeper) {
    this.disk = disk;
    this.layout = layout;
    this.rots = rots;
    this.journal = journal;
    this.keeper = keeper;
  }

  @Override
  public String name() {
    return "index-rebuild";
  }

  @Override
  public boolean step() throws IOException {
    try {
      if (index.isEmpty()) {
        start();
        return false;
      }
      if (snapshot.isPresent()) {
        readSnapshot(snapshot.get());
        return false;
      }
      if (!closed.isEmpty()) {
        walk(closed.peek().segment(), closed.peek().last());
        through = closed.poll().last();
        return false;
      }
      // Most of what came meanwhile is read beside the commits, only the rest of it between two of them.
      catchUp();
      journal.whileQuiet(() -> {
        catchUp();
        keeper.become(IndexKeeper.State.READY);
      });
      return true;
    } catch (IOException broken) {
      keeper.become(IndexKeeper.State.DOUBTFUL);
      if (snapshot.isPresent()) {
        snapshot.get().close();
      }
      throw broken;
    }
  }

  private void start() throws IOException {
    index = Optional.of(keeper.restart());
    if (layout.snapshot().isPresent()) {
      snapshot = Optional.of(layout.snapshot().get().reader(disk, rots));
      through = layout.snapshot().get().through();
    }
    closed = new ArrayDeque<>(layout.closed());
  }

  private void readSnapshot(SnapshotReader reader) throws IOException {
    for (int count = 0; count < RECORDS_A_STEP; count++) {
      Optional<Change> next = reader.next();
      if (next.isEmpty()) {
        reader.close();
        snapshot = Optional.empty();
        return;
      }
      if (next.get().kind().archived()) {
        IndexKeeper.apply(index.orElseThrow(), next.get());
      }
    }
  }

  private void catchUp() throws IOException {
    long durable = journal.durable();
    for (Segment segment : layout.segmentsBehind(through)) {
      walk(segment, durable);
    }
    through = durable;
  }

  private void walk(Segment segment, long upTo) throws IOException {
    SegmentWalk.walk(disk, segment, through, upTo, rots, (change, place) -> {
      if (change.kind().archived()) {
        IndexKeeper.apply(index.orElseThrow(), change);
      }
    });
  }
}
