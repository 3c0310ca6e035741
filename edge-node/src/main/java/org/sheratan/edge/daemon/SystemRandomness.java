package org.sheratan.edge.daemon;

import java.security.SecureRandom;

import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.SecureRandomness;

/** Keys and nonces from the operating system's generator. Safe for any thread. */
public final class SystemRandomness implements SecureRandomness {
  private final SecureRandom random = new SecureRandom();

  @Override
  public Bytes next(int length) {
    byte[] drawn = new byte[length];
    random.nextBytes(drawn);
    return Bytes.copyOf(drawn);
  }

  /** A seed for jitter and tie-breaks, which need no secrecy. */
  public long seed() {
    return random.nextLong();
  }
}
