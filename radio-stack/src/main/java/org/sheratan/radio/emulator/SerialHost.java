package org.sheratan.radio.emulator;

/** What a serial device sees of the computer it hangs on. */
@FunctionalInterface
public interface SerialHost {
  /** The device sends. */
  void toHost(byte[] bytes);

  /** The device's own USB has gone, for it restarts, or has come back; a bridge never tells. */
  default void onUsb(boolean present) {}
}
