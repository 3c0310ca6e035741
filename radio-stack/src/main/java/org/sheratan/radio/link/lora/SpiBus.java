package org.sheratan.radio.link.lora;

/** One chip on an SPI bus, its chip select included: selected for the length of each transfer. */
@FunctionalInterface
public interface SpiBus {
  /**
   * Sends {@code bytes} and puts into it what came back meanwhile (full duplex).
   *
   * @throws BusLostException when the bus is gone
   */
  void transfer(byte[] bytes);
}
