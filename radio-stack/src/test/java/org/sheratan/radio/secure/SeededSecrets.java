package org.sheratan.radio.secure;

import java.nio.ByteBuffer;
import java.util.Arrays;

import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.SecureRandomness;

/** Keys for tests: SHA-256 of a label and a count, so that vectors can be made again. */
final class SeededSecrets implements SecureRandomness {
  private final byte[] label;
  private long count;

  SeededSecrets(String label) {
    this.label = Bytes.utf8(label).toArray();
  }

  @Override
  public Bytes next(int length) {
    byte[] block = Digests.sha256(label, ByteBuffer.allocate(Long.BYTES).putLong(count++).array());
    return Bytes.copyOf(Arrays.copyOf(block, length));
  }
}
