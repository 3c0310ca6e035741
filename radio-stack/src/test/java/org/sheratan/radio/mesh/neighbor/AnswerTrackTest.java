package org.sheratan.radio.mesh.neighbor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.OptionalInt;

import org.junit.jupiter.api.Test;

class AnswerTrackTest {
  private final AnswerTrack answers = new AnswerTrack();

  private void tried(int times, boolean answered) {
    for (int time = 0; time < times; time++) {
      answers.tried(answered);
    }
  }

  @Test
  void shouldSayNothingAfterTooFewTries() {
    assertEquals(OptionalInt.empty(), answers.permille());
    tried(AnswerTrack.ENOUGH - 1, false);
    assertEquals(OptionalInt.empty(), answers.permille());
  }

  @Test
  void shouldInventNoAnswerOfANodeThatNeverAnswered() {
    tried(3, false);
    assertEquals(OptionalInt.of(0), answers.permille());
  }

  @Test
  void shouldBeTheMeanAtFirst() {
    tried(3, true);
    tried(1, false);
    assertEquals(OptionalInt.of(750), answers.permille());
  }

  @Test
  void shouldFollowTheLatest() {
    tried(100, true);
    tried(64, false);
    assertTrue(answers.permille().orElseThrow() < 20, answers.permille()::toString);
  }
}
