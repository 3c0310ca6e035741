package org.sheratan.radio.link.lora.sx127x;

import org.sheratan.radio.link.lora.OutputLine;
import org.sheratan.radio.link.lora.SpiBus;

/**
 * For boards that do not connect NRESET: the chip is put to sleep in FSK mode, whatever it did. Registers keep what an
 * earlier driver wrote, but this one writes every register that it relies on. A hung chip stays hung.
 */
public final class SleepAsReset implements OutputLine {
  private final RegisterBus registers;

  public SleepAsReset(SpiBus spi) {
    registers = new RegisterBus(spi);
  }

  /** The modem changes in sleep only: first asleep with the modem it has. */
  @Override
  public void set(boolean high) {
    if (!high) {
      int modem = registers.read(Register.OP_MODE) & Register.LONG_RANGE_MODE;
      registers.write(Register.OP_MODE, modem | Register.MODE_SLEEP);
      registers.write(Register.OP_MODE, Register.MODE_SLEEP);
    }
  }
}
