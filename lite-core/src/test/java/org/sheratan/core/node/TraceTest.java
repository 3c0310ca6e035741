package org.sheratan.core.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.NodeId;
import org.sheratan.radio.frame.CapabilityFilter;
import org.sheratan.radio.mesh.MeshEvent;
import org.sheratan.radio.mesh.Peer;
import org.sheratan.radio.mesh.Trust;
import org.sheratan.radio.mesh.WayReport;

class TraceTest {
  private static final NodeId FIRST = id(0x11);
  private static final NodeId SECOND = id(0x22);
  private static final NodeId END = id(0x33);

  private final World world = new World(7);
  private final WorldNode here = world.add("here", Settings.submitter());
  private final Map<NodeId, WayReport> reports = new TreeMap<>();

  private static NodeId id(int first) {
    byte[] key = new byte[NodeId.LENGTH];
    key[0] = (byte) first;
    return new NodeId(Bytes.copyOf(key));
  }

  private static WayReport to(NodeId next, int hops, long heardMs) {
    return new WayReport(OptionalInt.of(hops),
        Optional.of(new WayReport.Next(next.key().slice(0, 4), heardMs)),
        Optional.empty());
  }

  private static WayReport itself() {
    return new WayReport(OptionalInt.of(0), Optional.empty(), Optional.empty());
  }

  private static WayReport lost() {
    return new WayReport(OptionalInt.empty(), Optional.empty(), Optional.empty());
  }

  @BeforeEach
  void knowThreeNodesInALine() {
    know(FIRST, 1, FIRST);
    know(SECOND, 2, FIRST);
    know(END, 3, FIRST);
    reports.put(FIRST, to(SECOND, 2, 4_000));
    reports.put(SECOND, to(END, 1, 9_000));
    reports.put(END, itself());
    here.mesh.wayOf = whom -> Optional.ofNullable(reports.get(whom));
  }

  private void know(NodeId id, int hops, NodeId via) {
    here.mesh.known.put(id,
        new Peer(id, 1, hops, via, "fake", 0, Optional.empty(), 0, CapabilityFilter.of(List.of()),
            Trust.FIRST_USE, Optional.empty()));
  }

  private Answer.Traced trace(NodeId destination) {
    return trace(destination, 60_000);
  }

  private Answer.Traced trace(NodeId destination, long timeoutMs) {
    long token = here.ask(new Command.Trace(destination, timeoutMs));
    world.await(120_000, () -> here.answers.containsKey(token));
    return assertInstanceOf(Answer.Traced.class, here.answers.get(token));
  }

  @Test
  void shouldAskEveryHopInTurn() {
    Answer.Traced traced = trace(END);
    assertEquals(List.of(FIRST, SECOND, END), traced.hops().stream().map(TraceHop::node).toList());
    assertTrue(traced.reached());
    assertEquals("", traced.note());
    assertTrue(traced.hops().stream().allMatch(hop -> hop.reply().isPresent() && !hop.gap()));
  }

  @Test
  void shouldShowAHopThatIsSilentAndAskTheEndAllTheSame() {
    reports.remove(SECOND);
    Answer.Traced traced = trace(END);
    assertEquals(List.of(FIRST, SECOND, END), traced.hops().stream().map(TraceHop::node).toList());
    TraceHop silent = traced.hops().get(1);
    assertTrue(silent.reply().isEmpty());
    assertTrue(silent.seenBeforeMs().orElseThrow() >= 4_000, "when the hop before had heard it");
    assertTrue(traced.hops().get(2).gap());
    assertTrue(traced.reached());
    long asked = here.mesh.questions.stream().filter(question -> question.whom().equals(SECOND)).count();
    assertEquals(4, asked);
  }

  @Test
  void shouldSayThatNobodyAnswered() {
    reports.clear();
    Answer.Traced traced = trace(END);
    assertFalse(traced.reached());
    assertEquals(List.of(FIRST, END), traced.hops().stream().map(TraceHop::node).toList());
    assertTrue(traced.hops().stream().allMatch(hop -> hop.reply().isEmpty() && hop.seenBeforeMs().isEmpty()));
  }

  @Test
  void shouldEndInTime() {
    reports.clear();
    long beganMs = world.nowMs;
    assertFalse(trace(END, 2_500).reached());
    assertTrue(world.nowMs - beganMs <= 3_000, "took " + (world.nowMs - beganMs));
  }

  @Test
  void shouldStopInACircle() {
    reports.put(SECOND, to(FIRST, 2, 10));
    Answer.Traced traced = trace(END);
    assertFalse(traced.reached());
    assertTrue(traced.note().contains("circle"), traced.note());
    assertEquals(2, traced.hops().size());
  }

  @Test
  void shouldTellWhoKnowsNoWay() {
    reports.put(FIRST, lost());
    Answer.Traced traced = trace(END);
    assertTrue(traced.note().contains("knows no way"), traced.note());
    assertEquals(List.of(FIRST, END), traced.hops().stream().map(TraceHop::node).toList());
    assertTrue(traced.reached());
  }

  @Test
  void shouldNotBelieveAnAnswerFromSomeoneElse() {
    reports.clear();
    long token = here.ask(new Command.Trace(END, 3_000));
    world.run(100);
    FakeMesh.Question asked = here.mesh.questions.getFirst();
    here.mesh.tell(new MeshEvent.WayTold(SECOND, asked.number(), itself(), Optional.empty()));
    world.run(10_000);
    assertFalse(assertInstanceOf(Answer.Traced.class, here.answers.get(token)).reached());
  }

  @Test
  void shouldRefuseStrangersAndItself() {
    assertEquals(Answer.Reason.NOT_FOUND, assertInstanceOf(Answer.Refused.class,
        here.answer(new Command.Trace(id(0x44), 900))).reason());
    assertEquals(Answer.Reason.INVALID, assertInstanceOf(Answer.Refused.class,
        here.answer(new Command.Trace(here.id(), 900))).reason());
  }

  @Test
  void shouldMeasureOnce() {
    Answer.Probed probed = assertInstanceOf(Answer.Probed.class, here.answer(new Command.Probe(END, 900)));
    assertEquals(OptionalInt.of(0), probed.reply().report().hops());
    reports.clear();
    assertEquals(Answer.Reason.TIMEOUT, assertInstanceOf(Answer.Refused.class,
        here.answer(new Command.Probe(END, 900))).reason());
    assertEquals(2, here.mesh.questions.size());
  }

  @Test
  void shouldAnnounceAndEchoOnDemand() {
    assertInstanceOf(Answer.Links.class, here.answer(new Command.Announce()));
    assertInstanceOf(Answer.Done.class, here.answer(new Command.Echo(600_000)));
    assertEquals(1, here.mesh.announced);
    assertEquals(600_000, here.mesh.echoedMs);
    assertInstanceOf(Answer.Neighbors.class, here.answer(new Command.ListNeighbors()));
    assertInstanceOf(Answer.Routes.class, here.answer(new Command.ListRoutes()));
  }
}
