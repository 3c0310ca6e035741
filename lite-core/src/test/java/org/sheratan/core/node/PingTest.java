package org.sheratan.core.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;

import org.junit.jupiter.api.Test;

import org.sheratan.core.wire.WireMessage;
import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.NodeId;
import org.sheratan.radio.frame.Priority;
import org.sheratan.radio.mesh.Mesh;
import org.sheratan.radio.mesh.Trust;

class PingTest {
  private final World world = new World(7);
  private final WorldNode here = world.add("here", Settings.submitter());
  private final WorldNode there = world.add("there", Settings.worker(2), "slow");

  @Test
  void shouldMeasureTheRoundTrip() {
    Answer.Pong pong = assertInstanceOf(Answer.Pong.class, here.answer(new Command.Ping(there.id(), 900)));
    assertEquals(2 * world.delayMs, pong.roundTripMs());
    assertEquals(1, pong.hops());
  }

  @Test
  void shouldAnswerItself() {
    Answer.Pong pong = assertInstanceOf(Answer.Pong.class, here.answer(new Command.Ping(here.id(), 900)));
    assertEquals(0, pong.roundTripMs());
  }

  @Test
  void shouldSayWhenNothingCameBack() {
    there.kill();
    Answer answer = here.answer(new Command.Ping(there.id(), 900));
    assertEquals(Answer.Reason.TIMEOUT, assertInstanceOf(Answer.Refused.class, answer).reason());
  }

  /** Found by hand: it timed out instead of saying why nothing came back. */
  @Test
  void shouldSayAtOnceThatTheNodeIsBlocked() {
    here.answer(new Command.SetTrust(there.id(), Trust.BLOCKED));
    Answer.Refused refused = assertInstanceOf(Answer.Refused.class,
        here.answer(new Command.Ping(there.id(), 900)));
    assertEquals(Answer.Reason.CONFLICT, refused.reason());
    assertTrue(refused.message().contains("is blocked here"), refused.message());
    assertEquals("sheratan node forget " + there.id(), refused.fix());
  }

  @Test
  void shouldNotKnowStrangers() {
    Answer answer = here.answer(new Command.Ping(new NodeId(Bytes.copyOf(new byte[32])), 900));
    assertEquals(Answer.Reason.NOT_FOUND, assertInstanceOf(Answer.Refused.class, answer).reason());
  }

  @Test
  void shouldCountWhatItCannotRead() {
    there.mesh.send(here.id(), Bytes.hex("ffff"), Priority.NORMAL, 1_000, Mesh.UNPROMPTED);
    there.turn();
    world.run(100);
    assertEquals(1, here.status().malformedMessages());
    assertEquals(0, there.status().malformedMessages());
  }

  @Test
  void shouldNotLetAPongForAnotherAnswer() {
    WorldNode third = world.add("third", Settings.submitter());
    there.kill();
    long token = here.ask(new Command.Ping(there.id(), 900));
    Bytes pong = org.sheratan.core.wire.WireCodec.encode(new WireMessage.Pong(1), third.id(), here.id());
    third.mesh.send(here.id(), pong, Priority.NORMAL, 500, Mesh.UNPROMPTED);
    third.turn();
    world.run(1_000);
    assertInstanceOf(Answer.Refused.class, here.answers.get(token));
  }

  @Test
  void shouldAnnounceItsLoadInCoarseSteps() {
    here.submit("slow");
    world.run(2_000);
    here.submit("slow");
    world.run(2_000);
    assertEquals(List.of(50, 100), there.mesh.loads);
    assertEquals(2, there.status().running());
    world.run(30_000);
    assertEquals(0, there.mesh.loads.getLast());
    assertTrue(here.status().accepting());
  }
}
