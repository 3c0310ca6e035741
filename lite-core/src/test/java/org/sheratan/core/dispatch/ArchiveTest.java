package org.sheratan.core.dispatch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;

import org.junit.jupiter.api.Test;

import org.sheratan.core.mission.Job;
import org.sheratan.core.wire.JobCodec;
import org.sheratan.kernel.ByteReader;
import org.sheratan.radio.frame.Priority;

class ArchiveTest {
  private final DispatchFixtures fixtures = new DispatchFixtures();

  private Archive archive(int jobs, long bytes) {
    return new Archive(fixtures.store, DispatchFixtures.OWNER,
        new DispatchLimits(SubmitLimits.onlyDepth(10), 1, 1_000, 1 << 20, 10, jobs, bytes, 1 << 20),
        new MissionBook(fixtures.store, DispatchFixtures.OWNER));
  }

  private static Job job(long sequence) {
    return DispatchFixtures.job(DispatchFixtures.id(sequence), Priority.NORMAL, 60_000);
  }

  private int kept(Archive archive) throws IOException {
    return archive.before("", 1_000).size();
  }

  @Test
  void shouldForgetTheOldestBeyondItsNumber() throws IOException {
    Archive archive = archive(5, Long.MAX_VALUE);
    for (int sequence = 1; sequence <= 20; sequence++) {
      archive.add(job(sequence));
    }
    assertEquals(5, kept(archive));
    assertTrue(archive.find(DispatchFixtures.id(15)).isEmpty());
    assertTrue(archive.find(DispatchFixtures.id(16)).isPresent());
  }

  @Test
  void shouldForgetTheOldestBeyondItsVolumeAcrossRestarts() throws IOException {
    int length = JobCodec.encode(job(1)).length();
    for (int sequence = 1; sequence <= 9; sequence++) {
      archive(1_000, 4L * length).add(job(sequence));
      fixtures.restart();
    }
    Archive archive = archive(1_000, 4L * length);
    assertEquals(4, kept(archive));
    assertTrue(archive.find(DispatchFixtures.id(9)).isPresent());
  }

  /** A record grew after it was counted; then more was subtracted than had been added. */
  @Test
  void shouldCountWhatIsToldAgain() throws IOException {
    Archive archive = archive(1_000, Long.MAX_VALUE);
    Job job = job(1);
    Job longer = job.noted(job.notes().with(job.notes().retry().as(DispatchFixtures.id(7))));
    archive.add(job);
    archive.add(job(2));
    archive.replace(job, longer);
    assertEquals(JobCodec.encode(longer).length() + JobCodec.encode(job(2)).length(), counted());
    archive.replace(longer, job);
    archive.replace(job, longer);
    archive.forget(job.id());
    assertEquals(JobCodec.encode(job(2)).length(), counted());
  }

  private long counted() {
    ByteReader in = new ByteReader(fixtures.store.get("dispatch/archive").orElseThrow());
    in.varint("jobs", Long.MAX_VALUE);
    return in.varint("bytes", Long.MAX_VALUE);
  }

  @Test
  void shouldForgetAnOldJobThatEndedLast() throws IOException {
    Archive archive = archive(5, Long.MAX_VALUE);
    for (int sequence = 11; sequence <= 20; sequence++) {
      archive.add(job(sequence));
    }
    archive.add(job(1));
    assertTrue(archive.find(DispatchFixtures.id(1)).isEmpty());
    archive.add(job(21));
    assertEquals(5, kept(archive));
    assertTrue(archive.find(DispatchFixtures.id(17)).isPresent());
  }

  @Test
  void shouldCatchUpWhenItsLimitsShrink() throws IOException {
    for (int sequence = 1; sequence <= 100; sequence++) {
      archive(1_000, Long.MAX_VALUE).add(job(sequence));
    }
    fixtures.restart();
    for (int sequence = 101; sequence <= 120; sequence++) {
      archive(10, Long.MAX_VALUE).add(job(sequence));
    }
    assertEquals(10, kept(archive(10, Long.MAX_VALUE)));
  }
}
