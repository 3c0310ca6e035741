package org.sheratan.radio.mesh.hop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import org.sheratan.radio.mesh.MeshLimits;
import org.sheratan.radio.mesh.engine.Fixtures;
import org.sheratan.radio.mesh.neighbor.Count;
import org.sheratan.radio.mesh.neighbor.MeshTurn;

class RepeatsTest {
  private final MeshTurn turn = Fixtures.turn();
  private final Repeats repeats = new Repeats(turn);

  private static ArrivalKey frame(int counter) {
    return new ArrivalKey.InSeal(Fixtures.id(1), 0, counter);
  }

  @Test
  void shouldAnswerEachFrameSoManyTimes() {
    for (int time = 0; time < MeshLimits.REPEATS_ANSWERED; time++) {
      assertTrue(repeats.take(frame(7)));
    }
    assertFalse(repeats.take(frame(7)));
    assertTrue(repeats.take(frame(8)));
    assertEquals(1, turn.tally().of(Count.WITHHELD));
  }

  @Test
  void shouldForgetTheOneThatIsLongestAgo() {
    for (int time = 0; time < MeshLimits.REPEATS_ANSWERED; time++) {
      repeats.take(frame(0));
    }
    for (int counter = 1; counter < MeshLimits.ARRIVALS; counter++) {
      repeats.take(frame(counter));
    }
    assertFalse(repeats.take(frame(0)));
    for (int counter = 1; counter <= MeshLimits.ARRIVALS; counter++) {
      repeats.take(frame(MeshLimits.ARRIVALS + counter));
    }
    assertTrue(repeats.take(frame(0)));
  }
}
