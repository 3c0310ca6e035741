package org.sheratan.radio.mesh.announce;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.NodeId;
import org.sheratan.kernel.Timers;
import org.sheratan.radio.frame.Roll;
import org.sheratan.radio.link.Link;
import org.sheratan.radio.link.LinkEndpoint;
import org.sheratan.radio.mesh.MeshLimits;
import org.sheratan.radio.mesh.neighbor.AirShare;
import org.sheratan.radio.mesh.neighbor.Contact;
import org.sheratan.radio.mesh.neighbor.Count;
import org.sheratan.radio.mesh.neighbor.LinkState;
import org.sheratan.radio.mesh.neighbor.MeshTurn;
import org.sheratan.radio.mesh.neighbor.NeighborTable;
import org.sheratan.radio.mesh.neighbor.Trickle;
import org.sheratan.radio.mesh.route.PeerTable;
import org.sheratan.radio.mesh.route.RouteTable;
import org.sheratan.radio.mesh.route.TrustBook;
import org.sheratan.radio.secure.AnnounceSeal;

/**
 * On shared media, where a flood costs everybody and loses something on its way: neighbors tell each other whose
 * announces they have and how far those are. What one lacks the other hands over ({@link Gifts}), and the shortest ways
 * get about link by link, as in RFC 2453; the hop limit ends what counts to infinity. Whole rolls come by Trickle with
 * its suppression (RFC 6206), changes of ways soon and by themselves.
 *
 * <pre>
 *          | heard: all alike | heard: it knows more        | heard: it lacks some | interval over
 * interval | one more alike   | a new, shortest interval    | Gifts                | says its roll unless enough were alike
 * any      | heard or lost: a way that is another now, or that the sender could use: a roll of changes, soon
 * </pre>
 */
public final class RollCall {
  private final class OnLink {
    private final LinkState state;
    private final Trickle trickle;
    private final AirShare share;
    private final Set<NodeId> changed = new LinkedHashSet<>();
    private Timers.Timer timer;
    private boolean tellingSoon;
    private int alike;
    private int nextRoll;

    private OnLink(LinkState state) {
      this.state = state;
      long minMs = MeshLimits.ROLL_AIRTIMES * state.announceMs();
      this.trickle = new Trickle(minMs, minMs * MeshLimits.ROLL_INTERVAL_GROWTH,
          turn.entropy().fork("rolls " + state.link().profile().name()), turn.nowMs());
      this.share = new AirShare(state.link().profile(), MeshLimits.ROLLS_PERCENT,
          MeshLimits.ROLLS_AT_ONCE * state.announceMs(), turn.nowMs());
    }
  }

  private final MeshTurn turn;
  private final OwnAnnounce own;
  private final PeerTable peers;
  private final NeighborTable neighbors;
  private final RouteTable routes;
  private final TrustBook trust;
  private final AnnounceSeal seal;
  private final RollPlaces places;
  private final RollBook book;
  private final Gifts gifts;
  private final Consumer<NodeId> onWay;
  private final Consumer<LinkState> lookedFor;
  private final Map<Link, OnLink> links = new LinkedHashMap<>();
  private final Set<NodeId> sought = new LinkedHashSet<>();

  /**
   * @param onWay is told of peers that there is a way to where there was none
   * @param lookedFor is told where a neighbor looks for us: it hears that we are here by our announce only
   */
  public RollCall(MeshTurn turn, OwnAnnounce own, PeerTable peers, NeighborTable neighbors, RouteTable routes,
      TrustBook trust, AnnounceSeal seal, RollPlaces places, Consumer<NodeId> onWay,
      Consumer<LinkState> lookedFor) {
    this.turn = turn;
    this.own = own;
    this.peers = peers;
    this.neighbors = neighbors;
    this.routes = routes;
    this.trust = trust;
    this.seal = seal;
    this.places = places;
    this.book = new RollBook(own, peers, neighbors, routes);
    this.gifts = new Gifts(own.id(), turn, seal);
    this.onWay = onWay;
    this.lookedFor = lookedFor;
  }

  public void onLink(LinkState state) {
    if (!state.link().profile().addressed()) {
      OnLink here = new OnLink(state);
      links.put(state.link(), here);
      schedule(here);
    }
  }

  public void onLinkDown(Link link) {
    OnLink gone = links.remove(link);
    if (gone != null) {
      gone.timer.cancel();
      gifts.onLinkDown(link);
    }
  }

  /** True now and then while the numbers of rolls are used up in this epoch. */
  public boolean usedUp() {
    return places.usedUp(turn.nowMs());
  }

  /** An announce of {@code peer} was heard; {@code news} when it was not here yet, and nobody floods it. */
  void onAnnounce(Link link, NodeId peer, boolean news) {
    gifts.onSaid(link, peer);
    if (news) {
      tell(peer);
    }
  }

  /** Something waits for a way to {@code peer}: neighbors that hear that we know none tell theirs. */
  public void onSought(NodeId peer) {
    if (!links.isEmpty() && !sought.contains(peer) && sought.size() < MeshLimits.PENDING_RELAYS) {
      sought.add(peer);
      links.values().forEach(here -> seek(here, peer, 0));
    }
  }

  private void seek(OnLink here, NodeId peer, int tries) {
    if (tries == MeshLimits.SEEK_TRIES || left(here) || book.sureHops(peer) != Roll.NO_WAY) {
      sought.remove(peer);
      return;
    }
    tell(here, peer);
    long waitMs = MeshLimits.SEEK_AIRTIMES * here.state.announceMs() << tries;
    turn.after(turn.jittered(waitMs), () -> seek(here, peer, tries + 1));
  }

  /** {@code neighbor} is likely gone: who came through us to others may have to go round, or know a way. */
  public void onGone(NodeId neighbor) {
    routes.through(neighbor).forEach((to, hops) -> {
      if (book.sureHops(to) > hops) {
        tell(to);
      }
    });
    neighbors.best(neighbor).map(Contact::link).map(links::get).ifPresent(here -> lookForIt(here, neighbor));
  }

  /** Ways through it that were told to be none are there again once it is heard. */
  private void lookForIt(OnLink here, NodeId neighbor) {
    turn.after(MeshLimits.BACK_AIRTIMES * here.state.announceMs(), () -> {
      Optional<Contact> contact = neighbors.best(neighbor);
      if (contact.filter(Contact::gone).isPresent()) {
        lookForIt(here, neighbor);
      } else if (contact.isPresent()) {
        routes.through(neighbor).keySet().forEach(this::tell);
      }
    });
  }

  /** @throws org.sheratan.kernel.MalformedException when it is no roll */
  public void onRoll(LinkState state, LinkEndpoint from, Bytes frame) {
    Optional<Roll> opened = seal.openRoll(frame);
    if (opened.isEmpty()) {
      turn.tally().blame(state.link());
      return;
    }
    OnLink here = links.get(state.link());
    if (here == null || own.asking()) {
      return;
    }
    Roll roll = opened.get();
    Optional<NodeId> sender = sender(state, from, roll.senderHint());
    if (sender.isEmpty() && roll.senderHint() == own.id().hint()) {
      onOurName(here, roll);
      return;
    }
    if (sender.filter(trust::blocked).isPresent()) {
      return;
    }
    RollPlaces.Verdict verdict = sender.map(id -> place(id, roll)).orElse(RollPlaces.Verdict.UNANNOUNCED);
    switch (verdict) {
      case NEWS -> {
        neighbors.contact(sender.get(), state.link(), from)
            .ifPresent(contact -> contact.heard(turn.nowMs(), false));
        RollBook.Reading reading = book.read(roll);
        take(here, reading, sender.get());
        if (!roll.covers(own.id().hint()) && reading.told().getOrDefault(own.id(), 0) == Roll.NO_WAY) {
          lookedFor.accept(state);
        }
      }
      case UNANNOUNCED -> {
        // Nobody knows how old it is: the most it does is to make us say what we know.
        if (book.read(roll).behind()) {
          soon(here);
        }
      }
      case OLD -> turn.tally().count(Count.ROLLS_REPLAYED);
    }
  }

  /** Whose roll it is by its hint; somebody heard there if there is one. */
  private Optional<NodeId> sender(LinkState state, LinkEndpoint from, int hint) {
    return neighbors.at(state.link(), from, hint).or(() -> peers.withHint(hint).stream().findFirst());
  }

  private RollPlaces.Verdict place(NodeId sender, Roll roll) {
    return peers.newest(sender)
        .map(frame -> places.take(sender, frame.announce().epoch(), roll.place(),
            id -> peers.get(id).isPresent()))
        .orElse(RollPlaces.Verdict.UNANNOUNCED);
  }

  /** Those who took a forged one for ours learn better from a later one. */
  private void onOurName(OnLink here, Roll roll) {
    if (places.onOurName(roll.place())) {
      turn.tally().count(Count.ROLL_FORGERIES);
      soon(here);
    } else {
      turn.tally().count(Count.ROLLS_REPLAYED);
    }
  }

  private void take(OnLink here, RollBook.Reading reading, NodeId sender) {
    boolean news = false;
    if (neighbors.isNeighbor(sender)) {
      for (Map.Entry<NodeId, Integer> told : reading.told().entrySet()) {
        news |= learn(here, told.getKey(), sender, told.getValue());
      }
      reading.lacking().stream()
          .filter(each -> !each.id().equals(sender) && !reading.told().containsKey(each.id()))
          .forEach(each -> routes.forget(each.id(), sender));
    }
    gifts.give(here.state, reading.lacking(), book);
    if (reading.behind()) {
      soon(here);
    } else if (reading.lacking().isEmpty() && !news) {
      here.alike++;
    }
  }

  /** @return true when the sender or the others have something to learn from it */
  private boolean learn(OnLink here, NodeId id, NodeId sender, int hops) {
    if (id.equals(own.id()) || id.equals(sender)) {
      return false;
    }
    int before = book.sureHops(id);
    if (hops < MeshLimits.MAX_HOPS) {
      // What its sender says now holds, even if it is worse than before (RFC 2453, section 3.9.2).
      routes.forget(id, sender);
      peers.get(id).ifPresent(peer -> routes.learn(id, sender, hops + 1, peer.order(), turn.nowMs()));
    } else {
      routes.forget(id, sender);
    }
    int after = book.sureHops(id);
    if (before == Roll.NO_WAY && after != before) {
      onWay.accept(id);
    }
    boolean useful = after < MeshLimits.MAX_HOPS && hops > after + 1;
    if (useful || after != before) {
      tell(here, id);
    } else if (hops <= after) {
      here.changed.remove(id);
    }
    return useful || after != before;
  }

  private void tell(NodeId id) {
    links.values().forEach(here -> tell(here, id));
  }

  private void tell(OnLink here, NodeId id) {
    if (here.changed.size() < most(here)) {
      here.changed.add(id);
    }
    if (!here.tellingSoon) {
      here.tellingSoon = true;
      turn.after(here.state.turnDelayMs(MeshLimits.MAX_HOPS), () -> tellChanges(here));
    }
  }

  private void tellChanges(OnLink here) {
    List<Roll.Entry> entries = book.entries(here.changed);
    here.tellingSoon = !left(here) && !entries.isEmpty()
        && !say(here, Roll.changes(own.id().hint(), entries));
    if (here.tellingSoon) {
      turn.after(here.state.turnDelayMs(MeshLimits.MAX_HOPS), () -> tellChanges(here));
    } else {
      here.changed.clear();
    }
  }

  private static int most(OnLink here) {
    return Roll.most(here.state.link().profile().mtuBytes());
  }

  private boolean left(OnLink here) {
    return links.get(here.state.link()) != here;
  }

  private void soon(OnLink here) {
    if (here.trickle.intervalMs() > here.trickle.minMs()) {
      here.trickle.reset(turn.nowMs(), 0);
      schedule(here);
    }
  }

  private void schedule(OnLink here) {
    if (here.timer != null) {
      here.timer.cancel();
    }
    here.timer = turn.timers().at(here.trickle.dueMs(), () -> {
      if (here.alike < MeshLimits.ROLLS_ENOUGH && !own.asking()) {
        sayAll(here);
      }
      here.alike = 0;
      here.trickle.fired(turn.nowMs(), 0);
      schedule(here);
    });
  }

  /** Those for which the share of the airtime is too small now come first the next time. */
  private void sayAll(OnLink here) {
    List<Roll> rolls = book.rolls(most(here));
    int said = 0;
    while (said < rolls.size() && say(here, rolls.get((here.nextRoll + said) % rolls.size()))) {
      said++;
    }
    here.nextRoll = (here.nextRoll + said) % rolls.size();
  }

  /** @return false when its share of the airtime does not allow it now */
  private boolean say(OnLink here, Roll roll) {
    Link link = here.state.link();
    boolean may = here.share.take(link.profile().airtimeMs(roll.encodedBytes()), turn.nowMs());
    if (may) {
      places.next().map(roll::at)
          .ifPresent(numbered -> turn.send(link, LinkEndpoint.EVERYONE, seal.roll(numbered), false));
    }
    return may;
  }
}
