package org.sheratan.radio.mesh.announce;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.sheratan.kernel.NodeId;
import org.sheratan.kernel.Timers;
import org.sheratan.radio.link.Link;
import org.sheratan.radio.link.LinkEndpoint;
import org.sheratan.radio.mesh.MeshLimits;
import org.sheratan.radio.mesh.neighbor.LinkState;
import org.sheratan.radio.mesh.neighbor.MeshTurn;
import org.sheratan.radio.secure.AnnounceSeal;

/**
 * Announces handed over on a shared medium to a neighbor whose roll lacks them. All who hear the roll could do it: each
 * waits, the nearest to the announcer least, and whoever hears another do it stays silent.
 */
final class Gifts {
  private final NodeId self;
  private final MeshTurn turn;
  private final AnnounceSeal seal;
  /** A neighbor on one link does not hear what is said on another. */
  private record Gift(Link link, NodeId of) {}

  private final Map<Gift, Timers.Timer> waiting = new LinkedHashMap<>();

  Gifts(NodeId self, MeshTurn turn, AnnounceSeal seal) {
    this.self = self;
    this.turn = turn;
    this.seal = seal;
  }

  /** @param lacking the nearest first; those beyond the bound come with a later roll */
  void give(LinkState state, List<RollBook.Known> lacking, RollBook book) {
    for (RollBook.Known each : lacking.subList(0, Math.min(MeshLimits.GIFTS_AT_ONCE, lacking.size()))) {
      Gift gift = new Gift(state.link(), each.id());
      if (!waiting.containsKey(gift)) {
        long delayMs = state.turnDelayMs(Math.min(MeshLimits.MAX_HOPS, book.sureHops(each.id())));
        waiting.put(gift, turn.after(delayMs, () -> {
          waiting.remove(gift);
          if (state.mayRelay()) {
            turn.send(state.link(), LinkEndpoint.EVERYONE, seal.recalled(each.frame(), self), false);
          }
        }));
      }
    }
  }

  /** Somebody says the announce of {@code peer} on {@code link}. */
  void onSaid(Link link, NodeId peer) {
    Timers.Timer spared = waiting.remove(new Gift(link, peer));
    if (spared != null) {
      spared.cancel();
    }
  }

  void onLinkDown(Link link) {
    waiting.forEach((gift, timer) -> {
      if (gift.link() == link) {
        timer.cancel();
      }
    });
    waiting.keySet().removeIf(gift -> gift.link() == link);
  }
}
