package org.sheratan.core.node;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

import org.sheratan.core.store.Chore;
import org.sheratan.core.store.Commit;
import org.sheratan.core.store.Store;
import org.sheratan.kernel.Now;
import org.sheratan.radio.mesh.PolledMesh;

/**
 * The passive heart. One thread calls it: {@link #accept} what came in, {@link #poll} for what goes out, again no
 * later than {@link #nextPollMs}. It never waits, never blocks and never throws for what others sent.
 */
public final class Node {
  /** {@link #nextPollMs} when a turn is due at once. */
  public static final long NOW = Long.MIN_VALUE;

  private final NodeParts parts;
  private final PolledMesh mesh;
  private final Store store;
  private final CommitGate gate;
  private final EffectQueue effects;
  private final Deque<Input> inputs = new ArrayDeque<>();
  private Rooms rooms;
  private boolean choreDue = true;

  public Node(NodeParts parts) {
    this.parts = parts;
    this.mesh = parts.mesh();
    this.store = parts.store();
    this.gate = new CommitGate(store);
    this.effects = new EffectQueue(gate);
    mesh.describe(parts.card());
  }

  /** Takes {@code input} into the next turn. */
  public void accept(Input input) {
    inputs.add(input);
  }

  /** One turn: what came in, what was due, and what is to be done, in that order. */
  public List<Effect> poll(Now now) {
    if (rooms == null) {
      rooms = new Rooms(parts, gate, effects, now);
    }
    rooms.begin(now);
    // The mesh learns the time first: commands of this turn send at it.
    mesh.poll(now);
    while (!inputs.isEmpty()) {
      take(inputs.poll(), now);
    }
    mesh.poll(now);
    rooms.settle();
    if (store.dirty()) {
      mesh.beforeCommit();
    }
    mesh.drainFrames().forEach(effects::frame);
    gate.endTurn().ifPresent(commit -> effects.now(new Effect.RunCommit(commit)));
    offerChore();
    return effects.take();
  }

  /** Monotonic time of the next needed {@link #poll} if nothing comes in before. */
  public long nextPollMs() {
    return rooms == null || !inputs.isEmpty() ? NOW : Math.min(mesh.nextPollMs(), rooms.nextPollMs());
  }

  private void take(Input input, Now now) {
    switch (input) {
      case Input.FrameArrived frame ->
        mesh.onFrame(frame.link(), frame.from(), frame.frame(), frame.signal(), now);
      case Input.LinkChanged change -> {
        mesh.onLink(change.link(), change.up(), now);
        rooms.onLink(change.link().profile().name(), change.up());
      }
      case Input.CommandArrived command -> rooms.onCommand(command.token(), command.command(), now);
      case Input.ToolReported report -> rooms.onTool(report.event(), now);
      case Input.CommitEnded ended -> onCommitEnded(ended.commit(), ended.failure());
      case Input.ChoreEnded ended -> onChoreEnded(ended.chore(), ended.failure());
    }
  }

  private void onCommitEnded(Commit commit, IOException failure) {
    boolean failedBefore = gate.failed();
    gate.onCommitEnded(commit, failure);
    choreDue = true;
    if (gate.failed() && !failedBefore) {
      rooms.stop();
    }
  }

  private void onChoreEnded(Chore chore, IOException failure) {
    store.choreEnded(chore, failure == null);
    choreDue = failure == null;
  }

  private void offerChore() {
    if (!choreDue) {
      return;
    }
    choreDue = false;
    store.chore().ifPresent(due -> effects.now(new Effect.RunChore(due)));
  }
}
