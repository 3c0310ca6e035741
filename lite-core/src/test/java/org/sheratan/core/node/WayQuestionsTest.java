package org.sheratan.core.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

import org.junit.jupiter.api.Test;

import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.NodeId;
import org.sheratan.radio.mesh.LinkView;
import org.sheratan.radio.mesh.MeshEvent;
import org.sheratan.radio.mesh.Route;
import org.sheratan.radio.mesh.Survey;
import org.sheratan.radio.mesh.WayReport;

class WayQuestionsTest {
  private static final WayReport THERE = new WayReport(OptionalInt.of(0), Optional.empty(), Optional.empty());

  /** Asks when there is a session, as a mesh does. */
  private static final class Asked implements Survey {
    private boolean session;
    private final List<Integer> numbers = new ArrayList<>();

    @Override
    public boolean askWay(NodeId whom, NodeId destination, int number) {
      if (session) {
        numbers.add(number);
      }
      return session;
    }

    @Override
    public List<Route> routes() {
      return List.of();
    }

    @Override
    public List<LinkView> links() {
      return List.of();
    }

    @Override
    public void announce() {}

    @Override
    public void echo(long forMs) {}
  }

  private final Asked mesh = new Asked();
  private final WayQuestions questions = new WayQuestions(mesh);
  private final NodeId peer = new NodeId(Bytes.copyOf(new byte[NodeId.LENGTH]));
  private final List<Optional<WayReply>> ends = new ArrayList<>();

  private void ask(long nowMs) {
    assertTrue(questions.ask(peer, peer, 10_000, nowMs, (reply, atMs) -> ends.add(reply)).isPresent());
  }

  /** The first lines of a range test were lost probes, which had never left. */
  @Test
  void shouldAskOnceThereIsASession() {
    ask(1_000);
    assertEquals(List.of(), mesh.numbers);
    mesh.session = true;
    long saidMs = questions.nextPollMs();
    questions.poll(saidMs);
    assertEquals(1, mesh.numbers.size());
    questions.onTold(new MeshEvent.WayTold(peer, mesh.numbers.getFirst(), THERE, Optional.empty()),
        saidMs + 300);
    assertEquals(300, ends.getFirst().orElseThrow().roundTripMs(),
        "the making of the session is no round trip");
    assertEquals(Long.MAX_VALUE, questions.nextPollMs());
  }

  /** A peer that answered all numbers as soon as there was a session ended the process of whoever pinged it. */
  @Test
  void shouldNotTakeAnAnswerToWhatItHasNotAsked() {
    ask(1_000);
    for (int number = 0; number < 256; number++) {
      questions.onTold(new MeshEvent.WayTold(peer, number, THERE, Optional.empty()), 1_100);
    }
    assertEquals(List.of(), ends);
    mesh.session = true;
    questions.poll(questions.nextPollMs());
    assertEquals(1, mesh.numbers.size());
    questions.onTold(new MeshEvent.WayTold(peer, mesh.numbers.getFirst(), THERE, Optional.empty()), 2_000);
    assertEquals(1, ends.size());
  }

  @Test
  void shouldEndWithoutASessionAsWithoutAnAnswer() {
    ask(0);
    while (ends.isEmpty()) {
      questions.poll(questions.nextPollMs());
    }
    assertEquals(List.of(Optional.empty()), ends);
    assertEquals(Long.MAX_VALUE, questions.nextPollMs());
    assertEquals(List.of(), mesh.numbers);
  }

  @Test
  void shouldAskOnlyOnceWhereThereIsASession() {
    mesh.session = true;
    ask(0);
    questions.poll(9_999);
    assertEquals(1, mesh.numbers.size());
    questions.poll(10_000);
    assertEquals(List.of(Optional.empty()), ends);
  }
}
