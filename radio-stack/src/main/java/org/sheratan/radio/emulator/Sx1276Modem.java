package org.sheratan.radio.emulator;

import java.util.List;

import org.sheratan.kernel.Bytes;
import org.sheratan.radio.ether.Antenna;
import org.sheratan.radio.ether.Tuning;

/**
 * The LoRa modem between registers, FIFO and antenna (datasheet 4.1).
 *
 * <pre>
 * mode          frame begins  frame ends                    sent             time passes
 * SLEEP         –             –                             –                –
 * STANDBY, FS   –             –                             –                –
 * TX            –             –                             STANDBY: TxDone  –
 * RX_CONTINUOUS synchronized  RX_CONTINUOUS: RxDone,        –                –
 *                             PayloadCrcError (a)
 * RX_SINGLE     synchronized  STANDBY: as above (a)         –                STANDBY: RxTimeout (b)
 * CAD           –             –                             –                STANDBY: CadDone, CadDetected
 *
 * (a) nothing at all when the header could not be read
 * (b) when it did not synchronize in time
 * </pre>
 */
final class Sx1276Modem implements Antenna.Listener {
  private static final int RX_TIMEOUT = 0x80;
  private static final int RX_DONE = 0x40;
  private static final int PAYLOAD_CRC_ERROR = 0x20;
  private static final int VALID_HEADER = 0x10;
  private static final int TX_DONE = 0x08;
  private static final int CAD_DONE = 0x04;
  private static final int CAD_DETECTED = 0x01;
  private static final int MODEM_CLEAR = 0x10;
  /** Signal detected and synchronized, reception on-going. */
  private static final int SYNCHRONIZED = 0x07;
  private static final int CRC_ON_PAYLOAD = 0x40;
  private static final int FIFO_SIZE = 256;
  private static final int HIGH_BAND_OFFSET_DBM = -157;
  private static final int LOW_BAND_OFFSET_DBM = -164;

  private final Antenna antenna;
  private final Sx1276Registers registers;
  private final Sx1276Fifo fifo;
  private final Violations violations;
  private final boolean tcxo;
  private final Runnable onIrq;
  /** Counts changes of mode: what an earlier one planned does not happen. */
  private long era;
  private boolean uncheckedHeader;
  private boolean hearing;

  /** @param onIrq called when RegIrqFlags got a new flag */
  Sx1276Modem(Antenna antenna, Sx1276Registers registers, Violations violations, boolean tcxo,
      Runnable onIrq) {
    this.antenna = antenna;
    this.registers = registers;
    this.violations = violations;
    this.tcxo = tcxo;
    this.onIrq = onIrq;
    fifo = new Sx1276Fifo(violations);
    antenna.listen(this);
  }

  Sx1276Fifo fifo() {
    return fifo;
  }

  /** From now on nothing happens, until a mode is entered. */
  void stop() {
    era++;
    hearing = false;
    antenna.idle();
  }

  void uncheckedHeader() {
    uncheckedHeader = true;
  }

  /** RegOpMode has just been written. */
  void enter(int mode) {
    stop();
    registers.put(Sx1276Map.MODEM_STAT, MODEM_CLEAR);
    switch (mode) {
      case Sx1276Registers.SLEEP -> fifo.clear();
      case Sx1276Registers.TX -> transmit();
      case Sx1276Registers.RX_CONTINUOUS -> receive();
      case Sx1276Registers.RX_SINGLE -> {
        if (receive()) {
          planTimeout();
        }
      }
      case Sx1276Registers.CAD -> detect();
      default -> {
        // STANDBY, FSTX and FSRX: the antenna stays idle.
      }
    }
  }

  private boolean holds(List<String> broken, int flag) {
    broken.forEach(violations::add);
    boolean pending = (registers.get(Sx1276Map.IRQ_FLAGS) & flag) != 0;
    if (pending) {
      violations.add("an old interrupt is not cleared: its line would not rise again");
    }
    return broken.isEmpty() && !pending;
  }

  private void transmit() {
    if (!holds(Sx1276Rules.brokenByTransmitting(registers, tcxo), TX_DONE)) {
      return;
    }
    Bytes frame = fifo.modemReads(registers.get(Sx1276Map.FIFO_TX_BASE),
        registers.get(Sx1276Map.PAYLOAD_LENGTH));
    if (frame.length() > 0) {
      antenna.transmit(registers.transmitTuning(), registers.powerDbm(), frame);
    }
  }

  private boolean receive() {
    hearing = holds(Sx1276Rules.brokenByReceiving(registers, tcxo), RX_DONE);
    if (hearing) {
      registers.put(Sx1276Map.FIFO_RX_BYTE, registers.get(Sx1276Map.FIFO_RX_BASE));
      antenna.receive(registers.receiveTuning());
    }
    return hearing;
  }

  private void planTimeout() {
    after(registers.symbolTimeout(), () -> {
      if (registers.get(Sx1276Map.MODEM_STAT) == MODEM_CLEAR) {
        rest();
        raise(RX_TIMEOUT);
      }
    });
  }

  /** One symbol of listening, about one of computing (4.1.6). */
  private void detect() {
    if (holds(Sx1276Rules.brokenByReceiving(registers, tcxo), CAD_DONE)) {
      Tuning tuning = registers.receiveTuning();
      after(1, () -> {
        boolean active = antenna.active(tuning);
        after(1, () -> {
          rest();
          raise(active ? CAD_DONE | CAD_DETECTED : CAD_DONE);
        });
      });
    }
  }

  private void after(int symbols, Runnable action) {
    long planned = era;
    antenna.after(symbols * registers.modulation().symbolMicros(), () -> {
      if (era == planned) {
        action.run();
      }
    });
  }

  private void rest() {
    stop();
    registers.mode(Sx1276Registers.STANDBY);
    registers.put(Sx1276Map.MODEM_STAT, MODEM_CLEAR);
  }

  private void raise(int flags) {
    int unmasked = flags & ~registers.get(Sx1276Map.IRQ_FLAGS_MASK);
    registers.put(Sx1276Map.IRQ_FLAGS, registers.get(Sx1276Map.IRQ_FLAGS) | unmasked);
    onIrq.run();
  }

  @Override
  public void onPreamble() {
    registers.put(Sx1276Map.MODEM_STAT, SYNCHRONIZED);
  }

  @Override
  public void onTransmitted() {
    rest();
    raise(TX_DONE);
  }

  @Override
  public void onReception(Antenna.Reception reception) {
    registers.put(Sx1276Map.MODEM_STAT, MODEM_CLEAR);
    Bytes frame = reception.frame();
    if (frame.length() == 0 || frame.length() > registers.get(Sx1276Map.MAX_PAYLOAD_LENGTH)) {
      return;
    }
    int from = registers.get(Sx1276Map.FIFO_RX_BYTE);
    fifo.modemWrites(from, frame);
    registers.put(Sx1276Map.FIFO_RX_CURRENT, from);
    registers.put(Sx1276Map.FIFO_RX_BYTE, (from + frame.length()) % FIFO_SIZE);
    registers.put(Sx1276Map.RX_NB_BYTES, frame.length());
    registers.put(Sx1276Map.HOP_CHANNEL, uncheckedHeader ? 0 : CRC_ON_PAYLOAD);
    putStrength(reception);
    if (registers.mode() == Sx1276Registers.RX_SINGLE) {
      rest();
    }
    boolean crcError = !reception.intact() && !uncheckedHeader;
    uncheckedHeader = false;
    raise(RX_DONE | VALID_HEADER | (crcError ? PAYLOAD_CRC_ERROR : 0));
  }

  /** The inverse of what the datasheet says of these registers (5.5.5). */
  private void putStrength(Antenna.Reception reception) {
    int quarters = Math.clamp(Math.round(reception.snrDb() * 4), Byte.MIN_VALUE, Byte.MAX_VALUE);
    double overOffset = reception.rssiDbm() - offsetDbm();
    double raw = quarters < 0 ? overOffset - quarters / 4.0 : overOffset * 15 / 16;
    registers.put(Sx1276Map.PKT_SNR, quarters);
    registers.put(Sx1276Map.PKT_RSSI, Math.clamp(Math.round(raw), 0, 255));
  }

  /** RegRssiValue now; in receive modes only. */
  int rssi() {
    return !hearing
        ? 0
        : Math.clamp(Math.round(antenna.rssiDbm(registers.receiveTuning()) - offsetDbm()), 0, 255);
  }

  private int offsetDbm() {
    return registers.highBand() ? HIGH_BAND_OFFSET_DBM : LOW_BAND_OFFSET_DBM;
  }
}
