package org.sheratan.core.message;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;

import org.junit.jupiter.api.Test;

import org.sheratan.core.message.MessageState.Event;
import org.sheratan.kernel.MalformedException;

class MemberStateTest {
  @Test
  void shouldKeepToItsTable() {
    assertRow(Event.TAKEN, MemberState.DELIVERED, MemberState.DELIVERED, MemberState.REFUSED,
        MemberState.ACKNOWLEDGED);
    assertRow(Event.REFUSED, MemberState.REFUSED, MemberState.DELIVERED, MemberState.REFUSED,
        MemberState.ACKNOWLEDGED);
    assertRow(Event.BLOCKED, MemberState.REFUSED, MemberState.DELIVERED, MemberState.REFUSED,
        MemberState.ACKNOWLEDGED);
    assertRow(Event.ACKNOWLEDGED, MemberState.ACKNOWLEDGED, MemberState.ACKNOWLEDGED,
        MemberState.ACKNOWLEDGED,
        MemberState.ACKNOWLEDGED);
  }

  private static void assertRow(Event event, MemberState... expected) {
    for (MemberState before : MemberState.values()) {
      assertEquals(expected[before.ordinal()], before.after(event), event + " at " + before);
    }
  }

  @Test
  void shouldKeepItsCodes() {
    for (MemberState state : MemberState.values()) {
      assertEquals(state, MemberState.of(state.code()));
    }
    assertEquals(List.of(0, 1, 2, 3), List.of(MemberState.values()).stream().map(MemberState::code).toList());
    assertThrows(MalformedException.class, () -> MemberState.of(4));
  }
}
