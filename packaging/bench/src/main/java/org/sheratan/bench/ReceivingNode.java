package org.sheratan.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.Check;
import org.sheratan.kernel.Now;
import org.sheratan.kernel.SeededEntropy;
import org.sheratan.radio.frame.FrameHead;
import org.sheratan.radio.frame.FrameType;
import org.sheratan.radio.frame.LifetimeCode;
import org.sheratan.radio.frame.Priority;
import org.sheratan.radio.link.Link;
import org.sheratan.radio.link.LinkEndpoint;
import org.sheratan.radio.link.LinkListener;
import org.sheratan.radio.link.Signal;
import org.sheratan.radio.link.lora.LoraStation;
import org.sheratan.radio.link.lora.RadioEvent;
import org.sheratan.radio.mesh.MeshEvent;
import org.sheratan.radio.secure.Opened;
import org.sheratan.radio.secure.Sessions;

/**
 * A real mesh behind a real station whose radio hands over frames that its neighbor has sealed: what happens between
 * the driver and whoever the message is for.
 */
final class ReceivingNode implements LinkListener {
  private static final int CONTENT_BYTES = 40;
  private static final int HOP_LIMIT = 6;
  private static final int HINT_OFFSET = 2;
  private static final long LIFETIME_MS = 60_000;
  private static final long HOUR_MS = 3_600_000;
  /** So that what is answered stays within the law: with a full queue it would be the queue that is measured. */
  private static final long STEP_MS = 10_000;

  private final AirNode node;
  private final LoraStation station;
  private final FedRadio radio = new FedRadio();
  private final Sessions opener;
  private final List<Bytes> frames = new ArrayList<>();
  private final List<List<RadioEvent>> handedOver = new ArrayList<>();
  private Now now;
  private int next;
  private Bytes delivered;

  ReceivingNode(ReceiveBench.Heard heard, int count) {
    AirMesh mesh = AirMesh.pair(1, AirExchange.SF8);
    AirNode from = mesh.nodes().getFirst();
    this.node = mesh.nodes().getLast();
    long hello = mesh.send(from, node, Bytes.utf8("hello"), HOUR_MS);
    mesh.run(HOUR_MS);
    Check.that(from.deliveredMs.containsKey(hello), "there is a session");
    now = mesh.now();
    Sessions sealer = mesh.sessions(from);
    for (int number = 0; number < count; number++) {
      Bytes genuine = sealed(sealer, heard.type, mesh.random(CONTENT_BYTES));
      Bytes frame = switch (heard) {
        case DATA, RELAY -> genuine;
        case OVERHEARD -> changed(genuine, HINT_OFFSET);
        case FORGED -> changed(genuine, genuine.length() - 1);
      };
      frames.add(frame);
      handedOver.add(new ArrayList<>(List.of(new RadioEvent.Received(frame, -90, 8))));
    }
    opener = mesh.sessions(node);
    node.mesh.onLink(node.station, false, now);
    station = new LoraStation(node.station.plan(), radio, AirNode.NO_METERS, new SeededEntropy(2), this);
    station.poll(now);
  }

  private Bytes sealed(Sessions sealer, FrameType type, Bytes content) {
    Bytes inside = type == FrameType.RELAY
        ? sealer.sealInner(node.id(), type, content, now).orElseThrow().content()
        : content;
    FrameHead head = new FrameHead(type, Priority.NORMAL, type == FrameType.RELAY ? HOP_LIMIT : 0);
    return sealer.sealHop(node.id(), head, LifetimeCode.encode(LIFETIME_MS), inside, now).orElseThrow()
        .content();
  }

  private static Bytes changed(Bytes frame, int at) {
    byte[] changed = frame.toArray();
    changed[at] ^= 1;
    return Bytes.copyOf(changed);
  }

  /** The next frame, from the driver's hand-over to the message, or none; null when none ever came. */
  Bytes receive() {
    now = Now.monotonic(now.monoMs() + STEP_MS);
    radio.feed(handedOver.get(next++));
    station.poll(now);
    List<MeshEvent> events = node.mesh.drainEvents();
    if (!events.isEmpty() && events.getLast() instanceof MeshEvent.MessageArrived arrived) {
      delivered = arrived.message();
    }
    return delivered;
  }

  /** The rest of a node's turn: timers, acknowledgements, what is written and sent. */
  void settle() {
    node.mesh.poll(now);
    node.mesh.beforeCommit();
    node.mesh.drainFrames().forEach(frame -> frame.link().send(frame.to(), frame.frame()));
    station.poll(now);
  }

  /** The next frame's outer seal alone. */
  Opened open() {
    return opener.openHop(frames.get(next++), now);
  }

  @Override
  public void onFrame(Link link, LinkEndpoint from, Bytes frame, Optional<Signal> signal) {
    node.mesh.onFrame(link, from, frame, signal, now);
  }

  @Override
  public void onState(Link link, boolean up, String why) {
    node.mesh.onLink(link, up, now);
  }
}
