package org.sheratan.core.lcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import org.sheratan.core.json.Json;
import org.sheratan.core.mission.JobSpec;
import org.sheratan.kernel.SeededEntropy;
import org.sheratan.radio.frame.Priority;

class ChainTermsTest {
  @Test
  void shouldCountNothingWithoutALimit() {
    ChainTerms terms = ChainTerms.of(JobSpec.of("ping", Json.Obj.EMPTY));
    assertEquals(ChainTerms.NONE, terms);
    assertEquals(ChainTerms.NONE, terms.ended(Long.MAX_VALUE, 7).submitted(Long.MAX_VALUE));
    assertEquals(Long.MAX_VALUE, terms.shareMicros(3));
  }

  @Test
  void shouldShareWhatIsLeft() {
    ChainTerms begun = new ChainTerms(Priority.HIGH, 0);
    assertTrue(begun.spent());
    ChainTerms left = begun.ended(100, 10);
    assertEquals(30, left.shareMicros(3));
    assertEquals(30, left.submitted(30).submitted(30).leftMicros());
    assertEquals(55, left.submitted(30).submitted(30).ended(30, 5).leftMicros());
  }

  /** However many jobs run at once, and whatever each of them costs. */
  @Test
  void neverPaysMoreThanItsLimit() {
    SeededEntropy entropy = new SeededEntropy(8);
    for (int round = 0; round < 2_000; round++) {
      ChainTerms terms = new ChainTerms(Priority.NORMAL, 1_000);
      long paid = 0;
      for (int turn = 0; turn < 10; turn++) {
        int jobs = 1 + entropy.nextInt(4);
        long share = terms.shareMicros(jobs);
        for (int job = 0; job < jobs; job++) {
          terms = terms.submitted(share);
        }
        for (int job = 0; job < jobs; job++) {
          long price = entropy.nextInt((int) share + 1);
          terms = terms.ended(share, price);
          paid += price;
        }
      }
      assertEquals(1_000, paid + terms.leftMicros());
    }
  }
}
