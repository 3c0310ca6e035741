package org.sheratan.edge.http;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

import org.sheratan.core.node.Answer;
import org.sheratan.core.node.Command;
import org.sheratan.core.node.TraceHop;
import org.sheratan.core.node.WayReply;
import org.sheratan.kernel.NodeId;
import org.sheratan.radio.link.LinkProfile;
import org.sheratan.radio.link.Signal;
import org.sheratan.radio.mesh.LinkView;
import org.sheratan.radio.mesh.Neighbor;
import org.sheratan.radio.mesh.Route;
import org.sheratan.radio.mesh.WayReport;

/** The mesh around a {@link FakeNode}: one neighbor on a radio, one node behind it. */
final class FakeSurvey {
  private static final long NOW_MS = 10_000;

  private FakeSurvey() {}

  static Answer answer(Command.Look look) {
    NodeId near = FakeNode.WORKER.id();
    NodeId far = FakeNode.OTHER.id();
    return switch (look) {
      case Command.ListNeighbors() -> new Answer.Neighbors(List.of(
          new Neighbor(near, "lora0", "*", true, Optional.of(new Signal(-97, -7.25)), OptionalInt.of(930),
              OptionalInt.of(875), Optional.of(410L), 7_500, false, 7, 3, 2,
              70_000),
          new Neighbor(far, "udp", "10.0.0.3:4711", false, Optional.empty(), OptionalInt.empty(),
              OptionalInt.empty(), Optional.empty(), 9_000, false, 0, 0, 0, 0),
          new Neighbor(FakeNode.THIEF.id(), "lora0", "*", false, Optional.of(new Signal(-61, 9.5)),
              OptionalInt.empty(), OptionalInt.empty(), Optional.empty(), 9_500, true, 0, 0, 0, 0)),
          NOW_MS);
      case Command.ListRoutes() -> new Answer.Routes(
          List.of(new Route(near, near, 1, 1_066, 7_500), new Route(far, near, 2, 2_066, 4_000)), NOW_MS);
      case Command.ListLinks() -> links();
      case Command.Announce() -> links();
      case Command.Trace(NodeId destination, long timeoutMs) -> traced(near, destination);
      case Command.Probe(NodeId peer, long timeoutMs) -> new Answer.Probed(reply(0, Optional.empty()));
      case Command.Echo(long forMs) -> new Answer.Done();
    };
  }

  private static Answer links() {
    return new Answer.Links(
        List.of(new LinkView(new LinkProfile("lora0", 254, 420, 1_500, true, false, 100), 1_200, 17_000, 0)));
  }

  private static Answer traced(NodeId near, NodeId destination) {
    WayReport.Next next = new WayReport.Next(destination.key().slice(0, WayReport.PREFIX_BYTES), 4_000);
    return new Answer.Traced(destination,
        List.of(new TraceHop(near, Optional.of(reply(1, Optional.of(next))), Optional.of(500L), false),
            new TraceHop(destination, Optional.empty(), Optional.of(4_500L), false)),
        false, "");
  }

  private static WayReply reply(int hops, Optional<WayReport.Next> next) {
    return new WayReply(new WayReport(OptionalInt.of(hops), next, Optional.of(new Signal(-101, -3.5))),
        Optional.of(new Signal(-99, -2.25)), 640);
  }
}
