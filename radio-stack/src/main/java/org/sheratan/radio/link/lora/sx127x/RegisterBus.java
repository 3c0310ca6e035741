package org.sheratan.radio.link.lora.sx127x;

import org.sheratan.kernel.Bytes;
import org.sheratan.radio.link.lora.SpiBus;

/** Registers over SPI: an address byte, its top bit set for a write, then data (datasheet 4.3). */
final class RegisterBus {
  private final SpiBus bus;

  RegisterBus(SpiBus bus) {
    this.bus = bus;
  }

  int read(Register register) {
    byte[] bytes = {(byte) register.address(), 0};
    bus.transfer(bytes);
    return bytes[1] & 0xff;
  }

  void write(Register register, int value) {
    bus.transfer(new byte[]{(byte) (register.address() | Register.WRITE), (byte) value});
  }

  void write(RegisterValue value) {
    write(value.register(), value.value());
  }

  /** Reads {@code length} bytes from where RegFifoAddrPtr points. */
  Bytes readFifo(int length) {
    byte[] bytes = new byte[length + 1];
    bytes[0] = (byte) Register.FIFO.address();
    bus.transfer(bytes);
    return Bytes.copyOf(bytes, 1, bytes.length);
  }

  void writeFifo(Bytes frame) {
    byte[] bytes = new byte[frame.length() + 1];
    bytes[0] = (byte) (Register.FIFO.address() | Register.WRITE);
    frame.copyTo(bytes, 1);
    bus.transfer(bytes);
  }
}
