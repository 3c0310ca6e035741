package org.sheratan.core.dispatch;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

import org.sheratan.core.mission.JobId;
import org.sheratan.kernel.SeededEntropy;

class JobNamesTest {
  @Test
  void shouldOrderNamesLikeJobs() {
    SeededEntropy entropy = new SeededEntropy(1);
    for (int draw = 0; draw < 10_000; draw++) {
      JobId left = id(entropy);
      JobId right = id(entropy);
      assertEquals(Integer.signum(left.compareTo(right)),
          Integer.signum(JobNames.of(left).compareTo(JobNames.of(right))), left + " " + right);
    }
    assertEquals("job/000000003-000000000000000017", JobNames.of(new JobId("aaaaaaaa", 3, 17)));
  }

  private static JobId id(SeededEntropy entropy) {
    return new JobId("aaaaaaaa", 1 + entropy.nextInt(20), 1 + entropy.nextLong(1L << entropy.nextInt(50)));
  }
}
