package org.sheratan.edge.http.route;

import java.util.Optional;
import java.util.OptionalInt;

import org.sheratan.radio.air.Breach;
import org.sheratan.radio.air.SendTime;
import org.sheratan.radio.frame.Priority;
import org.sheratan.radio.link.lora.LoraCounters;
import org.sheratan.radio.link.lora.LoraPlan;
import org.sheratan.radio.link.lora.LoraState;
import org.sheratan.radio.link.lora.LoraTrial;
import org.sheratan.radio.link.lora.SelfTestReport;
import org.sheratan.radio.link.lora.Transmitter;
import org.sheratan.radio.link.lora.TrialAnswer;
import org.sheratan.radio.link.lora.TrialStage;

/** The node's LoRa radio, as the API sees and tunes it. Any thread; nothing here waits for the radio. */
public interface RadioGate {
  /** What the operator wants of it, just now. */
  LoraPlan plan();

  /** What the operator wants of it when no trial is on. */
  LoraPlan ownPlan();

  Optional<LoraTrial> trial();

  /** Follows another plan for so long, or until the radio fails with it, or the node stops. */
  TrialAnswer tryOut(LoraPlan plan, long lengthMs);

  /** How the trial of that token goes. */
  TrialStage stage(int token);

  /**
   * Ends a trial before its time.
   *
   * @return false while another than that one is on
   */
  boolean revert(int token);

  /** Has the radio test itself, as a trial of its own. */
  TrialAnswer beginSelfTest(boolean transmit);

  /** What came of the test with that token; empty while it goes on. */
  Optional<SelfTestReport> selfTest(int token);

  LoraState state();

  /** Why it sends nothing, for people; empty where it does, or is about to. */
  default Optional<String> silence() {
    String name = plan().name();
    return switch (state()) {
      case LoraState.Up(Transmitter transmitter, Breach breach) ->
        Optional.of(name + " may only receive: " + breach.message());
      case LoraState.Up up -> Optional.empty();
      case LoraState.Starting starting -> Optional.empty();
      case LoraState.Down down -> Optional.of(name + " is down: " + down.why());
    };
  }

  LoraCounters counters();

  /** The radio's own latest measurement; empty before the first. */
  OptionalInt noiseDbm();

  /** Time on air in the present sub-band within the last hour, microseconds; empty while it may not transmit. */
  Optional<Long> usedMicros();

  /** What is wrong with the record of its airtime, for people; it sends little or nothing while it is. */
  Optional<String> airtimeTrouble();

  /** When may {@code lengthBytes} be sent? The same answer that the queue itself goes by. */
  SendTime earliest(int lengthBytes, Priority priority);
}
