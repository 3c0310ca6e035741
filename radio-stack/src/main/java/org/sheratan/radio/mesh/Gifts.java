package org.sheratan.radio.mesh;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.sheratan.kernel.NodeId;
import org.sheratan.kernel.Timers;
import org.sheratan.radio.link.LinkEndpoint;
import org.sheratan.radio.secure.AnnounceSeal;

/**
 * Announces handed over on a shared medium to a neighbor whose roll lacks them. All who hear the roll could do it: each
 * waits, the nearest to the announcer least, and whoever hears another do it stays silent.
 */
final class Gifts {
  private final NodeId self;
  private final MeshTurn turn;
  private final AnnounceSeal seal;
  private final Map<NodeId, Timers.Timer> waiting = new LinkedHashMap<>();

  Gifts(NodeId self, MeshTurn turn, AnnounceSeal seal) {
    this.self = self;
    this.turn = turn;
    this.seal = seal;
  }

  /** @param lacking the nearest first; those beyond the bound come with a later roll */
  void give(LinkState state, List<RollBook.Known> lacking, RollBook book) {
    for (RollBook.Known each : lacking.subList(0, Math.min(MeshLimits.GIFTS_AT_ONCE, lacking.size()))) {
      if (!waiting.containsKey(each.id())) {
        long delayMs = state.turnDelayMs(Math.min(MeshLimits.MAX_HOPS, book.hops(each.id())));
        waiting.put(each.id(), turn.after(delayMs, () -> {
          waiting.remove(each.id());
          if (state.mayRelay()) {
            turn.send(state.link(), LinkEndpoint.EVERYONE, seal.recalled(each.frame(), self), false);
          }
        }));
      }
    }
  }

  /** Somebody says the announce of {@code peer}. */
  void onSaid(NodeId peer) {
    Timers.Timer spared = waiting.remove(peer);
    if (spared != null) {
      spared.cancel();
    }
  }
}
