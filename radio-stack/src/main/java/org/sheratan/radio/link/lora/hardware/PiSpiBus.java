package org.sheratan.radio.link.lora.hardware;

import com.pi4j.io.spi.Spi;

import org.sheratan.radio.link.lora.BusLostException;
import org.sheratan.radio.link.lora.SpiBus;

/** A Pi4J SPI device: one transfer is one ioctl, full duplex. */
final class PiSpiBus implements SpiBus {
  private final Spi spi;

  PiSpiBus(Spi spi) {
    this.spi = spi;
  }

  @Override
  public void transfer(byte[] bytes) {
    byte[] answer = new byte[bytes.length];
    if (spi.transfer(bytes, answer) < 0) {
      throw new BusLostException("SPI does not transfer any more", null);
    }
    System.arraycopy(answer, 0, bytes, 0, bytes.length);
  }
}
