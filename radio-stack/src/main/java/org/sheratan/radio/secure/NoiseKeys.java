package org.sheratan.radio.secure;

import org.sheratan.kernel.Bytes;

/** What a handshake yields: one key each way. */
record NoiseKeys(Bytes fromInitiator, Bytes fromResponder) {
  /** Secrets: nothing is shown. */
  @Override
  public String toString() {
    return "NoiseKeys";
  }
}
