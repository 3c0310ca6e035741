package org.sheratan.radio.mesh.engine;

import java.util.List;
import java.util.Optional;

import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.NodeId;
import org.sheratan.kernel.Now;
import org.sheratan.kernel.SeededEntropy;
import org.sheratan.radio.frame.AnnounceFrame;
import org.sheratan.radio.frame.Card;
import org.sheratan.radio.link.LinkEndpoint;
import org.sheratan.radio.link.LinkProfile;
import org.sheratan.radio.mesh.MeshEvent;
import org.sheratan.radio.mesh.PolledMesh;
import org.sheratan.radio.mesh.group.GroupRooms;
import org.sheratan.radio.mesh.neighbor.LinkState;
import org.sheratan.radio.mesh.neighbor.MeshTurn;
import org.sheratan.radio.secure.Identity;
import org.sheratan.radio.secure.NetworkKey;
import org.sheratan.radio.secure.Opened;

/** The rooms of one mesh on a bench: one link, time moved by hand, frames taken out by hand. */
public final class Bench {
  private final long seed;
  private final int number;
  private final int epoch;
  public final RecordingLink link;
  public final MemoryDurable durable;
  public final NetworkKey network;
  public final Identity identity;
  public final MeshTurn turn;
  public final MeshRooms rooms;
  public final LinkState state;

  public Bench(long seed, int number, LinkProfile profile) {
    this(seed, number, profile, 1, new MemoryDurable());
  }

  private Bench(long seed, int number, LinkProfile profile, int epoch, MemoryDurable durable) {
    this.seed = seed;
    this.number = number;
    this.epoch = epoch;
    this.durable = durable;
    SeededEntropy entropy = new SeededEntropy(seed);
    network = NetworkKey.generate(Fixtures.keys(entropy.fork("network")));
    SeededEntropy own = entropy.fork("bench " + number);
    identity = Identity.generate(Fixtures.keys(own.fork("identity")));
    turn = new MeshTurn(own, Now.monotonic(1_000));
    rooms = new MeshRooms(identity, network, epoch, durable, Fixtures.keys(own.fork("keys")),
        new Card("bench" + number, List.of("ping"), List.of(), List.of()), turn);
    link = new RecordingLink(profile);
    state = rooms.links.add(turn, link);
  }

  /** The same node after a restart: with what it has on disk, and the next epoch. */
  Bench restarted() {
    return new Bench(seed, number, link.profile(), epoch + 1, durable);
  }

  public GroupRooms groups() {
    return rooms.groups;
  }

  public NodeId id() {
    return identity.id();
  }

  public void advance(long byMs) {
    turn.begin(Now.monotonic(turn.nowMs() + byMs));
    turn.timers().runDue(turn.nowMs());
  }

  public void hear(LinkEndpoint from, Bytes frame) {
    rooms.intake.onFrame(state, from, frame, Optional.empty());
  }

  /** What left since the last look, timers of now included. */
  public List<Bytes> sent() {
    turn.timers().runDue(turn.nowMs());
    return turn.drainFrames().stream().map(PolledMesh.OutboundFrame::frame).toList();
  }

  /** A frame for us, as its content alone. */
  public Opened open(Bytes frame) {
    return rooms.seals.openHop(frame);
  }

  /** {@code other} hears our announce as if we were at {@code at}. */
  public void announceTo(Bench other, LinkEndpoint at) {
    other.hear(at, rooms.own.frame(turn.nowMs()));
    other.turn.drainFrames();
  }

  public AnnounceFrame announce() {
    return AnnounceFrame.decode(rooms.own.frame(turn.nowMs()));
  }

  public List<MeshEvent> events() {
    return turn.drainEvents();
  }
}
