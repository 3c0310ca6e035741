package org.sheratan.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;

import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.Check;
import org.sheratan.kernel.Durable;
import org.sheratan.kernel.NodeId;
import org.sheratan.kernel.Now;
import org.sheratan.kernel.SeededEntropy;
import org.sheratan.radio.air.MeterStore;
import org.sheratan.radio.emulator.DirectRadio;
import org.sheratan.radio.ether.Antenna;
import org.sheratan.radio.frame.Card;
import org.sheratan.radio.frame.GroupId;
import org.sheratan.radio.frame.Priority;
import org.sheratan.radio.link.Link;
import org.sheratan.radio.link.LinkEndpoint;
import org.sheratan.radio.link.LinkListener;
import org.sheratan.radio.link.Signal;
import org.sheratan.radio.link.lora.LoraPlan;
import org.sheratan.radio.link.lora.LoraStation;
import org.sheratan.radio.mesh.Groups;
import org.sheratan.radio.mesh.Mesh;
import org.sheratan.radio.mesh.MeshEvent;
import org.sheratan.radio.mesh.PolledMesh.OutboundFrame;
import org.sheratan.radio.mesh.engine.MeshEngine;
import org.sheratan.radio.secure.Identity;
import org.sheratan.radio.secure.JoinCode;
import org.sheratan.radio.secure.NetworkKey;

/** SIMULATION: one real mesh on one real LoRa station, which transmits on simulated air. */
final class AirNode implements LinkListener {
  private record Inbound(Link link, LinkEndpoint from, Bytes frame, Optional<Signal> signal) {}

  /** The first boot of a board: nothing is known of earlier airtime. */
  static final MeterStore NO_METERS = new MeterStore() {
    @Override
    public Loaded load(String transmitterId) {
      return new Loaded.Nothing();
    }

    @Override
    public boolean save(String transmitterId, Bytes record) {
      return true;
    }
  };

  final Identity identity;
  final Durable durable = new InMemory();
  final MeshEngine mesh;
  final LoraStation station;
  /** Outcome of every message of ours: when it was acknowledged, or that it was given up. */
  final Map<Long, Long> deliveredMs = new LinkedHashMap<>();
  final Map<Long, String> undelivered = new LinkedHashMap<>();
  final List<MeshEvent.MessageArrived> arrived = new ArrayList<>();
  final List<MeshEvent.GroupMessage> heard = new ArrayList<>();
  private final String name;
  private final List<Inbound> inbox = new ArrayList<>();
  private Consumer<MeshEvent.MessageArrived> onMessage = arrived -> {};
  private boolean signaled = true;
  private boolean up;

  AirNode(String name, NetworkKey network, SeededEntropy entropy, Antenna antenna, LoraPlan plan, Now now) {
    this.name = name;
    this.identity = Identity.generate(length -> seeded(entropy, length));
    this.mesh = new MeshEngine(identity, network, 1, durable, length -> seeded(entropy, length),
        entropy.fork("mesh"), new Card(name, List.of("ping"), List.of(), List.of()), now);
    this.station = new LoraStation(plan, new DirectRadio(name, antenna, () -> signaled = true),
        NO_METERS, entropy.fork("station"), this);
  }

  NodeId id() {
    return identity.id();
  }

  String name() {
    return name;
  }

  @Override
  public void onFrame(Link link, LinkEndpoint from, Bytes frame, Optional<Signal> signal) {
    inbox.add(new Inbound(link, from, frame, signal));
  }

  @Override
  public void onState(Link link, boolean nowUp, String why) {
    up = nowUp;
    signaled = true;
  }

  long nextMs() {
    return signaled || !inbox.isEmpty() ? 0 : Math.min(mesh.nextPollMs(), station.nextPollMs());
  }

  void onMessage(Consumer<MeshEvent.MessageArrived> receiver) {
    onMessage = receiver;
  }

  long send(NodeId to, Bytes message, long lifetimeMs, Now now) {
    return send(to, message, lifetimeMs, Mesh.UNPROMPTED, now);
  }

  /** @param answers the arrival that this answers, see {@link Mesh#send} */
  long send(NodeId to, Bytes message, long lifetimeMs, long answers, Now now) {
    mesh.poll(now);
    signaled = true;
    return mesh.send(to, message, Priority.NORMAL, lifetimeMs, answers);
  }

  GroupId createGroup(String groupName, Now now) {
    return groups(now).create(groupName).orElseThrow().id();
  }

  JoinCode invite(GroupId group, long lifetimeMs, Now now) {
    return switch (groups(now).invite(group, lifetimeMs)) {
      case Groups.Invitation.Code made -> made.code();
      case Groups.Invitation.None none -> throw new IllegalStateException("no code: " + none.why());
    };
  }

  void join(JoinCode code, long lifetimeMs, Now now) {
    Check.that(groups(now).join(code, lifetimeMs).isEmpty(), "the code is taken");
  }

  /** Whether this node can open what each of {@code others} says to the group. */
  boolean hears(GroupId group, int others) {
    return mesh.groups().all().stream()
        .anyMatch(known -> known.id().equals(group) && known.heard().size() == others);
  }

  Optional<Groups.Refused> broadcast(GroupId group, Bytes message, Now now) {
    return groups(now).broadcast(group, message, Priority.NORMAL, true);
  }

  private Groups groups(Now now) {
    mesh.poll(now);
    signaled = true;
    return mesh.groups();
  }

  /** Everything that is due, until nothing is due any more. */
  void turn(Now now) {
    signaled = false;
    station.poll(now);
    mesh.poll(now);
    mesh.onLink(station, up, now);
    for (Inbound in : List.copyOf(inbox)) {
      mesh.onFrame(in.link(), in.from(), in.frame(), in.signal(), now);
    }
    inbox.clear();
    mesh.poll(now);
    for (MeshEvent event : mesh.drainEvents()) {
      switch (event) {
        case MeshEvent.MessageArrived message -> {
          arrived.add(message);
          onMessage.accept(message);
        }
        case MeshEvent.GroupMessage message -> heard.add(message);
        case MeshEvent.Delivered delivered -> deliveredMs.put(delivered.ticket(), now.monoMs());
        case MeshEvent.Undelivered lost -> undelivered.put(lost.ticket(), lost.why());
        default -> {
          // Peers come and go.
        }
      }
    }
    mesh.beforeCommit();
    List<OutboundFrame> frames = mesh.drainFrames();
    frames.forEach(frame -> frame.link().send(frame.to(), frame.frame()));
    if (!frames.isEmpty()) {
      station.poll(now);
    }
  }

  static Bytes seeded(SeededEntropy entropy, int length) {
    byte[] drawn = new byte[length];
    for (int index = 0; index < length; index++) {
      drawn[index] = (byte) entropy.nextLong();
    }
    return Bytes.copyOf(drawn);
  }

  private static final class InMemory implements Durable {
    private final TreeMap<String, Bytes> records = new TreeMap<>();

    @Override
    public void put(String name, Bytes value) {
      records.put(name, value);
    }

    @Override
    public void remove(String name) {
      records.remove(name);
    }

    @Override
    public SortedMap<String, Bytes> under(String prefix) {
      return new TreeMap<>(records.subMap(prefix, prefix + '\uffff'));
    }
  }
}
