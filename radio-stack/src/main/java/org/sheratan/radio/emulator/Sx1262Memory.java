package org.sheratan.radio.emulator;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import org.sheratan.radio.air.LoraModulation;
import org.sheratan.radio.ether.Tuning;

/** Registers, and what commands have set: everything a reset wipes. */
final class Sx1262Memory {
  static final int IQ_POLARITY = 0x0736;
  static final int SYNC_WORD = 0x0740;
  static final int RX_HEADER_CRC = 0x076B;
  static final int TX_MODULATION = 0x0889;
  static final int RX_GAIN = 0x08AC;
  static final int TX_CLAMP = 0x08D8;
  static final int OCP = 0x08E7;
  static final int IQ_BIT = 0x04;
  private static final long CRYSTAL_HZ = 32_000_000L;
  private static final int STEP_BITS = 25;
  private static final int OCP_AFTER_PA_CONFIG = 0x38;
  /** By code; 0 where there is none. */
  private static final int[] BANDWIDTH_HZ = {7_800, 15_600, 31_250, 62_500, 125_000, 250_000, 500_000, 0,
      10_400,
      20_800, 41_700};
  private static final int DEFAULT_IMAGE_FROM_MHZ = 902;
  private static final int DEFAULT_IMAGE_TO_MHZ = 928;
  private static final int IMAGE_STEP_MHZ = 4;

  private final Map<Integer, Integer> registers = new TreeMap<>();
  /** Last parameters of each command since reset. */
  private final Map<Sx1262Command, int[]> said = new TreeMap<>();
  private int imageFromMhz = DEFAULT_IMAGE_FROM_MHZ;
  private int imageToMhz = DEFAULT_IMAGE_TO_MHZ;

  /** Reset values of datasheet table 12-1. */
  Sx1262Memory() {
    put(IQ_POLARITY, 0x0D);
    put(SYNC_WORD, 0x14);
    put(SYNC_WORD + 1, 0x24);
    put(RX_HEADER_CRC, 0x00);
    put(TX_MODULATION, 0x01);
    put(RX_GAIN, 0x94);
    put(TX_CLAMP, 0xC8);
    put(OCP, 0x18);
  }

  Optional<Integer> register(int address) {
    return Optional.ofNullable(registers.get(address));
  }

  int get(int address) {
    return registers.get(address);
  }

  void put(int address, int value) {
    registers.put(address, value & 0xff);
  }

  /** Some commands write registers, too. */
  void say(Sx1262Command command, int... parameters) {
    said.put(command, parameters.clone());
    switch (command) {
      // The trap of datasheet 15.4: the bit ends up as the other polarity would need it.
      case SET_PACKET_PARAMS -> put(IQ_POLARITY,
          invertedIq() ? get(IQ_POLARITY) | IQ_BIT : get(IQ_POLARITY) & ~IQ_BIT);
      case SET_PA_CONFIG -> put(OCP, OCP_AFTER_PA_CONFIG);
      case CALIBRATE_IMAGE -> {
        imageFromMhz = parameters[0] * IMAGE_STEP_MHZ;
        imageToMhz = parameters[1] * IMAGE_STEP_MHZ;
      }
      default -> {
        // Parameters only.
      }
    }
  }

  boolean hasSaid(Sx1262Command command) {
    return said.containsKey(command);
  }

  /** 0 when it was not said. */
  int parameter(Sx1262Command command, int index) {
    int[] parameters = said.get(command);
    return parameters == null ? 0 : parameters[index];
  }

  long frequencyHz() {
    long steps = 0;
    for (int index = 0; index < 4; index++) {
      steps = steps << 8 | parameter(Sx1262Command.SET_RF_FREQUENCY, index);
    }
    return steps * CRYSTAL_HZ + (1L << STEP_BITS - 1) >> STEP_BITS;
  }

  boolean imageCalibrated() {
    long frequencyHz = frequencyHz();
    return frequencyHz >= imageFromMhz * 1_000_000L && frequencyHz <= imageToMhz * 1_000_000L;
  }

  /** 0 when reserved. */
  int bandwidthHz() {
    int code = parameter(Sx1262Command.SET_MODULATION_PARAMS, 1);
    return code < BANDWIDTH_HZ.length ? BANDWIDTH_HZ[code] : 0;
  }

  int preambleSymbols() {
    return parameter(Sx1262Command.SET_PACKET_PARAMS, 0) << 8 | parameter(Sx1262Command.SET_PACKET_PARAMS, 1);
  }

  int payloadLength() {
    return parameter(Sx1262Command.SET_PACKET_PARAMS, 3);
  }

  boolean invertedIq() {
    return parameter(Sx1262Command.SET_PACKET_PARAMS, 5) == 1;
  }

  /** Call when the rules hold. */
  LoraModulation modulation() {
    return new LoraModulation(parameter(Sx1262Command.SET_MODULATION_PARAMS, 0), bandwidthHz(),
        parameter(Sx1262Command.SET_MODULATION_PARAMS, 2) + 4, preambleSymbols());
  }

  /** As an SX127x would hold it. */
  Tuning tuning() {
    int syncWord = get(SYNC_WORD) & 0xf0 | get(SYNC_WORD + 1) >> 4;
    return new Tuning(frequencyHz(), modulation(), syncWord, invertedIq());
  }

  int powerDbm() {
    return (byte) parameter(Sx1262Command.SET_TX_PARAMS, 0);
  }

  /** @return millivolts, 0 when DIO3 feeds nothing */
  int tcxoMillivolts() {
    int[] millivolts = {1_600, 1_700, 1_800, 2_200, 2_400, 2_700, 3_000, 3_300};
    return hasSaid(Sx1262Command.SET_DIO3_AS_TCXO_CTRL)
        ? millivolts[parameter(Sx1262Command.SET_DIO3_AS_TCXO_CTRL, 0) & 7]
        : 0;
  }

  /** How long the chip waits for the TCXO. */
  int tcxoDelayMicros() {
    int steps = parameter(Sx1262Command.SET_DIO3_AS_TCXO_CTRL, 1) << 16
        | parameter(Sx1262Command.SET_DIO3_AS_TCXO_CTRL, 2) << 8
        | parameter(Sx1262Command.SET_DIO3_AS_TCXO_CTRL, 3);
    return steps * 125 / 8;
  }
}
