package org.sheratan.edge.daemon;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import org.junit.jupiter.api.Test;

class SystemRandomnessTest {
  @Test
  void shouldDrawAsManyBytesAsAsked() {
    assertEquals(32, new SystemRandomness().next(32).length());
    assertEquals(0, new SystemRandomness().next(0).length());
  }

  @Test
  void shouldNotRepeatItself() {
    SystemRandomness randomness = new SystemRandomness();
    assertNotEquals(randomness.next(32), randomness.next(32));
    assertNotEquals(randomness.seed(), randomness.seed());
  }
}
