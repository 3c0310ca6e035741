package org.sheratan.radio.link.lora;

/** A pin that we drive: reset, chip select, antenna switch. */
@FunctionalInterface
public interface OutputLine {
  /** @throws BusLostException when the pin is gone */
  void set(boolean high);
}
