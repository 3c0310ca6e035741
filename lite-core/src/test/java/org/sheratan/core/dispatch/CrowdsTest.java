package org.sheratan.core.dispatch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import org.sheratan.core.json.Json;
import org.sheratan.core.mission.Backoff;
import org.sheratan.core.mission.Inquiry;
import org.sheratan.core.mission.JobId;
import org.sheratan.core.mission.JobSpec;
import org.sheratan.core.mission.SpecNotes;
import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.NodeId;
import org.sheratan.kernel.SeededEntropy;

class CrowdsTest {
  private static final String KIND = "hash ";

  private final Crowds crowds = new Crowds(new SeededEntropy(1));

  @Test
  void shouldCountNothingWhereNobodyIsFull() {
    for (int call = 0; call < 100; call++) {
      assertTrue(crowds.open(KIND));
      crowds.called(KIND);
    }
    assertEquals(Long.MAX_VALUE, crowds.nextPollMs());
  }

  @Test
  void shouldCallOnceForEachPlaceThatBecameFree() {
    crowds.full(KIND, 0);
    assertFalse(crowds.open(KIND));
    assertTrue(crowds.open("other "));
    crowds.freed(KIND);
    crowds.freed(KIND);
    for (int place = 0; place < 2; place++) {
      assertTrue(crowds.open(KIND));
      crowds.called(KIND);
    }
    assertFalse(crowds.open(KIND));
  }

  /** One auditor that is full keeps no question from another. */
  @Test
  void shouldCountEachAuditorForItself() {
    JobSpec spec = JobSpec.of("audit", Json.Obj.EMPTY);
    JobId job = new JobId("k7f3q2ab", 1, 1);
    List<String> alike = Stream.of("01", "02")
        .map(byte1 -> new NodeId(Bytes.hex(byte1.repeat(NodeId.LENGTH))))
        .map(auditor -> Crowds.alike(spec.noting(SpecNotes.NONE.inquiry(new Inquiry(job, auditor)))))
        .toList();
    crowds.full(alike.getFirst(), 0);
    assertFalse(crowds.open(alike.getFirst()));
    assertTrue(crowds.open(alike.getLast()));
    assertTrue(crowds.open(Crowds.alike(spec)));
  }

  @Test
  void shouldGoOnAsLongAsCallsFindWorkers() {
    crowds.full(KIND, 0);
    crowds.freed(KIND);
    for (int found = 0; found < 8; found++) {
      assertTrue(crowds.open(KIND), "after " + found);
      crowds.called(KIND);
      crowds.found(KIND);
    }
    for (int call = 0; call < 100; call++) {
      assertTrue(crowds.open(KIND), "the crowd is over");
      crowds.called(KIND);
    }
    assertEquals(Long.MAX_VALUE, crowds.nextPollMs());
  }

  /** A probe that nobody answered was the last: jobs of that kind were not called for any more, for ever. */
  @Test
  void shouldProbeAgainAfterAProbeThatFoundNobody() {
    crowds.full(KIND, 0);
    for (int probe = 0; probe < 20; probe++) {
      assertTrue(crowds.nextPollMs() < Long.MAX_VALUE);
      crowds.poll(crowds.nextPollMs());
      assertTrue(crowds.open(KIND));
      crowds.called(KIND);
      assertFalse(crowds.open(KIND), "until the next one");
    }
  }

  /** Nobody is woken for jobs that there are no more. */
  @Test
  void shouldForgetACrowdThatNobodyWaitsIn() {
    crowds.full(KIND, 0);
    crowds.poll(crowds.nextPollMs());
    crowds.poll(crowds.nextPollMs());
    assertEquals(Long.MAX_VALUE, crowds.nextPollMs());
    assertTrue(crowds.open(KIND));
    crowds.found(KIND);
    crowds.freed(KIND);
  }

  @Test
  void shouldProbeMoreAndMoreRarelyWhereNothingBecomesFree() {
    long nowMs = 0;
    long lastMs = 0;
    for (int probe = 0; probe < 12; probe++) {
      crowds.full(KIND, nowMs);
      long pauseMs = crowds.nextPollMs() - nowMs;
      assertTrue(pauseMs >= Math.min(lastMs, Backoff.CAP_MS) && pauseMs <= 2 * Backoff.CAP_MS, "" + pauseMs);
      lastMs = pauseMs * 4 / 5;
      nowMs = crowds.nextPollMs();
      crowds.poll(nowMs - 1);
      assertFalse(crowds.open(KIND));
      crowds.poll(nowMs);
      assertTrue(crowds.open(KIND));
      crowds.called(KIND);
      assertFalse(crowds.open(KIND));
    }
    assertTrue(lastMs >= Backoff.CAP_MS / 2);
  }
}
