package org.sheratan.core.node;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

import org.sheratan.core.store.Store;
import org.sheratan.kernel.Now;
import org.sheratan.radio.mesh.PolledMesh;
import org.sheratan.radio.mesh.PolledMesh.OutboundFrame;

/**
 * The passive heart. One thread calls it: {@link #accept} what came in, {@link #poll} for what goes out, again no
 * later than {@link #nextPollMs}. It never waits, never blocks and never throws for what others sent.
 */
public final class Node {
  private final PolledMesh mesh;
  private final Store store;
  private final CommitGate gate;
  private final Deque<Input> inputs = new ArrayDeque<>();
  private List<Effect> effects = new ArrayList<>();

  public Node(NodeParts parts) {
    this.mesh = parts.mesh();
    this.store = parts.store();
    this.gate = new CommitGate(parts.store());
    mesh.describe(parts.card());
  }

  /** Takes {@code input} into the next turn. */
  public void accept(Input input) {
    inputs.add(input);
  }

  /** One turn: what came in, what was due, and what is to be done, in that order. */
  public List<Effect> poll(Now now) {
    while (!inputs.isEmpty()) {
      take(inputs.poll(), now);
    }
    mesh.poll(now);
    mesh.drainEvents();
    mesh.drainFrames().forEach(this::show);
    gate.endTurn().ifPresent(commit -> effects.add(new Effect.RunCommit(commit)));
    List<Effect> turn = effects;
    effects = new ArrayList<>();
    return turn;
  }

  /** Monotonic time of the next needed {@link #poll} if nothing comes in before. */
  public long nextPollMs() {
    return inputs.isEmpty() ? mesh.nextPollMs() : Long.MIN_VALUE;
  }

  private void take(Input input, Now now) {
    switch (input) {
      case Input.FrameArrived frame -> mesh.onFrame(frame.link(), frame.from(), frame.frame(), now);
      case Input.LinkChanged change -> mesh.onLink(change.link(), change.up(), now);
      case Input.CommitEnded ended -> gate.onCommitEnded(ended.commit(), ended.failure());
      case Input.ChoreEnded ended -> store.choreEnded(ended.chore(), ended.failure() == null);
      case Input.CommandArrived command -> effects.add(new Effect.Reply(command.token(),
          new Answer.Refused(Answer.Reason.BUSY, "the node is starting", "")));
      case Input.ToolReported report -> report.event();
    }
  }

  private void show(OutboundFrame frame) {
    Effect send = new Effect.SendFrame(frame.link(), frame.to(), frame.frame());
    if (frame.bound()) {
      gate.whenDurable(() -> effects.add(send));
    } else {
      effects.add(send);
    }
  }
}
