package org.sheratan.edge.wiring;

import org.sheratan.edge.daemon.Inbox;
import org.sheratan.edge.daemon.Log;
import org.sheratan.edge.daemon.NodeLoop;

/** Looks after the node now and then and says what an operator should know. */
final class Look implements Runnable {
  private static final long SLOW_TURN_MS = 5_000;

  private final Inbox inbox;
  private final NodeLoop loop;
  private long toldDropped;

  Look(Inbox inbox, NodeLoop loop) {
    this.inbox = inbox;
    this.loop = loop;
  }

  @Override
  public void run() {
    long dropped = inbox.droppedFrames();
    if (dropped > toldDropped) {
      Log.warn("dropped-frames", "count", dropped - toldDropped);
      toldDropped = dropped;
    }
    long turnMs = loop.turnMs();
    if (turnMs > SLOW_TURN_MS) {
      Log.warn("stalled", "turn_ms", turnMs);
    }
  }
}
