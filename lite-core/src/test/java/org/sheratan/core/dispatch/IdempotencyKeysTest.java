package org.sheratan.core.dispatch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import org.sheratan.core.json.Json;
import org.sheratan.core.mission.JobId;
import org.sheratan.core.mission.JobSpec;
import org.sheratan.core.mission.TaskId;
import org.sheratan.kernel.Bytes;
import org.sheratan.radio.frame.Priority;

class IdempotencyKeysTest {
  private static final Bytes HASH = Bytes.copyOf(new byte[32]);

  private final DispatchFixtures fixtures = new DispatchFixtures();

  private IdempotencyKeys keys(int max) {
    return new IdempotencyKeys(fixtures.store, DispatchFixtures.OWNER, max);
  }

  @Test
  void shouldRememberAcrossRestarts() throws IOException {
    keys(10).add("a", HASH, DispatchFixtures.id(7), job -> false);
    fixtures.restart();
    assertEquals(Optional.of(new IdempotencyKeys.Known(HASH, DispatchFixtures.id(7))), keys(10).find("a"));
    assertTrue(keys(10).find("b").isEmpty());
  }

  @Test
  void shouldForgetTheOldestEndedJobsFirst() throws IOException {
    IdempotencyKeys keys = keys(3);
    JobId alive = DispatchFixtures.id(1);
    for (int job = 1; job <= 5; job++) {
      keys.add("key" + job, HASH, DispatchFixtures.id(job), alive::equals);
    }
    assertEquals(List.of("key1", "key4", "key5"), List.of("key1", "key2", "key3", "key4", "key5").stream()
        .filter(key -> keys.find(key).isPresent()).toList());
    fixtures.restart();
    assertTrue(keys(3).find("key2").isEmpty());
    assertTrue(keys(3).find("key1").isPresent());
  }

  @Test
  void shouldTellRequestsApartByEverythingButTheKey() {
    JobSpec spec = JobSpec.of("quick", Json.Obj.EMPTY);
    Bytes hash = IdempotencyKeys.hash(spec);
    assertEquals(hash, IdempotencyKeys.hash(JobSpec.of("quick", Json.Obj.EMPTY)));
    List<JobSpec> others = List.of(JobSpec.of("slow", Json.Obj.EMPTY),
        JobSpec.of("quick", Json.Obj.EMPTY.with("a", 1)),
        change(spec, Priority.HIGH, spec.timeoutMs(), List.of(), 5, false),
        change(spec, Priority.NORMAL, 7, List.of(), 5, false),
        change(spec, Priority.NORMAL, spec.timeoutMs(), List.of("gpu"), 5, false),
        change(spec, Priority.NORMAL, spec.timeoutMs(), List.of(), 6, false),
        change(spec, Priority.NORMAL, spec.timeoutMs(), List.of(), 5, true),
        spec.after(List.of(DispatchFixtures.id(3))), spec.of(new TaskId(DispatchFixtures.OWNER, 1, 1)));
    others.forEach(other -> assertNotEquals(hash, IdempotencyKeys.hash(other), other.toString()));
  }

  private static JobSpec change(JobSpec spec, Priority priority, long timeoutMs, List<String> needs,
      int attempts,
      boolean rerun) {
    return new JobSpec(spec.kind(), spec.params(), priority, timeoutMs, needs, spec.maxPriceMicros(),
        attempts, rerun,
        Optional.empty());
  }
}
