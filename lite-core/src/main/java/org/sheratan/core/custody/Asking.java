package org.sheratan.core.custody;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

import org.sheratan.core.market.Post;
import org.sheratan.core.wire.WireLimits;
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
    SortedMap<NodeId, List<Asked>> questions = new TreeMap<>();
    for (Will will : wills) {
      if (will.state() == WillState.COMPLETED) {
        continue; // Its result speaks for itself.
      }
      Asked asked = new Asked(will.job(), Heir.has(will));
      question(questions, will.owner(), asked);
      if (will.state() == WillState.STANDING || silence.ms(will, nowMs) >= OWNER_SILENT_MS) {
        will.before().forEach(heir -> question(questions, heir, asked));
      }
    }
    questions.forEach(this::send);
  }

  private static void question(SortedMap<NodeId, List<Asked>> questions, NodeId whom, Asked asked) {
    questions.computeIfAbsent(whom, first -> new ArrayList<>()).add(asked);
  }

  private void send(NodeId whom, List<Asked> about) {
    if (!post.reaches(whom)) {
      return;
    }
    for (int from = 0; from < about.size(); from += WireLimits.CUSTODY_JOBS) {
      List<Asked> some = about.subList(from, Math.min(about.size(), from + WireLimits.CUSTODY_JOBS));
      post.send(whom, new WireMessage.CustodyAsk(some), Priority.NORMAL, CustodyLimits.LIFETIME_MS,
          Mesh.UNPROMPTED);
    }
  }
}
