package org.sheratan.core.market;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import org.sheratan.kernel.SeededEntropy;

class LeaseTest {
  @Test
  void shouldEndAtTheWorkerFirstWithClocksOnePercentWrongEitherWay() {
    SeededEntropy entropy = new SeededEntropy(1);
    double[] rates = {0.99, 1, 1.01};
    for (int draw = 0; draw < 10_000; draw++) {
      long leaseMs = Lease.MIN_MS + entropy.nextLong(Lease.MAX_MS - Lease.MIN_MS);
      for (double workerRate : rates) {
        for (double ownerRate : rates) {
          // Sent and received at the same true moment: the worst case.
          double workerTrueMs = Lease.workerEndMs(0, leaseMs) / workerRate;
          double ownerTrueMs = Lease.ownerEndMs(0, leaseMs) / ownerRate;
          assertTrue(workerTrueMs + leaseMs / 200.0 < ownerTrueMs,
              leaseMs + " " + workerRate + " " + ownerRate);
        }
      }
    }
  }

  @Test
  void shouldGrowWithTheWayWithinItsBounds() {
    assertEquals(Lease.MIN_MS, Lease.chooseMs(0));
    assertEquals(12_000, Lease.chooseMs(1_000));
    assertEquals(Lease.MAX_MS, Lease.chooseMs(1_000_000));
  }

  @Test
  void shouldLeaveTimeForLostRenewals() {
    assertTrue(3 * Lease.renewAfterMs(Lease.MIN_MS) < Lease.workerEndMs(0, Lease.MIN_MS));
  }
}
