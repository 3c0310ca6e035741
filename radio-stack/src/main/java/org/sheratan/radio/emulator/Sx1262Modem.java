package org.sheratan.radio.emulator;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Optional;

import org.sheratan.kernel.Bytes;
import org.sheratan.radio.ether.Antenna;
import org.sheratan.radio.ether.Tuning;

/**
 * The LoRa modem between memory, data buffer and antenna (datasheet 6.1, 9).
 *
 * <pre>
 * mode       frame begins  frame ends                        sent             time passes
 * idle       –             –                                 –                –
 * RX         Preamble,     RX or fallback (a): RxDone,       –                fallback: Timeout (b)
 *            HeaderValid   CrcErr; RX: HeaderErr (c)
 * TX         –             –                                 fallback: TxDone  fallback: Timeout
 * CAD        –             –                                 –                STANDBY_RC: CadDone, CadDetected
 *
 * (a) fallback when it was told to receive once
 * (b) no header came in time
 * (c) the header could not be read, or named more bytes than are allowed
 * </pre>
 */
final class Sx1262Modem implements Antenna.Listener {
  static final int TX_DONE = 0x0001;
  static final int RX_DONE = 0x0002;
  static final int PREAMBLE_DETECTED = 0x0004;
  static final int HEADER_VALID = 0x0010;
  static final int HEADER_ERROR = 0x0020;
  static final int CRC_ERROR = 0x0040;
  static final int CAD_DONE = 0x0080;
  static final int CAD_DETECTED = 0x0100;
  static final int TIMEOUT = 0x0200;
  private static final int BUFFER_SIZE = 256;
  private static final int CONTINUOUS = 0xFFFFFF;
  private static final int CRC_ON = 0x10;
  /** From the fifth symbol of the preamble, at which the receiver locks, to the end of the header. */
  private static final double HEADER_SYMBOLS_AFTER_LOCK = 12.25 - 5;

  /** The chip around it. */
  interface Surroundings {
    void raise(int irqFlags);

    /** It has left the mode it was told to enter. */
    void fallBack(Sx1262Mode mode);
  }

  private final Antenna antenna;
  private final Violations violations;
  private final Surroundings surroundings;
  private Sx1262Memory memory = new Sx1262Memory();
  private final byte[] buffer = new byte[BUFFER_SIZE];
  private final BitSet filled = new BitSet(BUFFER_SIZE);
  /** Counts changes of mode: what an earlier one planned does not happen. */
  private long era;
  private long receptions;
  private Optional<Tuning> receiving = Optional.empty();
  private boolean single;
  private boolean endless;
  private boolean uncheckedHeader;
  private int writeAt;
  private int rxStart;
  private int rxLength;
  private int rssi;
  private int snr;

  Sx1262Modem(Antenna antenna, Violations violations, Surroundings surroundings) {
    this.antenna = antenna;
    this.violations = violations;
    this.surroundings = surroundings;
    antenna.listen(this);
  }

  Sx1262Memory memory() {
    return memory;
  }

  /** Everything is as after power-on. */
  void reset() {
    stop();
    memory = new Sx1262Memory();
    Arrays.fill(buffer, (byte) 0);
    filled.clear();
    rxStart = 0;
    rxLength = 0;
    endless = false;
  }

  /** From now on nothing happens, until a mode is entered. */
  void stop() {
    era++;
    receptions++;
    receiving = Optional.empty();
    antenna.idle();
  }

  void uncheckedHeader() {
    uncheckedHeader = true;
  }

  void endlessTransmission() {
    endless = true;
  }

  void falsePreamble() {
    surroundings.raise(PREAMBLE_DETECTED);
  }

  /** @param timeout in steps of 15.625 µs; 0 for none */
  void transmit(long afterMicros, int timeout, int powerDbm) {
    stop();
    Tuning tuning = memory.tuning();
    byte[] frame = new byte[memory.payloadLength()];
    int base = memory.parameter(Sx1262Command.SET_BUFFER_BASE_ADDRESS, 0);
    for (int index = 0; index < frame.length; index++) {
      int at = (base + index) % BUFFER_SIZE;
      if (!filled.get(at)) {
        violations.add("transmits what was not written, from buffer byte " + at);
        return;
      }
      frame[index] = buffer[at];
    }
    after(afterMicros, () -> {
      if (!endless) {
        antenna.transmit(tuning, powerDbm, Bytes.copyOf(frame));
      }
    });
    if (timeout > 0) {
      after(afterMicros + micros(timeout), this::timeOut);
    }
  }

  /** @param deaf its setup is wrong in a way that it does not notice itself */
  void receive(long afterMicros, int timeout, boolean deaf) {
    stop();
    single = timeout != CONTINUOUS;
    writeAt = memory.parameter(Sx1262Command.SET_BUFFER_BASE_ADDRESS, 1);
    if (deaf) {
      return;
    }
    Tuning tuning = memory.tuning();
    receiving = Optional.of(tuning);
    after(afterMicros, () -> antenna.receive(tuning));
    if (single && timeout > 0) {
      long before = receptions;
      after(afterMicros + micros(timeout), () -> {
        if (receptions == before) {
          timeOut();
        }
      });
    }
  }

  void detect(long afterMicros) {
    stop();
    Tuning tuning = memory.tuning();
    int symbols = 1 << memory.parameter(Sx1262Command.SET_CAD_PARAMS, 0);
    long symbolMicros = tuning.modulation().symbolMicros();
    after(afterMicros + symbols * symbolMicros, () -> {
      boolean active = antenna.active(tuning);
      after(symbolMicros / 2, () -> {
        surroundings.fallBack(Sx1262Mode.STANDBY_RC);
        surroundings.raise(active ? CAD_DONE | CAD_DETECTED : CAD_DONE);
      });
    });
  }

  private static long micros(int steps) {
    return steps * 125L / 8;
  }

  private void after(long delayMicros, Runnable action) {
    long planned = era;
    antenna.after(delayMicros, () -> {
      if (era == planned) {
        action.run();
      }
    });
  }

  private void timeOut() {
    stop();
    endless = false;
    surroundings.fallBack(Sx1262Mode.STANDBY_RC);
    surroundings.raise(TIMEOUT);
  }

  private void fallBack() {
    stop();
    surroundings.fallBack(switch (memory.parameter(Sx1262Command.SET_RX_TX_FALLBACK_MODE, 0)) {
      case 0x40 -> Sx1262Mode.FS;
      case 0x30 -> Sx1262Mode.STANDBY_XOSC;
      default -> Sx1262Mode.STANDBY_RC;
    });
  }

  @Override
  public void onPreamble() {
    surroundings.raise(PREAMBLE_DETECTED);
    long reception = ++receptions;
    double symbols = memory.preambleSymbols() + HEADER_SYMBOLS_AFTER_LOCK;
    after((long) (symbols * memory.modulation().symbolMicros()), () -> {
      if (receptions == reception) {
        surroundings.raise(HEADER_VALID);
      }
    });
  }

  @Override
  public void onTransmitted() {
    fallBack();
    surroundings.raise(TX_DONE);
  }

  @Override
  public void onReception(Antenna.Reception reception) {
    receptions++;
    Bytes frame = reception.frame();
    if (frame.length() == 0 || frame.length() > memory.payloadLength()) {
      surroundings.raise(HEADER_ERROR);
      return;
    }
    rxStart = writeAt;
    rxLength = frame.length();
    for (int index = 0; index < rxLength; index++) {
      buffer[(rxStart + index) % BUFFER_SIZE] = (byte) frame.at(index);
    }
    filled.clear();
    writeAt = (rxStart + rxLength) % BUFFER_SIZE;
    memory.put(Sx1262Memory.RX_HEADER_CRC, uncheckedHeader ? 0 : CRC_ON);
    rssi = Math.clamp(Math.round(-2 * reception.rssiDbm()), 0, 255);
    snr = Math.clamp(Math.round(reception.snrDb() * 4), Byte.MIN_VALUE, Byte.MAX_VALUE) & 0xff;
    boolean crcError = !reception.intact() && !uncheckedHeader;
    uncheckedHeader = false;
    if (single) {
      fallBack();
    }
    surroundings.raise(RX_DONE | HEADER_VALID | (crcError ? CRC_ERROR : 0));
  }

  /** GetRssiInst now; the weakest when it is deaf. */
  int channelRssi() {
    return receiving.map(tuning -> Math.clamp(Math.round(-2 * antenna.rssiDbm(tuning)), 0, 255)).orElse(255);
  }

  /** GetRxBufferStatus. */
  int[] bufferStatus() {
    return new int[]{rxLength, rxStart};
  }

  /** GetPacketStatus. The average holds the noise, too; the last one is the signal alone. */
  int[] packetStatus() {
    double signalDbm = rssi / -2.0;
    double snrDb = (byte) snr / 4.0;
    double average = snrDb < 0 ? signalDbm - snrDb : signalDbm;
    return new int[]{Math.clamp(Math.round(-2 * average), 0, 255), snr, rssi};
  }

  void writeBuffer(int offset, byte[] bytes, int from) {
    int length = bytes.length - from;
    if (offset + length > BUFFER_SIZE) {
      violations.add("writes beyond the buffer");
    }
    for (int index = 0; index < length; index++) {
      int at = (offset + index) % BUFFER_SIZE;
      buffer[at] = bytes[from + index];
      filled.set(at);
    }
  }

  void readBuffer(int offset, byte[] into, int from) {
    int length = into.length - from;
    if (Math.floorMod(offset - rxStart, BUFFER_SIZE) + length > rxLength) {
      violations.add(
          "reads " + length + " bytes from " + offset + ", received are " + rxLength + " from " + rxStart);
    }
    for (int index = 0; index < length; index++) {
      into[from + index] = buffer[(offset + index) % BUFFER_SIZE];
    }
  }
}
