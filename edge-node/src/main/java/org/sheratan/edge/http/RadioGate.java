package org.sheratan.edge.http;

import java.util.Optional;
import java.util.OptionalInt;

import org.sheratan.radio.air.SendTime;
import org.sheratan.radio.frame.Priority;
import org.sheratan.radio.link.lora.LoraCounters;
import org.sheratan.radio.link.lora.LoraPlan;
import org.sheratan.radio.link.lora.LoraState;
import org.sheratan.radio.link.lora.LoraTrial;
import org.sheratan.radio.link.lora.RadioEvent;

/** The node's LoRa radio, as the API sees and tunes it. Any thread; nothing here waits for the radio. */
public interface RadioGate {
  /** What the operator wants of it, just now. */
  LoraPlan plan();

  /** What the operator wants of it when no trial is on. */
  LoraPlan ownPlan();

  Optional<LoraTrial> trial();

  /** Why the latest trial ended before its time, if it did. */
  Optional<RadioEvent.Failed> trialFailure();

  /** Follows another plan for so long, or until the radio fails with it, or the node stops. */
  void tryOut(LoraPlan plan, long lengthMs);

  /** Ends a trial before its time. */
  void revert();

  /**
   * Queues a frame that means nothing to anyone.
   *
   * @return how long it is
   */
  int sendTestFrame();

  LoraState state();

  LoraCounters counters();

  /** The radio's own latest measurement; empty before the first. */
  OptionalInt noiseDbm();

  /** Time on air in the present sub-band within the last hour, microseconds; empty while it may not transmit. */
  Optional<Long> usedMicros();

  /** When may {@code lengthBytes} be sent? The same answer that the queue itself goes by. */
  SendTime earliest(int lengthBytes, Priority priority);
}
