package org.sheratan.radio.mesh.group;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import org.sheratan.radio.frame.FrameHead;
import org.sheratan.radio.frame.FrameType;
import org.sheratan.radio.frame.GroupId;
import org.sheratan.radio.mesh.Groups;
import org.sheratan.radio.mesh.engine.Bench;
import org.sheratan.radio.mesh.engine.Fixtures;
import org.sheratan.radio.mesh.engine.RecordingLink.Pair;

/** {@code left} made a group, {@code right} is a member, and nobody hears the other any more. */
class GroupSyncTest {
  private static final long HOUR_MS = 3_600_000;

  private final Pair pair = new Pair(1, Fixtures.RADIO).introduced();
  private final Bench left = pair.left;
  private final Bench right = pair.right;
  private final GroupId group = left.groups().create("team").orElseThrow().id();

  GroupSyncTest() {
    Groups.Invitation.Code invitation = assertInstanceOf(Groups.Invitation.Code.class,
        left.groups().invite(group, HOUR_MS));
    right.groups().join(invitation.code(), HOUR_MS);
    pair.pass(60_000);
    assertEquals(1, left.groups().all().getFirst().heard().size(), "it has the key");
    left.sent();
  }

  private long handshakesWithin(long forMs) {
    long begun = 0;
    for (long passed = 0; passed < forMs; passed += 1_000) {
      left.advance(1_000);
      begun += left.sent().stream().filter(frame -> FrameHead.peek(frame).type() == FrameType.HANDSHAKE)
          .count();
    }
    return begun;
  }

  /** On the air nobody sees whose frame it cannot open, and group words are not acknowledged: it was asked for hours. */
  @Test
  void shouldMakeANewSessionWithAMemberThatAnswersNothing() {
    assertEquals(0, handshakesWithin(HOUR_MS / 6), "nothing is missing");
    left.groups().keys.forget(group, right.id());
    left.groups().onBack(right.id());
    assertTrue(handshakesWithin(HOUR_MS / 2) > 0);
  }
}
