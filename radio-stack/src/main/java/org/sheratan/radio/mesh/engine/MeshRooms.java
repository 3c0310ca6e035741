package org.sheratan.radio.mesh.engine;

import java.util.Optional;

import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.Durable;
import org.sheratan.kernel.NodeId;
import org.sheratan.kernel.SecureRandomness;
import org.sheratan.radio.fragment.FragmentLimits;
import org.sheratan.radio.fragment.PartStore;
import org.sheratan.radio.frame.Card;
import org.sheratan.radio.frame.Priority;
import org.sheratan.radio.link.LinkEndpoint;
import org.sheratan.radio.mesh.announce.AnnounceIntake;
import org.sheratan.radio.mesh.announce.AnnounceSpread;
import org.sheratan.radio.mesh.announce.Announcer;
import org.sheratan.radio.mesh.announce.OwnAnnounce;
import org.sheratan.radio.mesh.announce.OwnTraces;
import org.sheratan.radio.mesh.announce.Recall;
import org.sheratan.radio.mesh.announce.RollCall;
import org.sheratan.radio.mesh.announce.RollPlaces;
import org.sheratan.radio.mesh.group.GroupRooms;
import org.sheratan.radio.mesh.hop.AckSender;
import org.sheratan.radio.mesh.hop.Arrivals;
import org.sheratan.radio.mesh.hop.ControlSender;
import org.sheratan.radio.mesh.hop.Custody;
import org.sheratan.radio.mesh.hop.Homeward;
import org.sheratan.radio.mesh.hop.HopFrames;
import org.sheratan.radio.mesh.hop.HopSender;
import org.sheratan.radio.mesh.hop.MarkSender;
import org.sheratan.radio.mesh.hop.Notes;
import org.sheratan.radio.mesh.hop.Outbox;
import org.sheratan.radio.mesh.hop.TransferBook;
import org.sheratan.radio.mesh.hop.TransferIntake;
import org.sheratan.radio.mesh.neighbor.LinkState;
import org.sheratan.radio.mesh.neighbor.LinkTable;
import org.sheratan.radio.mesh.neighbor.MeshTurn;
import org.sheratan.radio.mesh.neighbor.NeighborTable;
import org.sheratan.radio.mesh.neighbor.Shunned;
import org.sheratan.radio.mesh.revocation.Revocations;
import org.sheratan.radio.mesh.route.KnownPeer;
import org.sheratan.radio.mesh.route.PeerMemory;
import org.sheratan.radio.mesh.route.PeerTable;
import org.sheratan.radio.mesh.route.TrustBook;
import org.sheratan.radio.mesh.route.Ways;
import org.sheratan.radio.mesh.session.Handshakes;
import org.sheratan.radio.mesh.session.Seals;
import org.sheratan.radio.mesh.session.SessionMaker;
import org.sheratan.radio.secure.AnnounceSeal;
import org.sheratan.radio.secure.CardSeal;
import org.sheratan.radio.secure.Identity;
import org.sheratan.radio.secure.MarkSeal;
import org.sheratan.radio.secure.NetworkKey;
import org.sheratan.radio.secure.Sessions;

/**
 * The parts of one mesh, put together: who knows whom is all here. Only this room makes one; parts of other rooms are
 * public, so that tests of those rooms have theirs within a whole node.
 */
public final class MeshRooms {
  /** 2^24 over the golden ratio: neighboring epochs begin six million ids apart, and a later epoch hardly nearer. */
  private static final int TRANSFER_STRIDE = 10_368_889;
  private static final long EXPIRY_PERIOD_MS = 30_000;

  private final MeshTurn turn;
  public final LinkTable links = new LinkTable();
  public final NeighborTable neighbors = new NeighborTable();
  public final Ways ways = new Ways(neighbors);
  public final TrustBook trust;
  final Shunned shunned = new Shunned();
  final Revocations revocations;
  public final PeerTable peers;
  final Seals seals;
  public final OwnAnnounce own;
  public final OwnTraces traces;
  public final Announcer announcer;
  final Handshakes handshakes;
  public final HopFrames frames;
  public final HopSender hops;
  public final Custody custody;
  public final Outbox outbox;
  final Arrivals arrivals;
  final FrameIntake intake;
  final Homeward homeward;
  final TransferIntake transferIntake;
  final GroupRooms groups;
  public final RollCall rolls;
  private final CardExchange cards;
  final WayAnswers wayAnswers;

  MeshRooms(Identity me, NetworkKey network, int epoch, Durable durable, SecureRandomness keys, Card card,
      MeshTurn turn) {
    this.turn = turn;
    NodeId self = me.id();
    AnnounceSeal announceSeal = new AnnounceSeal(network);
    CardSeal cardSeal = new CardSeal(network);
    trust = new TrustBook(durable, turn);
    revocations = new Revocations(me, network, durable, turn, links, neighbors, trust, new Consequences());
    peers = new PeerTable(turn, trust, neighbors, ways.routes(), new PeerMemory(durable, turn));
    own = new OwnAnnounce(me, epoch, announceSeal, cardSeal, durable, card);
    seals = new Seals(turn, new Sessions(me, network, durable, keys, turn.now()), peers, own::epoch);
    traces = new OwnTraces(turn, announceSeal, own, links);
    Recall recall = new Recall(turn, announceSeal, links, neighbors, peers, own);
    own.renewEvery(() -> links.renewalMs(peers.size()));
    AnnounceSpread spread = new AnnounceSpread(self, turn, links, neighbors, announceSeal);
    announcer = new Announcer(turn, links, neighbors, own, announceSeal, spread);
    rolls = new RollCall(turn, own, peers, neighbors, ways.routes(), trust, announceSeal,
        new RollPlaces(own, durable, turn), this::onWay,
        state -> announcer.answer(state, LinkEndpoint.EVERYONE));
    announcer.beside(revocations.sync::digestFrame);
    handshakes = new Handshakes(turn, seals, trust, neighbors, ways, rolls::onGone);
    MarkSender marks = new MarkSender(self, turn, neighbors, new MarkSeal(network));
    TransferBook transfers = new TransferBook(turn, durable, epoch, firstTransfer(epoch));
    frames = new HopFrames(turn, seals, neighbors, handshakes, marks, transfers);
    hops = new HopSender(turn, seals, neighbors, handshakes, marks, frames, rolls::onGone, transfers);
    custody = new Custody(turn, durable, peers, ways, hops, this::linkTo);
    handshakes.relayBy(relayed -> custody.post(relayed.to(), relayed.parcel()));
    Notes notes = new Notes(turn, seals, ways, peers, handshakes);
    outbox = new Outbox(turn, seals, ways, frames, hops, handshakes, notes, rolls::onSought);
    ControlSender control = new ControlSender(turn, seals, ways, frames, hops, custody, handshakes,
        links);
    AckSender hopAcks = new AckSender(turn, (to, items) -> frames.sendOnce(to, Priority.HIGH, items, true));
    homeward = new Homeward(turn, neighbors, marks, frames, custody, outbox);
    arrivals = new Arrivals(turn, new AckSender(turn, control::send), homeward);
    arrivals.repeatAnswersBy(outbox::again);
    cards = new CardExchange(self, turn, cardSeal, peers, own, control, ways, neighbors, links);
    SessionMaker sessionMaker = new SessionMaker(turn, seals, trust, neighbors, peers, handshakes,
        new SessionNews());
    wayAnswers = new WayAnswers(self, turn, peers, neighbors, ways, control);
    groups = new GroupRooms(me, network, durable, keys, turn, links, neighbors, ways, trust, peers, control,
        epoch);
    transferIntake = new TransferIntake(turn, frames, new PartStore(durable, epoch));
    ControlIntake controlIntake = new ControlIntake(hops, outbox, cards, wayAnswers, homeward, groups,
        transferIntake);
    ParcelIntake parcels = new ParcelIntake(self, turn, seals, trust, peers, ways, arrivals, controlIntake,
        sessionMaker, handshakes, custody, homeward, this::linkTo);
    ContentIntake contents = new ContentIntake(turn, ways, arrivals, hopAcks, marks, parcels, homeward,
        controlIntake, transferIntake);
    AnnounceIntake announces = new AnnounceIntake(self, turn, announceSeal, trust, shunned, peers, neighbors,
        ways.routes(), announcer, spread, seals, traces, recall, rolls, new News());
    intake = new FrameIntake(turn, seals, trust, neighbors, peers, announces, rolls, recall, sessionMaker,
        handshakes, hops, contents, homeward, groups, revocations.sync);
    custody.restore();
    turn.after(EXPIRY_PERIOD_MS, this::expire);
  }

  /**
   * Where the transfer ids of {@code epoch} begin. Peers take a transfer whose id they have lately seen finished for a
   * repeat, and acknowledge it unread: a boot must not come near the ids the last one ended with.
   */
  static int firstTransfer(int epoch) {
    return epoch * TRANSFER_STRIDE & FragmentLimits.TRANSFER_ID_MASK;
  }

  /** Nothing is taken from {@code id} any more, nor sent to it. */
  void shutOut(NodeId id) {
    seals.forget(id);
    outbox.dropAll(id, "the peer is blocked");
    neighbors.forget(id);
    ways.routes().forgetVia(id);
    groups.onBlocked(id);
  }

  /** By which frames for {@code neighbor} leave. */
  private Optional<LinkState> linkTo(NodeId neighbor) {
    return neighbors.best(neighbor).flatMap(contact -> links.of(contact.link()));
  }

  private void expire() {
    long lifeMs = links.wayLifeMs(peers.size());
    neighbors.expire(turn.nowMs(), lifeMs);
    ways.routes().expire(turn.nowMs(), lifeMs);
    peers.expire(lifeMs);
    shunned.expire(turn.nowMs(), lifeMs);
    turn.after(EXPIRY_PERIOD_MS, this::expire);
  }

  private void onWay(NodeId peer) {
    handshakes.onHeardAgain(peer);
    hops.onHeardAgain(peer);
    outbox.onWay(peer);
    custody.onWay(peer);
  }

  /** What sessions change for the rest. */
  private final class SessionNews implements SessionMaker.Listener {
    @Override
    public void onAnswer(NodeId peer, Bytes lastNote) {
      outbox.onAnswer(peer, lastNote);
    }

    @Override
    public void onSession(NodeId peer) {
      hops.onSession(peer);
      outbox.onSession(peer);
      cards.onSession(peer);
      groups.onBack(peer);
    }
  }

  /** What announces change for the rest. */
  private final class News implements AnnounceIntake.Listener {
    @Override
    public void onNews(KnownPeer peer) {
      cards.onNews(peer);
    }

    @Override
    public void onWay(NodeId peer) {
      MeshRooms.this.onWay(peer);
    }
  }

  /** What revocations change for the rest. */
  private final class Consequences implements Revocations.Listener {
    @Override
    public void onRevoked(NodeId id) {
      groups.onRevoked(id);
      shutOut(id);
      peers.get(id).ifPresent(peers::changed);
    }

    @Override
    public void onWelcome(NodeId id) {
      shunned.forget(id);
      announcer.askAround();
      peers.get(id).ifPresent(peers::changed);
    }
  }
}
