package org.sheratan.edge.http;

import java.util.Optional;
import java.util.OptionalInt;

import org.sheratan.radio.air.SendTime;
import org.sheratan.radio.frame.Priority;
import org.sheratan.radio.link.lora.LoraCounters;
import org.sheratan.radio.link.lora.LoraPlan;
import org.sheratan.radio.link.lora.LoraState;

/** The node's LoRa radio, as the API looks at it. Any thread; nothing here waits for the radio. */
public interface RadioGate {
  /** What the operator wants of it. */
  LoraPlan plan();

  LoraState state();

  LoraCounters counters();

  /** The radio's own latest measurement; empty before the first. */
  OptionalInt noiseDbm();

  /** Time on air in the present sub-band within the last hour, microseconds; empty while it may not transmit. */
  Optional<Long> usedMicros();

  /** When may {@code lengthBytes} be sent? The same answer that the queue itself goes by. */
  SendTime earliest(int lengthBytes, Priority priority);
}
