package org.sheratan.core.market;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import org.sheratan.core.json.Json;
import org.sheratan.core.mission.Interim;
import org.sheratan.core.wire.WireMessage.Progress;
import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.NodeId;
import org.sheratan.radio.frame.Priority;

/** Leases are of 6 s, so that 750 ms lie between two messages on a fast way. */
class InterimPostTest {
  private static final NodeId OWNER = MarketFixtures.OWNER.id();
  private static final Json.Obj FOUND = Json.Obj.EMPTY.with("n", 1);

  private final QuietMesh mesh = new QuietMesh(MarketFixtures.WORKER.id());
  private final InterimPost interims = new InterimPost(new Post(mesh));
  private final Claim claim = new Claim(OWNER, MarketFixtures.award(MarketFixtures.JOB, 1, 1), 0, 1_000_000);

  private static Interim checkpoint(int number) {
    return Interim.checkpoint("at " + number, Bytes.copyOf(new byte[]{(byte) number}));
  }

  private List<QuietMesh.Sent> at(long nowMs) {
    interims.poll(nowMs);
    return mesh.take();
  }

  @Test
  void shouldSendAtOnceAndWithTheLowestPriority() {
    mesh.expectedMs.put(OWNER, 10L);
    claim.progress(0.25);
    interims.hand(claim, checkpoint(1).with(FOUND), 100);
    assertEquals(100, interims.nextPollMs());
    QuietMesh.Sent sent = at(100).getFirst();
    assertEquals(new Progress(MarketFixtures.JOB, 1, 250, 0, checkpoint(1).with(FOUND)), sent.message());
    assertEquals(Priority.BULK, sent.priority());
    assertEquals(OWNER, sent.to());
    assertEquals(Long.MAX_VALUE, interims.nextPollMs());
  }

  @Test
  void shouldSendOnlyTheNewestOfWhatCameWhileOneWasUnderWay() {
    mesh.expectedMs.put(OWNER, 10L);
    interims.hand(claim, checkpoint(1).with(FOUND), 100);
    long ticket = at(100).getFirst().ticket();
    interims.hand(claim, checkpoint(2), 200);
    interims.hand(claim, checkpoint(3), 5_000);
    assertTrue(at(5_000).isEmpty(), "one at a time");
    interims.onDelivered(ticket, 5_100);
    Progress next = (Progress) at(5_100).getFirst().message();
    assertEquals(checkpoint(3), next.said());
  }

  @Test
  void shouldLeaveAnEighthOfTheLeaseBetweenTwo() {
    mesh.expectedMs.put(OWNER, 10L);
    interims.hand(claim, checkpoint(1), 100);
    interims.onDelivered(at(100).getFirst().ticket(), 120);
    interims.hand(claim, checkpoint(2), 130);
    assertTrue(at(849).isEmpty());
    assertEquals(850, interims.nextPollMs());
    assertEquals(1, at(850).size());
  }

  @Test
  void shouldHandInLessOftenTheLongerAToolRuns() {
    mesh.expectedMs.put(OWNER, 10L);
    claim.started(0);
    interims.hand(claim, checkpoint(1), 320_000);
    interims.onDelivered(at(320_000).getFirst().ticket(), 320_010);
    interims.hand(claim, checkpoint(2), 320_020);
    assertTrue(at(329_999).isEmpty(), "a thirty-second part of 320 s");
    assertEquals(1, at(330_000).size());
  }

  @Test
  void shouldTakeLittleOfASlowLink() {
    mesh.expectedMs.put(OWNER, 1_000L);
    interims.hand(claim, checkpoint(1), 0);
    interims.onDelivered(at(0).getFirst().ticket(), 1_000);
    interims.hand(claim, checkpoint(2), 1_000);
    assertTrue(at(7_999).isEmpty());
    assertEquals(1, at(8_000).size());
  }

  @Test
  void shouldLeaveOutWhatASlowLinkCannotBear() {
    mesh.expectedMs.put(OWNER, 2_000L);
    interims.hand(claim, checkpoint(1).with(FOUND), 0);
    assertEquals(checkpoint(1), ((Progress) at(0).getFirst().message()).said());
    Claim other = new Claim(OWNER, MarketFixtures.award(MarketFixtures.job(2), 1, 1), 0, 1_000_000);
    mesh.expectedMs.put(OWNER, 6_001L);
    interims.hand(other, checkpoint(1), 0);
    assertTrue(at(0).isEmpty());
    mesh.expectedMs.put(OWNER, 10L);
    interims.hand(other, checkpoint(2), 20_000);
    assertTrue(at(48_007).isEmpty(), "not before the time that it would have taken");
    assertEquals(1, at(48_008).size());
  }

  @Test
  void shouldSendAgainWhatWasLostWithWhatCameSince() {
    mesh.expectedMs.put(OWNER, 10L);
    interims.hand(claim, checkpoint(1).with(FOUND), 0);
    long ticket = at(0).getFirst().ticket();
    interims.hand(claim, checkpoint(2), 100);
    interims.onUndelivered(ticket, 2_000);
    assertEquals(checkpoint(2).with(FOUND), ((Progress) at(2_000).getFirst().message()).said());
    interims.onDelivered(ticket, 2_010);
    assertEquals(Long.MAX_VALUE, interims.nextPollMs(), "a ticket of before means nothing");
  }

  @Test
  void shouldForgetAnAttemptThatIsOver() {
    mesh.expectedMs.put(OWNER, 10L);
    interims.hand(claim, checkpoint(1), 0);
    long ticket = at(0).getFirst().ticket();
    interims.hand(claim, checkpoint(2), 10);
    interims.forget(claim.key());
    assertEquals(List.of(ticket), mesh.abandoned);
    interims.onDelivered(ticket, 20);
    interims.forget(claim.key());
    assertTrue(at(10_000).isEmpty());
    assertEquals(Optional.empty(), checkpoint(1).partial());
  }
}
