package org.sheratan.radio.mesh.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Predicate;

import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.NodeId;
import org.sheratan.kernel.Now;
import org.sheratan.kernel.SeededEntropy;
import org.sheratan.radio.ether.EtherLink;
import org.sheratan.radio.frame.Card;
import org.sheratan.radio.frame.Priority;
import org.sheratan.radio.link.Link;
import org.sheratan.radio.link.LinkEndpoint;
import org.sheratan.radio.link.LinkListener;
import org.sheratan.radio.link.Signal;
import org.sheratan.radio.mesh.Mesh;
import org.sheratan.radio.mesh.MeshEvent;
import org.sheratan.radio.mesh.Peer;
import org.sheratan.radio.mesh.PolledMesh.OutboundFrame;
import org.sheratan.radio.mesh.group.GroupRooms;
import org.sheratan.radio.secure.Identity;
import org.sheratan.radio.secure.NetworkKey;
import org.sheratan.radio.secure.Opened;

/** A mesh with a disk that commits at the end of each turn, and an application that remembers everything. */
public final class TestNode implements LinkListener {
  /** What the application does with a message. */
  @FunctionalInterface
  interface Application {
    void onMessage(TestNode node, MeshEvent.MessageArrived message);
  }

  private record Inbound(Link link, LinkEndpoint from, Bytes frame, Optional<Signal> signal) {}

  final String name;
  public final Identity identity;
  public final MemoryDurable durable = new MemoryDurable();
  public final List<MeshEvent> events = new ArrayList<>();
  Application application = (node, message) -> {};
  /** Sees every frame that leaves. */
  public Consumer<OutboundFrame> watcher = frame -> {};
  /** False: what is for everyone reaches nobody. */
  boolean broadcasts = true;
  /** What it says in vain. */
  public Predicate<Bytes> unheard = frame -> false;
  public MeshEngine mesh;
  public EtherLink link;
  private final NetworkKey network;
  private final SeededEntropy entropy;
  private final List<Inbound> inbox = new ArrayList<>();
  private final LongSupplier clock;
  int epoch;
  /** The next start is one in doubt. */
  boolean doubts;

  TestNode(String name, NetworkKey network, Identity identity, SeededEntropy entropy, LongSupplier clock) {
    this.name = name;
    this.network = network;
    this.identity = identity;
    this.entropy = entropy;
    this.clock = clock;
  }

  public NodeId id() {
    return identity.id();
  }

  boolean up() {
    return mesh != null;
  }

  void start(EtherLink on, long nowMs) {
    epoch++;
    link = on;
    Now now = Now.monotonic(nowMs);
    SeededEntropy ours = entropy.fork("boot " + epoch);
    mesh = new MeshEngine(identity, network, epoch, durable, Fixtures.keys(ours.fork("keys")), ours,
        new Card(name, List.of("ping", "read_file"), List.of(), List.of("disk:1G")), now);
    if (doubts) {
      mesh.ask();
      doubts = false;
    }
    link.listen(this);
    mesh.onLink(link, true, now);
  }

  /** Everything not committed is lost, everything in memory too. */
  void crash() {
    durable.crash();
    inbox.clear();
    mesh = null;
  }

  @Override
  public void onFrame(Link on, LinkEndpoint from, Bytes frame, Optional<Signal> signal) {
    inbox.add(new Inbound(on, from, frame, signal));
  }

  @Override
  public void onState(Link on, boolean isUp, String why) {
    throw new AssertionError("the ether has no state");
  }

  boolean busy() {
    return !inbox.isEmpty();
  }

  void turn(long nowMs) {
    Now now = Now.monotonic(nowMs);
    mesh.poll(now);
    for (Inbound inbound : List.copyOf(inbox)) {
      mesh.onFrame(inbound.link(), inbound.from(), inbound.frame(), inbound.signal(), now);
    }
    inbox.clear();
    for (MeshEvent event : mesh.drainEvents()) {
      events.add(event);
      if (event instanceof MeshEvent.MessageArrived message) {
        application.onMessage(this, message);
      }
    }
    if (durable.changed()) {
      mesh.beforeCommit();
      durable.commit();
    }
    for (OutboundFrame frame : mesh.drainFrames()) {
      watcher.accept(frame);
      boolean reaches = broadcasts || !frame.to().equals(LinkEndpoint.EVERYONE);
      if (reaches && !unheard.test(frame.frame())) {
        frame.link().send(frame.to(), frame.frame());
      }
    }
  }

  public long send(TestNode to, Bytes message, long lifetimeMs) {
    mesh.poll(Now.monotonic(clock.getAsLong()));
    return mesh.send(to.id(), message, Priority.NORMAL, lifetimeMs, Mesh.UNPROMPTED);
  }

  List<Bytes> messages() {
    return events.stream().filter(MeshEvent.MessageArrived.class::isInstance)
        .map(event -> ((MeshEvent.MessageArrived) event).message()).toList();
  }

  public boolean delivered(long ticket) {
    return events.contains(new MeshEvent.Delivered(ticket));
  }

  boolean knowsCardOf(TestNode other) {
    return mesh.peer(other.id()).flatMap(Peer::card).filter(card -> card.name().equals(other.name))
        .isPresent();
  }

  /** For tests of the rooms below. */
  public MeshRooms rooms() {
    return mesh.rooms;
  }

  /** Hears a frame on its first link, as if it came over the ether. */
  public void hear(LinkEndpoint from, Bytes frame) {
    mesh.rooms.intake.onFrame(mesh.rooms.links.all().getFirst(), from, frame, Optional.empty());
  }

  /** A frame for it, as its content alone. */
  public Opened open(Bytes frame) {
    return mesh.rooms.seals.openHop(frame);
  }

  public GroupRooms groupRooms() {
    return mesh.rooms.groups;
  }
}
