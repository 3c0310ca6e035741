package org.sheratan.radio.emulator;

import java.util.ArrayList;
import java.util.List;

/** What must hold when the chip is told to transmit, to receive or to look for a preamble. */
final class Sx1262Rules {
  private static final int MIN_PREAMBLE = 6;
  private static final long MIN_HZ = 150_000_000L;
  private static final long MAX_HZ = 960_000_000L;
  private static final int HZ_500_000 = 500_000;
  private static final int BELOW_500_KHZ = 0x04;
  private static final int TX_CLAMP_BITS = 0x1E;
  private static final int MIN_DBM = -9;
  private static final int MAX_DBM = 22;
  private static final int MAX_DUTY_CYCLE = 4;
  private static final int MAX_HP = 7;
  private static final int LAST_RAMP = 7;
  private static final int OCP_140_MA = 0x38;

  private final Sx1262Memory memory;
  private final List<String> broken = new ArrayList<>();

  private Sx1262Rules(Sx1262Memory memory) {
    this.memory = memory;
  }

  /** @return what is wrong; nothing happens on the air then */
  static List<String> brokenByTransmitting(Sx1262Memory memory) {
    Sx1262Rules rules = new Sx1262Rules(memory);
    rules.checkBoth();
    rules.checkTransmitter();
    return rules.broken;
  }

  static List<String> brokenByReceiving(Sx1262Memory memory) {
    Sx1262Rules rules = new Sx1262Rules(memory);
    rules.checkBoth();
    return rules.broken;
  }

  static List<String> brokenBySensing(Sx1262Memory memory) {
    Sx1262Rules rules = new Sx1262Rules(memory);
    rules.checkBoth();
    rules.require(memory.hasSaid(Sx1262Command.SET_CAD_PARAMS), "SetCadParams is missing");
    rules.require(memory.parameter(Sx1262Command.SET_CAD_PARAMS, 3) == 0, "only CAD_ONLY is emulated");
    rules.require(memory.parameter(Sx1262Command.SET_CAD_PARAMS, 0) <= 4, "reserved number of symbols");
    return rules.broken;
  }

  private void checkBoth() {
    for (Sx1262Command needed : List.of(Sx1262Command.SET_PACKET_TYPE, Sx1262Command.SET_RF_FREQUENCY,
        Sx1262Command.SET_MODULATION_PARAMS, Sx1262Command.SET_PACKET_PARAMS)) {
      require(memory.hasSaid(needed), needed + " is missing");
    }
    if (!broken.isEmpty()) {
      return;
    }
    checkModulation();
    long frequencyHz = memory.frequencyHz();
    require(frequencyHz >= MIN_HZ && frequencyHz <= MAX_HZ, frequencyHz + " Hz is out of range");
    require(memory.imageCalibrated(), "the image is not calibrated for " + frequencyHz + " Hz");
    boolean bitSet = (memory.get(Sx1262Memory.IQ_POLARITY) & Sx1262Memory.IQ_BIT) != 0;
    require(bitSet != memory.invertedIq(), "workaround 15.4: 0x0736 was not amended after SetPacketParams");
  }

  private void checkModulation() {
    int spreadingFactor = memory.parameter(Sx1262Command.SET_MODULATION_PARAMS, 0);
    int codingRate = memory.parameter(Sx1262Command.SET_MODULATION_PARAMS, 2);
    boolean known = spreadingFactor >= 5 && spreadingFactor <= 12 && memory.bandwidthHz() > 0
        && codingRate >= 1
        && codingRate <= 4;
    require(known, "reserved modulation parameters");
    require(memory.preambleSymbols() >= MIN_PREAMBLE, "a preamble under 6 symbols");
    require(memory.parameter(Sx1262Command.SET_PACKET_PARAMS, 2) == 0,
        "this air carries explicit headers only");
    if (broken.isEmpty()) {
      boolean optimized = memory.parameter(Sx1262Command.SET_MODULATION_PARAMS, 3) == 1;
      require(optimized == memory.modulation().lowDataRateOptimized(),
          "LowDataRateOptimize is for symbols over 16 ms, and needed there");
    }
  }

  private void checkTransmitter() {
    require(memory.parameter(Sx1262Command.SET_PACKET_PARAMS, 4) == 1,
        "this air carries frames with CRC only");
    require(memory.payloadLength() > 0, "an empty frame");
    require(memory.hasSaid(Sx1262Command.SET_PA_CONFIG), "SET_PA_CONFIG is missing");
    require(memory.hasSaid(Sx1262Command.SET_TX_PARAMS), "SET_TX_PARAMS is missing");
    require(memory.parameter(Sx1262Command.SET_PA_CONFIG, 0) <= MAX_DUTY_CYCLE
        && memory.parameter(Sx1262Command.SET_PA_CONFIG, 1) <= MAX_HP,
        "the amplifier would be overstressed (13.1.14)");
    require(memory.parameter(Sx1262Command.SET_PA_CONFIG, 2) == 0, "deviceSel is that of the SX1261");
    require(memory.powerDbm() >= MIN_DBM && memory.powerDbm() <= MAX_DBM
        && memory.parameter(Sx1262Command.SET_TX_PARAMS, 1) <= LAST_RAMP, "reserved transmit parameters");
    require(memory.get(Sx1262Memory.OCP) >= OCP_140_MA, "the overcurrent protection is too tight");
    require((memory.get(Sx1262Memory.TX_CLAMP) & TX_CLAMP_BITS) == TX_CLAMP_BITS,
        "workaround 15.2: 0x08D8 was not amended");
    boolean bitSet = (memory.get(Sx1262Memory.TX_MODULATION) & BELOW_500_KHZ) != 0;
    require(bitSet == (memory.bandwidthHz() != HZ_500_000),
        "workaround 15.1: 0x0889 does not fit the bandwidth");
  }

  private void require(boolean holds, String otherwise) {
    if (!holds) {
      broken.add(otherwise);
    }
  }
}
