package org.sheratan.radio.link.lora;

/**
 * A chip whose select pin is not one of the SPI controller's own: the pin, low when selected, is driven around each
 * transfer. The bus below must leave its own select pins alone, or be alone on them.
 */
public final class SoftSelectedBus implements SpiBus {
  private final SpiBus bus;
  private final OutputLine select;

  /** Deselects the chip at once: whatever else is on the bus must not reach it. */
  public SoftSelectedBus(SpiBus bus, OutputLine select) {
    this.bus = bus;
    this.select = select;
    select.set(true);
  }

  @Override
  public void transfer(byte[] bytes) {
    select.set(false);
    try {
      bus.transfer(bytes);
    } finally {
      select.set(true);
    }
  }
}
