package org.sheratan.core.message;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;

import org.junit.jupiter.api.Test;

import org.sheratan.core.message.MessageState.Event;
import org.sheratan.kernel.MalformedException;

/** The table in the class comment, cell by cell. */
class MessageStateTest {
  @Test
  void shouldMoveOnFromQueuedAndSent() {
    for (MessageState from : new MessageState[]{MessageState.QUEUED, MessageState.SENT}) {
      assertEquals(MessageState.SENT, from.after(Event.HANDED_OVER));
      assertEquals(MessageState.DELIVERED, from.after(Event.TAKEN));
      assertEquals(MessageState.DELIVERED, from.after(Event.ACKNOWLEDGED));
      assertEquals(MessageState.REFUSED, from.after(Event.REFUSED));
      assertEquals(MessageState.EXPIRED, from.after(Event.LIFETIME_OVER));
    }
  }

  /** Blocked when it was on its way: it had arrived, and was called refused. */
  @Test
  void shouldNotCallRefusedWhatMayHaveArrivedBeforeItsNodeWasBlocked() {
    assertEquals(MessageState.REFUSED, MessageState.QUEUED.after(Event.BLOCKED));
    assertEquals(MessageState.EXPIRED, MessageState.SENT.after(Event.BLOCKED));
  }

  @Test
  void shouldStayOnceEnded() {
    for (MessageState ended : new MessageState[]{MessageState.DELIVERED, MessageState.EXPIRED,
        MessageState.REFUSED}) {
      for (Event claim : new Event[]{Event.TAKEN, Event.REFUSED, Event.BLOCKED, Event.ACKNOWLEDGED}) {
        assertEquals(ended, ended.after(claim));
      }
      assertThrows(IllegalStateException.class, () -> ended.after(Event.HANDED_OVER));
      assertThrows(IllegalStateException.class, () -> ended.after(Event.LIFETIME_OVER));
    }
  }

  @Test
  void shouldKnowNoEventsAtTheReceiver() {
    assertThrows(IllegalStateException.class, () -> MessageState.UNREAD.after(Event.TAKEN));
    assertThrows(IllegalStateException.class, () -> MessageState.READ.after(Event.ACKNOWLEDGED));
  }

  @Test
  void shouldKeepItsCodes() {
    assertEquals("[0, 1, 2, 3, 4, 5, 6]",
        Arrays.toString(Arrays.stream(MessageState.values()).mapToInt(MessageState::code).toArray()));
    for (MessageState state : MessageState.values()) {
      assertEquals(state, MessageState.of(state.code()));
    }
    assertThrows(MalformedException.class, () -> MessageState.of(7));
  }
}
