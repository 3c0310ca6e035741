package org.sheratan.core.custody;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;

import org.junit.jupiter.api.Test;

import org.sheratan.core.json.Json;
import org.sheratan.core.market.MemoryDurable;
import org.sheratan.core.market.Post;
import org.sheratan.core.market.QuietMesh;
import org.sheratan.core.mission.Custody;
import org.sheratan.core.mission.Job;
import org.sheratan.core.mission.JobId;
import org.sheratan.core.mission.JobNotes;
import org.sheratan.core.mission.JobSpec;
import org.sheratan.core.wire.CustodyWord;
import org.sheratan.core.wire.WireMessage;
import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.NodeId;
import org.sheratan.radio.secure.Identity;

class ReleasesTest {
  private static final NodeId SELF = Identity.fromSeed(Bytes.utf8("o".repeat(32))).id();
  private static final NodeId HEIR = Identity.fromSeed(Bytes.utf8("h".repeat(32))).id();

  private final QuietMesh mesh = new QuietMesh(SELF);
  private final MemoryDurable disk = new MemoryDurable();
  private Releases releases = start();

  private Releases start() {
    return new Releases(new Post(mesh), disk, 0);
  }

  private static JobId job(long sequence) {
    return new JobId(SELF.shortName(), 1, sequence);
  }

  /** What one look at the network finds, as {@code told jobs} of each message. */
  private List<Integer> told(CustodyWord word) {
    return mesh.take().stream().map(sent -> (WireMessage.CustodySay) sent.message())
        .filter(say -> say.about().stream().allMatch(said -> said.word() == word))
        .map(say -> say.about().size()).toList();
  }

  /** Found by a reader: the first by name was given up, which could be the one just added, and the node's turn failed. */
  @Test
  void shouldGiveUpTheOldestAtTheBound() {
    for (long sequence = 20_000; sequence < 20_000 + CustodyLimits.MAX_RELEASES; sequence++) {
      releases.add(job(sequence), HEIR);
    }
    releases.add(job(100_000), HEIR);
    assertTrue(releases.owes(job(100_000), HEIR));
    assertFalse(releases.owes(job(20_000), HEIR));
    assertTrue(releases.owes(job(20_001), HEIR));
    releases = start();
    releases.add(job(100_001), HEIR);
    assertTrue(releases.owes(job(100_000), HEIR));
    assertFalse(releases.owes(job(20_001), HEIR));
    assertEquals(CustodyLimits.MAX_RELEASES, disk.under("release/").size());
  }

  /** Found by a reader: 200 jobs were 200 messages. */
  @Test
  void shouldTellAnHeirOfManyJobsAtOnce() {
    mesh.expectedMs.put(HEIR, 20L);
    for (long sequence = 1; sequence <= 200; sequence++) {
      releases.add(job(sequence), HEIR);
    }
    releases.poll(5);
    assertEquals(4, mesh.sent.size());
    long last = mesh.sent.getLast().ticket();
    assertEquals(List.of(64, 64, 64, 8), told(CustodyWord.ENDED));
    releases.onDelivered(last);
    assertEquals(192, disk.under("release/").size());
    releases.onUndelivered(last - 1, 10);
    releases.poll(40_000);
    assertEquals(List.of(64), told(CustodyWord.ENDED));
  }

  @Test
  void shouldTellAnHeirThatOneIsBackForManyJobsAtOnce() {
    mesh.expectedMs.put(HEIR, 20L);
    Returns returns = new Returns(new Post(mesh));
    Custody custody = Custody.with(List.of(new Custody.Heir(HEIR, Bytes.EMPTY)));
    for (long sequence = 1; sequence <= 200; sequence++) {
      returns.restored(Job.accepted(job(sequence), JobSpec.of("quick", Json.Obj.EMPTY),
          JobNotes.NONE.with(custody), 0), 3_600_000, 0);
    }
    returns.poll(0);
    assertEquals(List.of(64, 64, 64, 8), told(CustodyWord.BACK));
  }

  @Test
  void shouldTellWhoWasAskedForARequestThatWasForgotten() {
    mesh.expectedMs.put(HEIR, 20L);
    releases.offer(job(1), HEIR);
    releases.offer(job(2), HEIR);
    releases.settle(job(2), HEIR);
    releases.poll(5);
    assertFalse(releases.owes(job(1), HEIR));
    assertEquals(List.of(), told(CustodyWord.ENDED));
    releases = start();
    assertTrue(releases.owes(job(1), HEIR));
    assertFalse(releases.owes(job(2), HEIR));
    releases.poll(5);
    assertEquals(List.of(1), told(CustodyWord.ENDED));
  }
}
