package org.sheratan.core.custody;

import java.util.Collection;
import java.util.List;

import org.sheratan.core.market.Post;
import org.sheratan.core.wire.WireMessage;
import org.sheratan.core.wire.WireMessage.CustodyAsk.Asked;
import org.sheratan.kernel.NodeId;
import org.sheratan.radio.frame.Priority;
import org.sheratan.radio.mesh.Mesh;

/** Asks for all wills at once: one message for each node, owners always, earlier heirs once the owner is silent. */
final class Asking {
  private static final long OWNER_SILENT_MS = CustodyLimits.SILENCE_MS / 2;

  private final Post post;

  /** How long nobody has said that a job is kept. */
  interface Silence {
    long ms(Will will, long nowMs);
  }

  Asking(Post post) {
    this.post = post;
  }

  void ask(Collection<Will> wills, Silence silence, long nowMs) {
    ByNode<Asked> questions = new ByNode<>();
    for (Will will : wills) {
      if (will.state() == WillState.COMPLETED) {
        continue; // Its result speaks for itself.
      }
      Asked asked = new Asked(will.job(), Heir.has(will));
      questions.add(will.owner(), asked);
      if (will.state() == WillState.STANDING || silence.ms(will, nowMs) >= OWNER_SILENT_MS) {
        will.before().forEach(heir -> questions.add(heir, asked));
      }
    }
    questions.forEach(this::send);
  }

  private void send(NodeId whom, List<Asked> about) {
    if (post.reaches(whom)) {
      post.send(whom, new WireMessage.CustodyAsk(about), Priority.NORMAL, CustodyLimits.LIFETIME_MS,
          Mesh.UNPROMPTED);
    }
  }
}
