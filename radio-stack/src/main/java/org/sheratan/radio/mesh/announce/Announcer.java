package org.sheratan.radio.mesh.announce;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.NodeId;
import org.sheratan.kernel.Timers;
import org.sheratan.radio.frame.AnnounceFrame;
import org.sheratan.radio.link.Link;
import org.sheratan.radio.link.LinkEndpoint;
import org.sheratan.radio.link.Signal;
import org.sheratan.radio.mesh.MeshLimits;
import org.sheratan.radio.mesh.neighbor.LinkState;
import org.sheratan.radio.mesh.neighbor.LinkTable;
import org.sheratan.radio.mesh.neighbor.MeshTurn;
import org.sheratan.radio.mesh.neighbor.NeighborTable;
import org.sheratan.radio.secure.AnnounceSeal;

/** Sends announces: ours at Trickle's moments, to greeted endpoints, as answers; others' once, one hop further. */
public final class Announcer {
  private record Greeted(Link link, LinkEndpoint to) {}

  private final MeshTurn turn;
  private final LinkTable links;
  private final NeighborTable neighbors;
  private final OwnAnnounce own;
  private final AnnounceSeal seal;
  private final AnnounceSpread spread;
  private Supplier<Optional<Bytes>> beside = Optional::empty;
  private int spreadSequence = -1;
  private final Map<Link, Timers.Timer> trickles = new LinkedHashMap<>();
  private final List<Greeted> greeted = new ArrayList<>();

  public Announcer(MeshTurn turn, LinkTable links, NeighborTable neighbors, OwnAnnounce own,
      AnnounceSeal seal,
      AnnounceSpread spread) {
    this.turn = turn;
    this.links = links;
    this.neighbors = neighbors;
    this.own = own;
    this.seal = seal;
    this.spread = spread;
  }

  /** @param frame goes with each announce of ours, but greetings */
  public void beside(Supplier<Optional<Bytes>> frame) {
    beside = frame;
  }

  public void onLink(LinkState state) {
    schedule(state);
  }

  public void onLinkDown(Link link) {
    Timers.Timer timer = trickles.remove(link);
    if (timer != null) {
      timer.cancel();
    }
  }

  /** What we say changed, or someone new is there: announce soon and often again. */
  public void hurry() {
    for (LinkState state : links.all()) {
      hurry(state);
    }
  }

  public void hurry(LinkState state) {
    state.trickle().reset(turn.nowMs(), crowdedMs(state));
    schedule(state);
  }

  /** Greets {@code to} until someone is heard from there, then rarely. */
  public void greet(Link link, LinkEndpoint to) {
    Greeted peer = new Greeted(link, to);
    if (greeted.size() < MeshLimits.GREETED_ENDPOINTS && !greeted.contains(peer)) {
      greeted.add(peer);
      greetAgain(peer, MeshLimits.GREET_MS);
    }
  }

  /** Asks all who hear it for their announces: someone we would not listen to is welcome again. */
  public void askAround() {
    for (LinkState state : links.all()) {
      turn.send(state.link(), LinkEndpoint.EVERYONE, own.greeting(turn.nowMs()), false);
    }
  }

  /** Our announce for one who needs it: by name where that spares others, else soon to all. */
  public void answer(LinkState state, LinkEndpoint to) {
    if (!state.link().profile().addressed()) {
      if (state.mayHurry()) {
        hurry(state);
      }
    } else if (state.mayAnswer(to)) {
      turn.send(state.link(), to, own.frame(turn.nowMs()), false);
      companion().ifPresent(frame -> turn.send(state.link(), to, frame, false));
    }
  }

  private Optional<Bytes> companion() {
    return own.asking() ? Optional.empty() : beside.get();
  }

  /** Hands a newcomer the announces of those it cannot have heard yet. */
  void introduce(LinkState state, LinkEndpoint to, List<AnnounceFrame> others) {
    for (AnnounceFrame frame : others) {
      if (frame.relayable() && state.mayRelay()) {
        turn.send(state.link(), to, seal.relayed(frame, own.id()), false);
      }
    }
  }

  /** A new announce, heard from a neighbor: one hop further. */
  void relay(AnnounceFrame frame, Optional<NodeId> from, Optional<Signal> signal) {
    if (frame.relayable()) {
      spread.pass(frame, from, signal);
    }
  }

  private void schedule(LinkState state) {
    Timers.Timer earlier = trickles.get(state.link());
    if (earlier != null) {
      earlier.cancel();
    }
    trickles.put(state.link(), turn.timers().at(state.trickle().dueMs(), () -> {
      if (state.mayAnnounce()) {
        say(state);
      }
      state.trickle().fired(turn.nowMs(), crowdedMs(state));
      schedule(state);
    }));
  }

  private long crowdedMs(LinkState state) {
    return state.crowdedMs(neighbors.on(state.link()).size());
  }

  private void say(LinkState state) {
    Bytes frame = own.frame(turn.nowMs());
    state.toEveryone(frame, false);
    companion().ifPresent(other -> state.toEveryone(other, false));
    // The same bytes again are for the neighbors only: nobody passes them on, and on the air that costs all the more.
    boolean worthIt = state.link().profile().addressed() || own.sequence() != spreadSequence;
    if (!own.asking() && worthIt) {
      spreadSequence = own.sequence();
      spread.said(own.sequence(), frame);
    }
  }

  private void greetAgain(Greeted peer, long intervalMs) {
    links.of(peer.link())
        .ifPresent(state -> turn.send(peer.link(), peer.to(), own.greeting(turn.nowMs()), false));
    boolean heard = neighbors.at(peer.link(), peer.to()).isPresent();
    long nextMs = heard ? MeshLimits.GREET_MAX_MS : Math.min(MeshLimits.GREET_MAX_MS, intervalMs * 2);
    turn.after(turn.jittered(intervalMs), () -> greetAgain(peer, nextMs));
  }
}
