package org.sheratan.radio.link.lora;

import java.util.Optional;

import org.sheratan.kernel.Bytes;
import org.sheratan.radio.link.Signal;

/** Sees what goes over a LoRa link, as it goes; must be quick, and holds nothing up. Any thread. */
@FunctionalInterface
public interface LoraTap {
  /** Sees nothing. */
  LoraTap NONE = (link, tuned, sent, frame, signal) -> {};

  /**
   * @param link its name
   * @param tuned the settings with which it left or came; empty where the radio had not said that it stands ready with any
   * @param sent false: it was heard
   * @param frame as on the air, batches whole
   * @param signal how it was heard
   */
  void onFrame(String link, Optional<Transmitter> tuned, boolean sent, Bytes frame, Optional<Signal> signal);
}
