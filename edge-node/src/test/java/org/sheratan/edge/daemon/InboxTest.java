package org.sheratan.edge.daemon;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import org.sheratan.core.node.Command;
import org.sheratan.core.node.Input;
import org.sheratan.kernel.Bytes;
import org.sheratan.radio.link.LinkEndpoint;

class InboxTest {
  private static final Input FRAME = new Input.FrameArrived(null, LinkEndpoint.EVERYONE, Bytes.EMPTY,
      Optional.empty());
  private static final Input COMMAND = new Input.CommandArrived(1, new Command.Status());
  private static final Input ENDED = new Input.CommitEnded(null, null);

  private final Inbox inbox = new Inbox();

  @Test
  void shouldHandOutInTheOrderTaken() throws InterruptedException {
    inbox.put(COMMAND);
    inbox.put(FRAME);
    inbox.put(ENDED);
    assertEquals(List.of(COMMAND, FRAME, ENDED), inbox.take(0));
    assertEquals(List.of(), inbox.take(0));
  }

  @Test
  void shouldDropAndCountFramesBeyondTheLimit() throws InterruptedException {
    for (int count = 0; count < Inbox.MAX_FRAMES; count++) {
      assertTrue(inbox.put(FRAME));
    }
    assertFalse(inbox.put(FRAME));
    assertEquals(1, inbox.droppedFrames());
    assertTrue(inbox.put(COMMAND), "a flood of frames leaves room for commands");
    assertEquals(Inbox.MAX_FRAMES + 1, inbox.take(0).size());
    assertTrue(inbox.put(FRAME), "room again");
  }

  @Test
  void shouldRefuseCommandsBeyondTheLimitAndNothingElse() {
    for (int count = 0; count < Inbox.MAX_COMMANDS; count++) {
      assertTrue(inbox.put(COMMAND));
    }
    assertFalse(inbox.put(COMMAND));
    for (int count = 0; count < 2 * Inbox.MAX_FRAMES; count++) {
      assertTrue(inbox.put(ENDED));
    }
  }

  @Test
  void shouldTakeEndsOnlyOnceClosed() throws InterruptedException {
    inbox.put(FRAME);
    inbox.close();
    assertFalse(inbox.put(FRAME));
    assertFalse(inbox.put(COMMAND));
    assertTrue(inbox.put(ENDED));
    assertTrue(inbox.closed());
    assertEquals(List.of(FRAME, ENDED), inbox.take(Long.MAX_VALUE));
  }

  @Test
  void shouldWakeWhoWaits() throws InterruptedException {
    Thread putting = Thread.ofPlatform().start(() -> inbox.put(ENDED));
    assertEquals(List.of(ENDED), inbox.take(Long.MAX_VALUE));
    putting.join();
    Thread closing = Thread.ofPlatform().start(inbox::close);
    assertEquals(List.of(), inbox.take(Long.MAX_VALUE));
    closing.join();
  }
}
