package org.sheratan.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class CheckTest {
  @Test
  void shouldNameWhatIsOutOfRange() {
    Check.within(0, 7, "hop limit");
    Check.within(7, 7, "hop limit");
    assertEquals("hop limit out of range: 8",
        assertThrows(IllegalStateException.class, () -> Check.within(8, 7, "hop limit")).getMessage());
    assertThrows(IllegalStateException.class, () -> Check.within(-1, 7, "hop limit"));
  }
}
