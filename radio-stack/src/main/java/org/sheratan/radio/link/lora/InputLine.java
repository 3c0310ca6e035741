package org.sheratan.radio.link.lora;

/** A pin that the chip drives: an interrupt or BUSY. Whoever made it also wakes the poller at a rising edge. */
@FunctionalInterface
public interface InputLine {
  /** @throws BusLostException when the pin is gone */
  boolean high();
}
