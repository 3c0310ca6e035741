package org.sheratan.core.sim;

import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.Entropy;
import org.sheratan.kernel.SecureRandomness;

/** Keys and nonces of a simulation: repeatable, and worthless outside it. */
final class SeededKeys implements SecureRandomness {
  private final Entropy entropy;

  SeededKeys(Entropy entropy) {
    this.entropy = entropy;
  }

  @Override
  public Bytes next(int length) {
    byte[] content = new byte[length];
    for (int index = 0; index < length; index++) {
      content[index] = (byte) entropy.nextLong();
    }
    return Bytes.copyOf(content);
  }
}
