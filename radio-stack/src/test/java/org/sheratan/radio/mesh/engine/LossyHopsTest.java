package org.sheratan.radio.mesh.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.Now;
import org.sheratan.radio.ether.EtherFaults;
import org.sheratan.radio.frame.ArrivalMarks;
import org.sheratan.radio.frame.FrameHead;
import org.sheratan.radio.frame.FrameType;
import org.sheratan.radio.link.LinkEndpoint;
import org.sheratan.radio.mesh.MeshEvent;

/** Three hops on a shared medium that loses three frames of ten, or more. */
class LossyHopsTest {
  private static final long MINUTE_MS = 60_000;
  private static final EtherFaults LOSSY = new EtherFaults(0.3, 0, 0, 0, 5, 0);
  private static final EtherFaults VERY_LOSSY = new EtherFaults(0.6, 0, 0, 0, 5, 0);

  private World world;
  private TestNode a;
  private TestNode b;
  private TestNode d;

  private void line(long seed) {
    world = World.radioLine(seed, EtherFaults.NONE, 60 * MINUTE_MS, "a", "b", "c", "d");
    a = world.node("a");
    b = world.node("b");
    d = world.node("d");
    long first = a.send(d, Bytes.utf8("first"), 30 * MINUTE_MS);
    assertTrue(world.runUntil(30 * MINUTE_MS, () -> a.delivered(first)), "seed " + seed);
  }

  private List<Long> send(int messages, long lifetimeMs) {
    return IntStream.range(0, messages)
        .mapToObj(number -> a.send(d, Bytes.utf8("message " + number), lifetimeMs))
        .toList();
  }

  private boolean undelivered(long ticket) {
    return a.events.stream()
        .anyMatch(event -> event instanceof MeshEvent.Undelivered lost && lost.ticket() == ticket);
  }

  @Test
  void canDeliverWithHardlyASealedAcknowledgement() {
    for (long seed = 1; seed <= 6; seed++) {
      line(seed);
      world.ether.faults(LOSSY);
      List<Bytes> sealed = new ArrayList<>();
      d.watcher = frame -> {
        if (FrameHead.peek(frame.frame()).type() == FrameType.RELAY_CONTROL) {
          sealed.add(frame.frame());
        }
      };
      List<Long> tickets = send(20, 30 * MINUTE_MS);
      assertTrue(world.runUntil(30 * MINUTE_MS, () -> tickets.stream().allMatch(a::delivered)),
          "seed " + seed);
      assertEquals(21, new HashSet<>(d.messages()).size(), "seed " + seed);
      assertTrue(new HashSet<>(sealed).size() < 4, "seed " + seed + ": " + sealed.size());
    }
  }

  @Test
  void neverLeavesASenderInTheDark() {
    int lost = 0;
    for (long seed = 1; seed <= 6; seed++) {
      line(seed);
      world.ether.faults(VERY_LOSSY);
      List<Long> tickets = send(20, MINUTE_MS / 2);
      world.run(MINUTE_MS);
      for (long ticket : tickets) {
        assertTrue(a.delivered(ticket) ^ undelivered(ticket), "seed " + seed + " ticket " + ticket);
        lost += undelivered(ticket) ? 1 : 0;
      }
      long delivered = tickets.stream().filter(a::delivered).count();
      assertTrue(new HashSet<>(d.messages()).size() > delivered,
          "seed " + seed + ": what arrived, and the first");
    }
    assertTrue(lost > 10, "the loss was heavy enough to lose some: " + lost);
  }

  @Test
  void canGoOnWhenARelayForgetsWhereMessagesCameFrom() {
    for (long seed = 1; seed <= 4; seed++) {
      line(seed);
      world.ether.faults(LOSSY);
      List<Long> tickets = send(10, 60 * MINUTE_MS);
      for (int crash = 0; crash < 4; crash++) {
        world.run(5_000);
        world.crash(b);
        world.restart(b);
      }
      assertTrue(world.runUntil(60 * MINUTE_MS, () -> tickets.stream().allMatch(a::delivered)),
          "seed " + seed);
    }
  }

  @Test
  void neverTakesAMadeUpMarkForAnArrival() {
    line(1);
    List<ArrivalMarks.Mark> genuine = new ArrayList<>();
    d.broadcasts = false;
    d.watcher = frame -> {
      if (ArrivalMarks.is(FrameHead.peek(frame.frame()))) {
        genuine.addAll(ArrivalMarks.decode(frame.frame()).marks());
      }
    };
    long ticket = send(1, 30 * MINUTE_MS).getFirst();
    assertTrue(world.runUntil(MINUTE_MS, () -> !genuine.isEmpty()));
    ArrivalMarks.Mark mark = genuine.getFirst();
    hear(new ArrivalMarks.Mark(mark.envelope(), 3, Bytes.hex("0000000000")));
    assertFalse(a.delivered(ticket));
    hear(new ArrivalMarks.Mark(mark.envelope(), 3, mark.proof()));
    assertTrue(a.delivered(ticket));
  }

  private void hear(ArrivalMarks.Mark mark) {
    a.mesh.onFrame(a.link, LinkEndpoint.EVERYONE, new ArrivalMarks(List.of(mark)).encode(), Optional.empty(),
        Now.monotonic(world.nowMs()));
    world.run(1);
  }
}
