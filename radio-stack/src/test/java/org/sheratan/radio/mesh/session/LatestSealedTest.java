package org.sheratan.radio.mesh.session;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import org.sheratan.kernel.ByteWriter;
import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.NodeId;
import org.sheratan.radio.mesh.MeshLimits;
import org.sheratan.radio.secure.Sealed;

class LatestSealedTest {
  private final LatestSealed latest = new LatestSealed();

  private static NodeId key(int number) {
    return new NodeId(
        new ByteWriter().u32(number).bytes(Bytes.copyOf(new byte[NodeId.LENGTH - 4])).toBytes());
  }

  private static Sealed sealed(int keyId, int counter) {
    return new Sealed(Bytes.utf8("frame"), keyId, counter, false);
  }

  @Test
  void shouldTakeForStaleWhatIsFarBehindOrOfAnotherSession() {
    assertTrue(latest.stale(key(1), 0, 0), "nothing is known");
    latest.sealed(key(1), sealed(2, 600));
    assertFalse(latest.stale(key(1), 2, 600));
    assertFalse(latest.stale(key(1), 2, 88));
    assertTrue(latest.stale(key(1), 2, 87));
    assertTrue(latest.stale(key(1), 1, 600));
    latest.sealed(key(1), sealed(3, 0));
    assertTrue(latest.stale(key(1), 2, 600));
    latest.forget(key(1));
    assertTrue(latest.stale(key(1), 3, 0));
  }

  /** Found by reading: it held the last frame for everyone we ever answered, 64 KiB of some. */
  @Test
  void shouldKnowABoundedNumber() {
    for (int number = 0; number < 2 * MeshLimits.SEALED_FOR; number++) {
      latest.sealed(key(number), sealed(0, 7));
      latest.sealed(key(0), sealed(0, 7));
    }
    assertFalse(latest.stale(key(0), 0, 7), "in use all the time");
    assertTrue(latest.stale(key(1), 0, 7));
    assertTrue(latest.stale(key(MeshLimits.SEALED_FOR), 0, 7));
    assertFalse(latest.stale(key(MeshLimits.SEALED_FOR + 1), 0, 7));
    latest.forgetAll();
    assertTrue(latest.stale(key(0), 0, 7));
  }
}
