package org.sheratan.radio.emulator;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;

import org.sheratan.radio.ether.Antenna;
import org.sheratan.radio.link.lora.InputLine;

/**
 * SIMULATION of an SX1276 with a module's wiring (PA_BOOST, NRESET, DIO0) at register level, on an antenna. It does
 * what the datasheet says, and records every access that the real chip would ignore or punish; a transmission or
 * reception that breaks a rule does not take place. The FSK modem exists as far as a LoRa driver needs it: sleep,
 * standby, calibration.
 */
public final class Sx1276Chip extends LoraChip {
  private static final int WRITE = 0x80;
  private static final int CALIBRATION_START = 0x40;
  private static final int CALIBRATION_RUNNING = 0x20;
  private static final int ACCESS_SHARED = 0x40;
  private static final int SX1272_VERSION = 0x22;
  /** Datasheet 7.2.2. */
  private static final long BOOT_MICROS = 5_000;
  private static final long CALIBRATION_MICROS = 8_000;
  /** Which of RxDone, TxDone, CadDone raises DIO0 (table 18); 3 is none. */
  private static final int[] DIO0_FLAG = {0x40, 0x08, 0x04, 0x00};

  private static final EnumSet<ChipFault> NOT_EMULATED = EnumSet.of(ChipFault.SHORTED_LINE,
      ChipFault.STUCK_BUSY,
      ChipFault.BROKEN_BUSY, ChipFault.ENDLESS_TRANSMISSION, ChipFault.FALSE_PREAMBLE, ChipFault.NO_LOCK);

  private final Sx1276Registers registers = new Sx1276Registers();
  private final Sx1276Modem modem;
  private long bootedMicros;
  private int calibration;

  /**
   * Powered up and booted.
   *
   * @param tcxo the board clocks it with a TCXO
   * @param onDio0Rise has the driver polled, soon but not within this call
   */
  public Sx1276Chip(Antenna antenna, boolean tcxo, Violations violations, Runnable onDio0Rise) {
    super(antenna, violations, onDio0Rise);
    modem = new Sx1276Modem(antenna, registers, violations, tcxo, this::updateDio0);
  }

  public InputLine dio0() {
    return interrupt();
  }

  @Override
  public Set<ChipFault> faults() {
    return EnumSet.complementOf(NOT_EMULATED);
  }

  @Override
  void suffer(ChipFault what) {
    switch (what) {
      case HANG -> modem.stop();
      case UNCHECKED_FRAME -> modem.uncheckedHeader();
      default -> {
        // Takes effect where it is looked at.
      }
    }
  }

  @Override
  void boot() {
    bootedMicros = antenna.nowMicros() + BOOT_MICROS;
  }

  @Override
  void powerOn() {
    calibration++;
    modem.stop();
    modem.fifo().clear();
    registers.reset();
    updateDio0();
  }

  @Override
  void exchange(byte[] bytes) {
    if (inReset() || antenna.nowMicros() < bootedMicros) {
      violations.add("SPI while the chip is not booted");
      Arrays.fill(bytes, (byte) 0);
      return;
    }
    if (bytes.length < 2) {
      violations.add("an SPI transfer without data");
    }
    boolean write = (bytes[0] & WRITE) != 0;
    int address = bytes[0] & ~WRITE & 0xff;
    for (int index = 1; index < bytes.length; index++) {
      if (write) {
        write(address, bytes[index] & 0xff);
      } else {
        bytes[index] = (byte) read(address);
      }
      // Within a transfer the address goes on, but stays at the FIFO (datasheet 4.3).
      address = address == Sx1276Map.FIFO ? address : (address + 1) % Sx1276Map.SIZE;
    }
  }

  private int read(int address) {
    return switch (address) {
      case Sx1276Map.FIFO -> readFifo();
      case Sx1276Map.RSSI -> readRssi();
      case Sx1276Map.VERSION -> has(ChipFault.OTHER_CHIP) ? SX1272_VERSION : registers.get(address);
      default -> registers.get(address);
    };
  }

  private int readRssi() {
    if (!registers.receiving()) {
      violations.add("RSSI is measured while receiving only");
      return 0;
    }
    return modem.rssi();
  }

  private int readFifo() {
    return fifoAccessible() ? modem.fifo().hostReads(nextFifoAddress()) : 0;
  }

  private boolean fifoAccessible() {
    boolean accessible = registers.lora() && registers.mode() != Sx1276Registers.SLEEP;
    if (!accessible) {
      violations.add("FIFO access in sleep or FSK mode");
    }
    return accessible;
  }

  private int nextFifoAddress() {
    int address = registers.get(Sx1276Map.FIFO_ADDR_PTR);
    registers.put(Sx1276Map.FIFO_ADDR_PTR, address + 1);
    return address;
  }

  private void write(int address, int sent) {
    int value = has(ChipFault.STUCK_BIT) && address == Sx1276Map.OCP ? sent & ~1 : sent;
    if (has(ChipFault.HANG) || !writable(address)) {
      return;
    }
    switch (address) {
      case Sx1276Map.FIFO -> writeFifo(value);
      case Sx1276Map.OP_MODE -> writeOpMode(value);
      case Sx1276Map.IRQ_FLAGS -> {
        registers.put(address, registers.get(address) & ~value);
        updateDio0();
      }
      case Sx1276Map.DIO_MAPPING_1 -> {
        registers.put(address, value);
        updateDio0();
      }
      default -> {
        registers.put(address, value);
        if (address == Sx1276Map.IMAGE_CAL && !registers.lora() && (value & CALIBRATION_START) != 0) {
          calibrate(value);
        }
      }
    }
  }

  private boolean writable(int address) {
    String wrong = "";
    if (Sx1276Map.readOnly(address)) {
      wrong = "write to read-only register 0x%02X";
    } else if (Sx1276Map.reserved(address)) {
      wrong = "write to reserved register 0x%02X";
    } else if (!registers.lora() && Sx1276Map.belongsToModem(address) && address != Sx1276Map.IMAGE_CAL) {
      wrong = "write to LoRa register 0x%02X in FSK mode";
    } else if (!registers.resting() && !Sx1276Map.writableAnyTime(address)) {
      wrong = "write to register 0x%02X outside of sleep, standby and FSTX";
    }
    if (!wrong.isEmpty()) {
      violations.add(String.format(wrong, address));
    }
    return wrong.isEmpty();
  }

  private void writeFifo(int value) {
    if (!fifoAccessible()) {
      return;
    }
    if (registers.mode() != Sx1276Registers.STANDBY) {
      violations.add("the FIFO is filled in standby only");
      return;
    }
    modem.fifo().hostWrites(nextFifoAddress(), value);
  }

  private void writeOpMode(int asked) {
    int before = registers.get(Sx1276Map.OP_MODE);
    int value = asked;
    if ((value & ACCESS_SHARED) != 0) {
      violations.add("FSK registers from LoRa mode are not emulated");
    }
    if (((value ^ before) & Sx1276Registers.LONG_RANGE) != 0
        && (registers.mode() != Sx1276Registers.SLEEP || (value & 7) != Sx1276Registers.SLEEP)) {
      violations.add("LongRangeMode changes in sleep only");
      value ^= Sx1276Registers.LONG_RANGE;
    }
    if ((registers.get(Sx1276Map.IMAGE_CAL) & CALIBRATION_RUNNING) != 0 && !registers.lora()) {
      violations.add("mode change during calibration");
      calibration++;
    }
    registers.put(Sx1276Map.OP_MODE, value);
    if (!registers.lora() && registers.mode() > Sx1276Registers.STANDBY) {
      violations.add("the FSK modem is not emulated");
    } else if (((value ^ before) & 7) != 0 && registers.lora()) {
      modem.enter(registers.mode());
    }
    updateDio0();
  }

  private void calibrate(int value) {
    if (registers.mode() != Sx1276Registers.STANDBY) {
      violations.add("calibration is started in FSK standby only");
      return;
    }
    registers.put(Sx1276Map.IMAGE_CAL, value & ~CALIBRATION_START | CALIBRATION_RUNNING);
    int started = ++calibration;
    antenna.after(CALIBRATION_MICROS, () -> {
      if (calibration == started && !has(ChipFault.NO_CLOCK)) {
        registers.put(Sx1276Map.IMAGE_CAL, registers.get(Sx1276Map.IMAGE_CAL) & ~CALIBRATION_RUNNING);
      }
    });
  }

  /** In FSK mode the same mapping means other things, none of which happens here. */
  private void updateDio0() {
    int flag = DIO0_FLAG[registers.get(Sx1276Map.DIO_MAPPING_1) >> 6];
    interrupt(registers.lora() && (registers.get(Sx1276Map.IRQ_FLAGS) & flag) != 0);
  }
}
