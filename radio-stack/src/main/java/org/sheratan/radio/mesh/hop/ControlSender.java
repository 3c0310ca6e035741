package org.sheratan.radio.mesh.hop;

import java.util.List;
import java.util.Optional;

import org.sheratan.kernel.NodeId;
import org.sheratan.radio.frame.FrameHead;
import org.sheratan.radio.frame.FrameType;
import org.sheratan.radio.frame.Limits;
import org.sheratan.radio.frame.Priority;
import org.sheratan.radio.mesh.MeshLimits;
import org.sheratan.radio.mesh.neighbor.LinkTable;
import org.sheratan.radio.mesh.neighbor.MeshTurn;
import org.sheratan.radio.mesh.route.Ways;
import org.sheratan.radio.mesh.session.Handshakes;
import org.sheratan.radio.mesh.session.Parcel;
import org.sheratan.radio.mesh.session.Seals;

/** Control items for any peer: in a frame to a neighbor, in an envelope to others. Nothing is promised. */
public final class ControlSender implements Unit.Owner {
  private static final long LEAST_LIFETIME_MS = 30_000;
  /** Of a retry time end to end: by then whoever needs them has asked again. */
  private static final int LIFETIME_RETRIES = 4;

  private final MeshTurn turn;
  private final Seals seals;
  private final Ways ways;
  private final HopFrames frames;
  private final HopSender hops;
  private final Custody custody;
  private final Handshakes handshakes;
  private final LinkTable links;

  public ControlSender(MeshTurn turn, Seals seals, Ways ways, HopFrames frames, HopSender hops,
      Custody custody,
      Handshakes handshakes, LinkTable links) {
    this.turn = turn;
    this.seals = seals;
    this.ways = ways;
    this.frames = frames;
    this.hops = hops;
    this.custody = custody;
    this.handshakes = handshakes;
    this.links = links;
  }

  /** Whether there is a session, without which {@link #send} only begins one. */
  public boolean reaches(NodeId to) {
    return seals.ready(to);
  }

  /** The session with {@code to} may be lost on its side. */
  public void renew(NodeId to) {
    handshakes.renew(to);
  }

  /** Without a session one is begun, and these items are lost: whoever needs them asks again. */
  public void send(NodeId to, List<ControlItem> items) {
    Optional<NodeId> next = ways.nextHop(to);
    if (!seals.ready(to)) {
      handshakes.want(to);
    } else if (next.isPresent() && next.get().equals(to)) {
      if (!frames.sendOnce(to, Priority.HIGH, items, true)
          && !frames.fits(to, ControlItem.encode(items).length())) {
        submit(new Unit(to, FrameType.CONTROL, Priority.NORMAL, 0, ControlItem.encode(items), expiresMs(to),
            this,
            0));
      }
    } else if (next.isPresent()) {
      FrameHead head = new FrameHead(FrameType.RELAY_CONTROL, Priority.HIGH, MeshLimits.FIRST_HOP_LIMIT + 1);
      seals.end(to, FrameType.RELAY_CONTROL, ControlItem.encode(items)).ifPresent(
          sealed -> custody.post(to, Parcel.of(head, expiresMs(to), sealed.content())));
    }
  }

  /** The same, of what {@code to} makes us say: it has its share of the airtime. */
  public void answer(NodeId to, List<ControlItem> items) {
    boolean affordable = ways.firstHop(to).flatMap(contact -> links.of(contact.link()))
        .map(state -> state.mayAnswer(to, ControlItem.encode(items).length())).orElse(true);
    if (affordable) {
      send(to, items);
    } else {
      turn.tally().refuse(to);
    }
  }

  /** Large items wait for each other: what {@code unit.to} makes us say must not pile up. */
  private void submit(Unit unit) {
    if (hops.underWay(unit.to, this) < MeshLimits.CONTROL_UNITS) {
      hops.submit(unit);
    } else {
      turn.tally().refuse(unit.to);
    }
  }

  private long expiresMs(NodeId to) {
    return turn.nowMs()
        + Math.max(LEAST_LIFETIME_MS, LIFETIME_RETRIES * ways.endRetryMs(to, Limits.RELAY_OVERHEAD_BYTES));
  }

  @Override
  public void onTaken(Unit unit) {
    // Large items only needed to get there.
  }

  @Override
  public void onStuck(Unit unit) {
    // Whoever needs them asks again.
  }
}
