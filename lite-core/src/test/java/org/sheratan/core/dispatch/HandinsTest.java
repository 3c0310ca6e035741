package org.sheratan.core.dispatch;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

import org.sheratan.core.mission.Interim;
import org.sheratan.core.mission.JobId;
import org.sheratan.kernel.Bytes;

class HandinsTest {
  private static final Interim SAID = Interim.checkpoint("half", Bytes.hex("05"));

  private final Handins handins = new Handins();

  private static JobId job(int number) {
    return new JobId("aaaaaaaa", 1, number);
  }

  @Test
  void shouldTakeNoMoreThanTwoASecondOfEachJob() {
    assertEquals(SAID, handins.admitted(job(1), SAID, -5));
    assertEquals(Interim.NONE, handins.admitted(job(1), SAID, Handins.EVERY_MS - 6));
    assertEquals(SAID, handins.admitted(job(2), SAID, 10));
    assertEquals(SAID, handins.admitted(job(1), SAID, Handins.EVERY_MS - 5));
    assertEquals(Interim.NONE, handins.admitted(job(3), Interim.NONE, 10));
  }

  @Test
  void shouldKeepThemForABoundedNumberOfJobs() {
    for (int number = 1; number <= Handins.MAX_JOBS; number++) {
      assertEquals(SAID, handins.admitted(job(number), SAID, 0));
    }
    assertEquals(Interim.NONE, handins.admitted(job(Handins.MAX_JOBS + 1), SAID, 0));
    assertEquals(SAID, handins.admitted(job(1), SAID, 1_000));
    handins.forget(job(1));
    assertEquals(SAID, handins.admitted(job(Handins.MAX_JOBS + 1), SAID, 1_000));
  }
}
