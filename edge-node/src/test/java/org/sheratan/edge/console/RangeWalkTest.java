package org.sheratan.edge.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import org.sheratan.edge.console.report.Facts;
import org.sheratan.edge.daemon.ExitStatus;
import org.sheratan.edge.shell.CommandFailure;

class RangeWalkTest {
  private final ConsoleBench node = new ConsoleBench();
  private final Facts facts = new Facts(node, node, true);
  private final RangeWalk walk = new RangeWalk("node-b");

  private Outcome probe(long nowMs) {
    Optional<Errands.Work> work = walk.poll(facts, nowMs);
    try {
      return Outcome.of(work.orElseThrow().run());
    } catch (CommandFailure failure) {
      return Outcome.of(failure);
    }
  }

  @Test
  void shouldProbeEveryFiveSeconds() {
    node.answers.put("/api/v1/probe", "{\"rtt_s\":0.5}");
    assertEquals("range 1: 0.5 s, there not measured, back not measured", walk.onDone(probe(1_000)));
    assertTrue(walk.poll(facts, 5_999).isEmpty());
    assertEquals("range 2: 0.5 s, there not measured, back not measured", walk.onDone(probe(6_000)));
  }

  @Test
  void shouldWaitForTheProbeUnderWay() {
    node.answers.put("/api/v1/probe", "{\"rtt_s\":20}");
    Outcome slow = probe(0);
    assertTrue(walk.poll(facts, 60_000).isEmpty());
    walk.onDone(slow);
    assertTrue(walk.poll(facts, 60_000).isPresent());
  }

  @Test
  void shouldTellLostFromNotSent() {
    probe(0);
    assertEquals("range 1: lost",
        walk.onDone(Outcome.of(new CommandFailure(ExitStatus.TIMEOUT, "nothing came back", ""))));
    probe(5_000);
    assertEquals("range 2: not sent: the hour's airtime is used up",
        walk.onDone(Outcome.of(new CommandFailure(ExitStatus.AIRTIME, "the hour's airtime is used up", ""))));
    assertEquals("range to node-b: 1 sent, 0 answered, 1 lost, 1 not sent", walk.summary());
  }

  @Test
  void shouldCountWhatWasAnswered() {
    node.answers.put("/api/v1/probe", "{\"rtt_s\":0.5}");
    walk.onDone(probe(0));
    node.answers.remove("/api/v1/probe");
    walk.onDone(probe(5_000));
    assertEquals("range to node-b: 1 sent, 1 answered, 0 lost, 1 not sent", walk.summary());
    assertEquals(List.of("POST /api/v1/probe", "POST /api/v1/probe"), node.asked);
  }

  @Test
  void shouldNotCountTheProbeUnderWayAsLost() {
    node.answers.put("/api/v1/probe", "{\"rtt_s\":0.5}");
    walk.onDone(probe(0));
    probe(5_000);
    assertEquals("range to node-b: 1 sent, 1 answered, 0 lost, 1 under way", walk.summary());
  }

  @Test
  void shouldWaitAsLongAsTheSlowestAnswerTakes() {
    node.answers.put("/api/v1/probe", "{\"rtt_s\":9.5}");
    probe(0);
    assertEquals(List.of("{\"node\":\"node-b\",\"timeout_s\":10.0}"), node.bodies);
  }
}
