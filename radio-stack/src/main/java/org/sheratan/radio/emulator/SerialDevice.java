package org.sheratan.radio.emulator;

/** What hangs on the far end of a serial cable. */
public interface SerialDevice {
  /** The host opened its port: most boards restart. */
  void onOpened();

  /** The host wrote. */
  void onHostBytes(byte[] bytes);
}
