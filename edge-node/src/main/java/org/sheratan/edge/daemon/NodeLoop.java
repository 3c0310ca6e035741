package org.sheratan.edge.daemon;

import java.util.List;

import org.sheratan.core.node.Input;
import org.sheratan.kernel.Clock;
import org.sheratan.kernel.Now;

/**
 * The node's own thread: takes what came in, gives the node its turn, runs the effects. After the inbox is closed
 * it goes on until no commit is under way, so that what was promised is on disk.
 */
public final class NodeLoop implements Runnable {
  private static final long MAX_WAIT_MS = 60_000;
  /** While stopping, turns may go on making commits; the store's own close writes what is left. */
  private static final int MAX_LAST_TURNS = 20;
  private static final long LAST_WAIT_MS = 500;

  private final Heart heart;
  private final Inbox inbox;
  private final Clock clock;
  private final EffectRunner effects;
  private final ServiceNotice service;
  private volatile long turnBeganMs;

  /** @param service is told that the node takes its turns */
  public NodeLoop(Heart heart, Inbox inbox, Clock clock, EffectRunner effects, ServiceNotice service) {
    this.heart = heart;
    this.inbox = inbox;
    this.clock = clock;
    this.effects = effects;
    this.service = service;
  }

  @Override
  public void run() {
    try {
      while (!inbox.closed()) {
        long nowMs = clock.now().monoMs();
        long waitMs = heart.nextPollMs() <= nowMs ? 0 : heart.nextPollMs() - nowMs;
        turn(inbox.take(service.within(Math.min(waitMs, MAX_WAIT_MS), nowMs)));
      }
      finish();
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
    } finally {
      effects.abandonAsked();
    }
  }

  /** How long the present turn has been running; 0 between turns. */
  public long turnMs() {
    long began = turnBeganMs;
    return began == 0 ? 0 : Math.max(0, clock.now().monoMs() - began);
  }

  private void finish() throws InterruptedException {
    for (int turns = 0; turns < MAX_LAST_TURNS; turns++) {
      // Asked before taking: an end is in the inbox before the disk counts as idle.
      boolean idle = effects.diskIdle();
      List<Input> ended = inbox.take(idle ? 0 : LAST_WAIT_MS);
      if (idle && ended.isEmpty()) {
        return;
      }
      turn(ended);
    }
  }

  private void turn(List<Input> inputs) {
    Now now = clock.now();
    turnBeganMs = Math.max(1, now.monoMs());
    inputs.forEach(heart::accept);
    heart.poll(now).forEach(effects::run);
    turnBeganMs = 0;
    service.alive(now.monoMs());
  }
}
