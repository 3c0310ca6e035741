package org.sheratan.radio.mesh.engine;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.NodeId;
import org.sheratan.radio.link.LinkProfile;
import org.sheratan.radio.mesh.MeshEvent;
import org.sheratan.radio.mesh.MeshLimits;
import org.sheratan.radio.mesh.WayReport;
import org.sheratan.radio.mesh.hop.ControlItem;
import org.sheratan.radio.mesh.hop.ControlSender;
import org.sheratan.radio.mesh.neighbor.Contact;
import org.sheratan.radio.mesh.neighbor.MeshTurn;
import org.sheratan.radio.mesh.neighbor.NeighborTable;
import org.sheratan.radio.mesh.route.PeerTable;
import org.sheratan.radio.mesh.route.Ways;

/**
 * Tells authenticated peers how this node would go on to another. A leaky bucket keeps the answers under a fiftieth of
 * a link's time, whoever asks how often; {@link #echo} opens it for measuring.
 */
final class WayAnswers {
  private static final int ANSWER_BYTES = 32;

  private final NodeId self;
  private final MeshTurn turn;
  private final PeerTable peers;
  private final NeighborTable neighbors;
  private final Ways ways;
  private final ControlSender control;
  private long paidUntilMs;
  private long echoUntilMs;

  WayAnswers(NodeId self, MeshTurn turn, PeerTable peers, NeighborTable neighbors, Ways ways,
      ControlSender control) {
    this.self = self;
    this.turn = turn;
    this.peers = peers;
    this.neighbors = neighbors;
    this.ways = ways;
    this.control = control;
    this.echoUntilMs = turn.nowMs();
  }

  /** Asks {@code whom}, once, without a promise; false without a session, which is begun then. */
  boolean ask(NodeId whom, NodeId destination, int number) {
    boolean session = control.reaches(whom);
    control.send(whom, List.of(new ControlItem.WayQuestion(number, WayReport.prefix(destination))));
    return session;
  }

  /** For so long every question about this node itself is answered, as far as the air allows. */
  void echo(long forMs) {
    echoUntilMs = turn.nowMs() + forMs;
  }

  void onQuestion(NodeId from, ControlItem.WayQuestion question) {
    boolean echoed = turn.nowMs() < echoUntilMs && question.destination().equals(WayReport.prefix(self));
    if (echoed || mayAnswer(from)) {
      control.send(from,
          List.of(new ControlItem.WayAnswer(question.number(), report(from, question.destination()))));
    }
  }

  /** Whoever asked knows whether it did. */
  void onAnswer(NodeId from, ControlItem.WayAnswer answer) {
    turn.tell(new MeshEvent.WayTold(from, answer.number(), answer.report(), turn.signal()));
  }

  private WayReport report(NodeId from, Bytes prefix) {
    if (prefix.equals(WayReport.prefix(self))) {
      return new WayReport(OptionalInt.of(0), Optional.empty(), turn.signal());
    }
    List<NodeId> meant = peers.all().stream().map(peer -> peer.id())
        .filter(id -> WayReport.prefix(id).equals(prefix)).toList();
    Optional<NodeId> next = meant.size() == 1
        ? ways.nextHop(meant.getFirst(), List.of(from), MeshLimits.MAX_HOPS)
        : Optional.empty();
    Optional<Contact> contact = next.flatMap(neighbors::best);
    if (contact.isEmpty()) {
      return new WayReport(OptionalInt.empty(), Optional.empty(), turn.signal());
    }
    int hops = next.get().equals(meant.getFirst()) ? 1 : Math.max(2, ways.hops(meant.getFirst()));
    return new WayReport(OptionalInt.of(Math.min(hops, MeshLimits.MAX_HOPS)),
        Optional
            .of(new WayReport.Next(WayReport.prefix(next.get()), turn.nowMs() - contact.get().lastHeardMs())),
        turn.signal());
  }

  private boolean mayAnswer(NodeId from) {
    long airtimeMs = ways.nextHop(from).flatMap(neighbors::best).map(contact -> {
      LinkProfile profile = contact.link().profile();
      return profile.airtimeMs(ANSWER_BYTES);
    }).orElse(0L);
    long costMs = Math.max(MeshLimits.WAY_ANSWER_MIN_MS, airtimeMs * MeshLimits.WAY_ANSWER_AIRTIME_SHARE);
    long startMs = Math.max(paidUntilMs, turn.nowMs());
    boolean may = startMs - turn.nowMs() < costMs * MeshLimits.WAY_ANSWERS_BURST;
    paidUntilMs = may ? startMs + costMs : paidUntilMs;
    return may;
  }
}
