package org.sheratan.core.node;

import java.util.ArrayList;
import java.util.List;

import org.sheratan.radio.mesh.PolledMesh.OutboundFrame;

/** Collects what goes out, each thing behind the gate unless it promises nothing. */
final class EffectQueue {
  private final CommitGate gate;
  private List<Effect> effects = new ArrayList<>();

  EffectQueue(CommitGate gate) {
    this.gate = gate;
  }

  void now(Effect effect) {
    effects.add(effect);
  }

  /** An answer that tells of nothing durable. */
  void replyNow(long token, Answer answer) {
    now(new Effect.Reply(token, answer));
  }

  /** An answer that may be given only once everything it rests on is on disk. */
  void reply(long token, Answer answer) {
    gate.whenDurable(() -> replyNow(token, answer), () -> replyNow(token, storage()));
  }

  void frame(OutboundFrame frame) {
    Effect send = new Effect.SendFrame(frame.link(), frame.to(), frame.frame());
    if (frame.bound()) {
      gate.whenDurable(() -> now(send));
    } else {
      now(send);
    }
  }

  Answer.Refused storage() {
    return new Answer.Refused(Answer.Reason.STORAGE, gate.problem(),
        "see the log, free the disk, restart the node");
  }

  List<Effect> take() {
    List<Effect> taken = effects;
    effects = new ArrayList<>();
    return taken;
  }
}
