package org.sheratan.bench;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;

import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.Durable;
import org.sheratan.kernel.NodeId;
import org.sheratan.kernel.Now;
import org.sheratan.kernel.SeededEntropy;
import org.sheratan.radio.frame.Card;
import org.sheratan.radio.link.Link;
import org.sheratan.radio.link.LinkEndpoint;
import org.sheratan.radio.link.LinkProfile;
import org.sheratan.radio.mesh.MeshEngine;
import org.sheratan.radio.mesh.MeshEvent;
import org.sheratan.radio.mesh.PolledMesh.OutboundFrame;
import org.sheratan.radio.secure.Identity;
import org.sheratan.radio.secure.NetworkKey;

/** Real meshes in a row, each hearing only the ones beside it, in virtual time; every frame sent is kept. */
final class MeshRow {
  /** Frames as LoRa at SF8 would carry them. */
  private static final LinkProfile RADIO = new LinkProfile("sf8", 254, 600, 3_000, true, false);

  private final List<Station> stations = new ArrayList<>();
  private final PriorityQueue<Arrival> onTheWay = new PriorityQueue<>(
      Comparator.comparingLong(Arrival::atMs).thenComparingLong(Arrival::order));
  private final List<Sent> sent = new ArrayList<>();
  private long nowMs = 1;
  private long order;

  /** One frame as {@code from} handed it to its link. */
  record Sent(int from, long atMs, Bytes frame) {}

  private record Arrival(long atMs, long order, Station to, LinkEndpoint from, Bytes frame) {}

  MeshRow(int count) {
    NetworkKey network = NetworkKey.of(Bytes.hex("5a".repeat(NetworkKey.KEY_BYTES)));
    for (int index = 0; index < count; index++) {
      stations.add(new Station(index, network));
    }
    stations.forEach(station -> station.turn(() -> station.mesh.onLink(station, true, now())));
  }

  Station station(int index) {
    return stations.get(index);
  }

  /** Every frame sent from {@code sinceMs} on. */
  List<Sent> sentSince(long sinceMs) {
    return sent.stream().filter(frame -> frame.atMs() >= sinceMs).toList();
  }

  long nowMs() {
    return nowMs;
  }

  /** Lets {@code forMs} of virtual time pass. */
  void run(long forMs) {
    long endMs = nowMs + forMs;
    while (nextMs() <= endMs) {
      nowMs = Math.max(nowMs + 1, nextMs());
      while (!onTheWay.isEmpty() && onTheWay.peek().atMs() <= nowMs) {
        Arrival arrival = onTheWay.poll();
        arrival.to()
            .turn(() -> arrival.to().mesh.onFrame(arrival.to(), arrival.from(), arrival.frame(),
                Optional.empty(), now()));
      }
      stations.forEach(station -> station.turn(() -> {}));
    }
    nowMs = endMs;
  }

  private long nextMs() {
    long timer = stations.stream().mapToLong(station -> station.mesh.nextPollMs()).min().orElseThrow();
    return Math.min(timer, onTheWay.isEmpty() ? Long.MAX_VALUE : onTheWay.peek().atMs());
  }

  private Now now() {
    return Now.monotonic(nowMs);
  }

  /** One mesh, and the link it speaks through. */
  final class Station implements Link {
    final MeshEngine mesh;
    final Identity identity;
    private final int index;
    private Consumer<MeshEvent.MessageArrived> onMessage = arrived -> {};

    private Station(int index, NetworkKey network) {
      this.index = index;
      SeededEntropy entropy = new SeededEntropy(index);
      this.identity = Identity.generate(length -> seeded(entropy, length));
      this.mesh = new MeshEngine(identity, network, 1, new InMemory(), length -> seeded(entropy, length),
          entropy.fork("mesh"), new Card("station " + index, List.of("read_file"), List.of(), List.of()),
          now());
    }

    NodeId id() {
      return identity.id();
    }

    void onMessage(Consumer<MeshEvent.MessageArrived> receiver) {
      onMessage = receiver;
    }

    @Override
    public LinkProfile profile() {
      return RADIO;
    }

    @Override
    public void send(LinkEndpoint to, Bytes frame) {
      sent.add(new Sent(index, nowMs, frame));
      for (Station other : stations) {
        boolean hears = Math.abs(other.index - index) == 1
            && (to.equals(LinkEndpoint.EVERYONE) || to.equals(other.endpoint()));
        if (hears) {
          onTheWay.add(
              new Arrival(nowMs + Math.round(LoraAirtime.SF8.ms(frame.length())), order++, other, endpoint(),
                  frame));
        }
      }
    }

    private LinkEndpoint endpoint() {
      return new LinkEndpoint("station-" + index);
    }

    /** One turn with {@code input} in it; the mesh is told the time first. */
    void turn(Runnable input) {
      mesh.poll(now());
      input.run();
      mesh.poll(now());
      mesh.drainEvents().forEach(event -> {
        if (event instanceof MeshEvent.MessageArrived arrived) {
          onMessage.accept(arrived);
        }
      });
      mesh.beforeCommit();
      for (OutboundFrame frame : mesh.drainFrames()) {
        frame.link().send(frame.to(), frame.frame());
      }
    }
  }

  private static Bytes seeded(SeededEntropy entropy, int length) {
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
