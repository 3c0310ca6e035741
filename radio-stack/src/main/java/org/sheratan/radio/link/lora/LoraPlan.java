package org.sheratan.radio.link.lora;

import java.util.Optional;
import java.util.function.Function;

import org.sheratan.radio.air.Allowance;
import org.sheratan.radio.air.AntennaPath;
import org.sheratan.radio.air.Breach;
import org.sheratan.radio.air.Carrier;
import org.sheratan.radio.air.Conformance;
import org.sheratan.radio.air.LoraModulation;
import org.sheratan.radio.air.Region;
import org.sheratan.radio.air.SubBand;
import org.sheratan.radio.frame.Limits;

/**
 * What the operator wants of one radio.
 *
 * @param name of the link, such as {@code lora0}
 * @param powerDbm conducted; used once the antenna is confirmed
 * @param antennaConfirmed somebody has seen the antenna: without one, full power destroys the amplifier
 * @param region whose law holds; without one the radio only listens
 */
public record LoraPlan(String name, long frequencyHz, LoraModulation modulation, int powerDbm,
    AntennaPath antenna,
    boolean antennaConfirmed, Optional<Region> region) {
  /**
   * What is asked of a radio without a confirmed antenna. A board with an amplifier has no less than that adds, which is
   * more (docs/hardware.md); what the radio then says it has is what the law is applied to, and what people are told.
   */
  public static final int SAFE_POWER_DBM = 2;

  RadioSettings settings() {
    int allowedDbm = antennaConfirmed ? powerDbm : Math.min(powerDbm, SAFE_POWER_DBM);
    Conformance law = Conformance.check(region, frequencyHz, modulation.bandwidthHz(), allowedDbm, antenna);
    return law instanceof Allowance allowed
        ? new RadioSettings(frequencyHz, modulation, allowedDbm, allowed.subBand().dutyPpm())
        : new RadioSettings(frequencyHz, modulation, allowedDbm);
  }

  /** Whether it keeps the law, were a radio to follow it to the letter. */
  public Conformance conformance() {
    return useful(Conformance.check(region, frequencyHz, modulation.bandwidthHz(), powerDbm, antenna),
        law -> new Carrier(law, modulation, 0, LoraProfiles.MAX_FRAME_BYTES, false));
  }

  /** The same with no more power than every radio and every missing antenna stand. */
  LoraPlan atSafePower() {
    return tuned(frequencyHz, modulation, Math.min(powerDbm, SAFE_POWER_DBM));
  }

  /** The same station with other settings. */
  public LoraPlan tuned(long otherHz, LoraModulation other, int otherDbm) {
    return new LoraPlan(name, otherHz, other, otherDbm, antenna, antennaConfirmed, region);
  }

  /** Whether {@code transmitter}, as it stands ready, keeps the law. */
  Conformance conformance(Transmitter transmitter) {
    return useful(Conformance.check(region, transmitter.frequencyHz(), transmitter.modulation().bandwidthHz(),
        transmitter.powerDbm(), antenna), transmitter::carrier);
  }

  /** Where not even an announce fits into what the law lets out, nobody would ever hear of this node. */
  private static Conformance useful(Conformance lawful, Function<SubBand, Carrier> carrier) {
    return switch (lawful) {
      case Breach breach -> breach;
      case Allowance allowance -> carrier.apply(allowance.subBand()).tooLong(Limits.ANNOUNCE_BYTES)
          .<Conformance>map(breach -> breach.about("an announce of ")).orElse(allowance);
    };
  }
}
