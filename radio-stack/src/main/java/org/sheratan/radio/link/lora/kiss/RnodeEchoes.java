package org.sheratan.radio.link.lora.kiss;

import java.util.Optional;

import org.sheratan.kernel.Bytes;
import org.sheratan.radio.air.SubBand;
import org.sheratan.radio.link.lora.RadioEvent;
import org.sheratan.radio.link.lora.RadioFault;
import org.sheratan.radio.link.lora.RadioSettings;

/** What the modem confirmed, and whether that is what it was asked for. */
final class RnodeEchoes {
  /** The chip's frequency steps are below this. */
  private static final long FREQUENCY_TOLERANCE_HZ = 100;
  /** Further off than any rounding: the synthesizer cannot go there. */
  private static final long OTHER_BAND_HZ = 1_000_000;
  private static final int HUNDREDTH_PERCENT_PPM = 100;
  private static final int MAX_POWER_BYTE = 0x7F;

  private final RadioSettings asked;
  /** Of an hour, in the modem's unit of a hundredth of a percent; 0 for none. */
  private final int askedLock;
  private Optional<Long> frequencyHz = Optional.empty();
  private Optional<Long> bandwidthHz = Optional.empty();
  private Optional<Long> powerDbm = Optional.empty();
  private Optional<Long> spreadingFactor = Optional.empty();
  private Optional<Long> codingRate = Optional.empty();
  private Optional<Long> longLock = Optional.empty();

  RnodeEchoes(RadioSettings asked) {
    this.asked = asked;
    this.askedLock = asked.dutyPpm() == SubBand.ALL_THE_TIME_PPM
        ? 0
        : Math.max(1, asked.dutyPpm() / HUNDREDTH_PERCENT_PPM);
  }

  /** The settings, then the two locks: over 15 s it stays off, because bursts are legal. */
  byte[] requests() {
    return KissFraming.together(RnodeProtocol.fourBytes(RnodeProtocol.FREQUENCY, asked.frequencyHz()),
        RnodeProtocol.fourBytes(RnodeProtocol.BANDWIDTH, asked.modulation().bandwidthHz()),
        RnodeProtocol.oneByte(RnodeProtocol.POWER, Math.clamp(asked.powerDbm(), 0, MAX_POWER_BYTE)),
        RnodeProtocol.oneByte(RnodeProtocol.SPREADING_FACTOR, asked.modulation().spreadingFactor()),
        RnodeProtocol.oneByte(RnodeProtocol.CODING_RATE, asked.modulation().codingRate()),
        RnodeProtocol.twoBytes(RnodeProtocol.SHORT_AIRTIME_LOCK, 0),
        RnodeProtocol.twoBytes(RnodeProtocol.LONG_AIRTIME_LOCK, askedLock));
  }

  /**
   * Asks again what the chip really does. While the radio is off the firmware repeats whatever it was told; only
   * then does it ask the chip (Utilities.h, {@code getFrequency}, {@code getBandwidth}).
   */
  byte[] queries() {
    frequencyHz = Optional.empty();
    bandwidthHz = Optional.empty();
    powerDbm = Optional.empty();
    spreadingFactor = Optional.empty();
    codingRate = Optional.empty();
    return KissFraming.together(RnodeProtocol.fourBytes(RnodeProtocol.FREQUENCY, 0),
        RnodeProtocol.fourBytes(RnodeProtocol.BANDWIDTH, 0),
        RnodeProtocol.oneByte(RnodeProtocol.POWER, RnodeProtocol.QUERY),
        RnodeProtocol.oneByte(RnodeProtocol.SPREADING_FACTOR, RnodeProtocol.QUERY),
        RnodeProtocol.oneByte(RnodeProtocol.CODING_RATE, RnodeProtocol.QUERY));
  }

  /** @return whether the frame was an echo */
  boolean take(KissFrame frame) {
    Bytes payload = frame.payload();
    switch (frame.command()) {
      case RnodeProtocol.FREQUENCY -> frequencyHz = number(payload, 4).or(() -> frequencyHz);
      case RnodeProtocol.BANDWIDTH -> bandwidthHz = number(payload, 4).or(() -> bandwidthHz);
      case RnodeProtocol.POWER -> powerDbm = number(payload, 1).or(() -> powerDbm);
      case RnodeProtocol.SPREADING_FACTOR -> spreadingFactor = number(payload, 1).or(() -> spreadingFactor);
      case RnodeProtocol.CODING_RATE -> codingRate = number(payload, 1).or(() -> codingRate);
      case RnodeProtocol.LONG_AIRTIME_LOCK -> longLock = number(payload, 2).or(() -> longLock);
      case RnodeProtocol.SHORT_AIRTIME_LOCK -> {
        // Its echo carries no news: we only ever switch it off.
      }
      default -> {
        return false;
      }
    }
    return true;
  }

  boolean complete() {
    return frequencyHz.isPresent() && bandwidthHz.isPresent() && powerDbm.isPresent()
        && spreadingFactor.isPresent() && codingRate.isPresent() && longLock.isPresent();
  }

  /** @return the refusal with both values; empty when everything is as asked, or less power */
  Optional<RadioEvent.Failed> refusal() {
    long tunedHz = frequencyHz.orElse(0L);
    if (frequencyHz.isPresent() && Math.abs(tunedHz - asked.frequencyHz()) > OTHER_BAND_HZ) {
      return Optional.of(new RadioEvent.Failed(RadioFault.WRONG_BAND,
          "asked for " + asked.frequencyHz() + " Hz, the modem tunes to " + tunedHz + " Hz"));
    }
    if (Math.abs(tunedHz - asked.frequencyHz()) > FREQUENCY_TOLERANCE_HZ) {
      return refused("frequency", asked.frequencyHz(), frequencyHz, " Hz");
    }
    if (!bandwidthHz.equals(Optional.of((long) asked.modulation().bandwidthHz()))) {
      return refused("bandwidth", asked.modulation().bandwidthHz(), bandwidthHz, " Hz");
    }
    if (!spreadingFactor.equals(Optional.of((long) asked.modulation().spreadingFactor()))) {
      return refused("spreading factor", asked.modulation().spreadingFactor(), spreadingFactor, "");
    }
    if (!codingRate.equals(Optional.of((long) asked.modulation().codingRate()))) {
      return refused("coding rate", asked.modulation().codingRate(), codingRate, "");
    }
    if (powerDbm.isEmpty() || powerDbm.get() > asked.powerDbm()) {
      return refused("power", asked.powerDbm(), powerDbm, " dBm");
    }
    // The firmware keeps the lock as a float and rounds down: one unit less is the same lock.
    if (longLock.isEmpty() || longLock.get() > askedLock || longLock.get() < askedLock - 1) {
      return refused("airtime lock", askedLock, longLock, "");
    }
    return Optional.empty();
  }

  /** As tuned; only once {@link #complete} without a {@link #refusal}. */
  long tunedHz() {
    return frequencyHz.orElseThrow();
  }

  int transmitDbm() {
    return Math.toIntExact(powerDbm.orElseThrow());
  }

  private static Optional<RadioEvent.Failed> refused(String what, long wanted, Optional<Long> got,
      String unit) {
    String answer = got.isPresent() ? "the modem confirms " + got.get() + unit : "the modem does not answer";
    return Optional.of(new RadioEvent.Failed(RadioFault.SETTINGS_REFUSED,
        what + ": asked for " + wanted + unit + ", " + answer));
  }

  /** Unsigned big-endian; a reply of another length says nothing. */
  private static Optional<Long> number(Bytes payload, int length) {
    if (payload.length() != length) {
      return Optional.empty();
    }
    long value = 0;
    for (int index = 0; index < length; index++) {
      value = value << 8 | payload.at(index);
    }
    return Optional.of(value);
  }
}
