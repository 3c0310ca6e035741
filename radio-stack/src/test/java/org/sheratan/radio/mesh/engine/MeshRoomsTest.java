package org.sheratan.radio.mesh.engine;

import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import org.sheratan.radio.fragment.FragmentLimits;

class MeshRoomsTest {
  private static final int IDS = FragmentLimits.TRANSFER_ID_MASK + 1;

  private static int apart(int one, int other) {
    int ahead = Math.floorMod(MeshRooms.firstTransfer(one) - MeshRooms.firstTransfer(other), IDS);
    return Math.min(ahead, IDS - ahead);
  }

  /** Where the next boot began 4,096 ids on, a busy node ran into them, and its first messages after were lost. */
  @Test
  void shouldKeepTransferIdsOfSuccessiveBootsFarApart() {
    for (int epoch : new int[]{1, 4_095, 4_096, 70_046, 999_999_900}) {
      assertTrue(apart(epoch, epoch + 1) > 6_000_000, "epoch " + epoch);
      for (int later = epoch + 2; later < epoch + 64; later++) {
        assertTrue(apart(epoch, later) > 100_000, "epochs " + epoch + " and " + later);
      }
    }
  }
}
