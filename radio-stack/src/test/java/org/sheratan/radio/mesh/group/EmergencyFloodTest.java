package org.sheratan.radio.mesh.group;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.SeededEntropy;
import org.sheratan.radio.frame.FrameHead;
import org.sheratan.radio.frame.GroupFrame;
import org.sheratan.radio.frame.GroupId;
import org.sheratan.radio.frame.Priority;
import org.sheratan.radio.link.LinkEndpoint;
import org.sheratan.radio.mesh.engine.Bench;
import org.sheratan.radio.mesh.engine.Fixtures;
import org.sheratan.radio.mesh.engine.MemoryDurable;
import org.sheratan.radio.secure.GroupKeys;

/** Emergencies said to groups, and the airtime of a relay that is in one group and not in another. */
class EmergencyFloodTest {
  private static final long HOUR_MS = 3_600_000;
  private static final long RESERVE_MS = 18_000;
  private static final GroupId OURS = new GroupId(Bytes.hex("1111111111111111"));
  private static final GroupId FOREIGN = new GroupId(Bytes.hex("2222222222222222"));

  private final Bench relay = new Bench(1, 1, Fixtures.LORA);
  private final GroupKeys friend = keys(1);
  private final GroupKeys stranger = keys(2);

  private GroupKeys keys(int number) {
    return new GroupKeys(Fixtures.id(number), relay.network, new MemoryDurable(),
        Fixtures.keys(new SeededEntropy(number)));
  }

  private Bytes emergency(GroupKeys by, GroupId group) {
    return by.seal(group, 1, Priority.EMERGENCY, 7, place -> Bytes.hex("01").concat(Bytes.utf8("help here")))
        .content();
  }

  /** Airtime of the emergencies that go on within {@code forMs}, one heard every {@code gapMs}. */
  private long passedMs(GroupKeys by, GroupId group, long gapMs, long forMs) {
    long passedMs = 0;
    for (long ms = 0; ms < forMs; ms += gapMs) {
      relay.hear(LinkEndpoint.EVERYONE, emergency(by, group));
      relay.advance(gapMs);
      passedMs += relay.sent().stream().map(FrameHead::peek).filter(GroupFrame::is)
          .filter(head -> head.priority() == Priority.EMERGENCY).count()
          * Fixtures.LORA.airtimeMs(emergency(by, group).length());
    }
    return passedMs;
  }

  @Test
  void neverGivesTheReserveToGroupsThatItIsNotIn() {
    relay.link.behindMs().set(HOUR_MS);
    long passedMs = passedMs(stranger, FOREIGN, 500, HOUR_MS);
    assertTrue(passedMs <= RESERVE_MS / 5 + 300, passedMs + " ms of " + RESERVE_MS);
    relay.groups().keys.accept(OURS, Fixtures.id(1), friend.own(OURS, 1));
    assertTrue(passedMs(friend, OURS, 10_000, 120_000) > 0, "an emergency of our own group goes on");
  }

  @Test
  void canPassOnAnEmergencyOfAnotherGroupWhileTheAirIsFree() {
    relay.link.behindMs().set(HOUR_MS);
    passedMs(stranger, FOREIGN, 500, HOUR_MS / 6);
    relay.advance(HOUR_MS);
    relay.sent();
    relay.link.behindMs().set(0);
    assertTrue(passedMs(keys(3), FOREIGN, 60_000, 60_000) > 0);
  }

  @Test
  void neverGivesAllThatGroupsMayUseToThoseThatItIsNotIn() {
    long floodMs = passedMs(stranger, FOREIGN, 500, HOUR_MS);
    assertTrue(floodMs > 0);
    relay.groups().keys.accept(OURS, Fixtures.id(1), friend.own(OURS, 1));
    assertEquals(0, passedMs(stranger, FOREIGN, 10, 200), "it has had its share");
    assertTrue(passedMs(friend, OURS, 10_000, 60_000) > 0, "ours goes on all the same");
  }
}
