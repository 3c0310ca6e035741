package org.sheratan.radio.link.lora;

/** Opens the port a modem hangs on, again after every loss. May take some tens of milliseconds. */
@FunctionalInterface
public interface SerialPortSource {
  /** How opening ended. */
  sealed interface Opening {
    /** At 115,200 baud, 8N1, without flow control; whoever gets it closes it. */
    record Opened(SerialPort port) implements Opening {}

    /** @param why for people: the port's name and what the system said */
    record Refused(String why) implements Opening {}
  }

  Opening open();

  /** The same device as last time, where {@link #open} may come to another. */
  default Opening openAgain() {
    return open();
  }
}
