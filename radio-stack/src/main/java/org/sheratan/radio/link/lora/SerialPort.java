package org.sheratan.radio.link.lora;

/** An open serial port, 8N1 without flow control. Whoever opened it also wakes the poller when bytes arrive. */
public interface SerialPort extends AutoCloseable {
  /** For people: {@code /dev/ttyACM0}. */
  String name();

  /** The same for the same device in any socket: USB serial number if it has one, else the name. */
  String hardwareId();

  /**
   * Takes what has arrived, never waits.
   *
   * @return bytes put into {@code into}, 0 when there is nothing
   * @throws BusLostException when the device is gone
   */
  int read(byte[] into);

  /** @throws BusLostException when the device is gone or takes nothing for too long */
  void write(byte[] bytes);

  /** Lets go of the device; never throws. */
  @Override
  void close();
}
