package org.sheratan.radio.emulator;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.sheratan.radio.ether.Antenna;
import org.sheratan.radio.link.lora.InputLine;
import org.sheratan.radio.link.lora.OutputLine;

/**
 * SIMULATION of an SX1262 with a module's wiring (NRESET, BUSY, DIO1) at command level, on an antenna. It does what the
 * datasheet says, and records every command that the real chip would ignore or punish; a transmission or reception that
 * breaks a rule does not take place. GFSK does not exist.
 *
 * <p>Within one call of the driver the air stands still, but each look at BUSY takes a few microseconds, so that a
 * driver which waits for it sees it fall.
 */
public final class Sx1262Chip extends LoraChip {
  /** Datasheet 8.1 and table 8-2. */
  private static final long BOOT_MICROS = 3_500;
  private static final long CALIBRATION_MICROS = 3_500;
  private static final long IMAGE_CALIBRATION_MICROS = 2_000;
  private static final long COMMAND_MICROS = 20;
  private static final long PIN_READ_MICROS = 5;
  private static final int PROCESSING_ERROR = 4;
  private static final int EXECUTION_FAILURE = 5;
  private static final int XOSC_START_ERROR = 0x20;
  private static final int PLL_LOCK_ERROR = 0x40;

  private final Sx1262Wiring wiring;
  private final Sx1262Modem modem;
  private Sx1262Mode mode = Sx1262Mode.STANDBY_RC;
  private boolean transmitEnabled;
  private boolean receiveEnabled;
  private long localMicros;
  private long busyUntilMicros;
  private int commandStatus;
  private int irqStatus;
  private int deviceErrors;
  /** With the clock that the board has. */
  private boolean calibrated;

  /**
   * Powered up and booted.
   *
   * @param onDio1Rise has the driver polled, soon but not within this call
   */
  public Sx1262Chip(Antenna antenna, Sx1262Wiring wiring, Violations violations, Runnable onDio1Rise) {
    super(antenna, violations, onDio1Rise);
    this.wiring = wiring;
    modem = new Sx1262Modem(antenna, violations, new Sx1262Modem.Surroundings() {
      @Override
      public void raise(int irqFlags) {
        if (!has(ChipFault.HANG)) {
          irqStatus |= irqFlags & irqMask();
          updateDio1();
        }
      }

      @Override
      public void fallBack(Sx1262Mode next) {
        mode = has(ChipFault.HANG) ? mode : next;
      }
    });
    powerOn();
  }

  public InputLine busy() {
    return () -> {
      requireBus();
      localMicros = nowMicros() + PIN_READ_MICROS;
      return has(ChipFault.STUCK_BUSY) || has(ChipFault.BROKEN_BUSY) || busyNow();
    };
  }

  public InputLine dio1() {
    return interrupt();
  }

  public OutputLine transmitEnable() {
    return high -> transmitEnabled = high;
  }

  public OutputLine receiveEnable() {
    return high -> receiveEnabled = high;
  }

  @Override
  public Set<ChipFault> faults() {
    return EnumSet.allOf(ChipFault.class);
  }

  @Override
  void suffer(ChipFault what) {
    switch (what) {
      case HANG -> modem.stop();
      case ENDLESS_TRANSMISSION -> modem.endlessTransmission();
      case FALSE_PREAMBLE -> {
        repair();
        modem.falsePreamble();
      }
      case UNCHECKED_FRAME -> modem.uncheckedHeader();
      case NO_LOCK -> deviceErrors |= PLL_LOCK_ERROR;
      default -> {
        // Takes effect where it is looked at.
      }
    }
  }

  private long nowMicros() {
    return Math.max(antenna.nowMicros(), localMicros);
  }

  private boolean busyNow() {
    return inReset() || nowMicros() < busyUntilMicros || mode == Sx1262Mode.SLEEP;
  }

  private void busyFor(long micros) {
    busyUntilMicros = nowMicros() + micros;
  }

  @Override
  void boot() {
    busyFor(BOOT_MICROS);
  }

  @Override
  void powerOn() {
    modem.reset();
    mode = Sx1262Mode.STANDBY_RC;
    commandStatus = 0;
    irqStatus = 0;
    busyUntilMicros = 0;
    calibrated = clockStarts();
    deviceErrors = calibrated ? 0 : XOSC_START_ERROR;
    updateDio1();
  }

  @Override
  void exchange(byte[] bytes) {
    if (busyNow()) {
      violations.add(mode == Sx1262Mode.SLEEP ? "a command while it sleeps" : "a command while BUSY");
      Arrays.fill(bytes, (byte) 0);
      wakeUp();
      return;
    }
    int opcode = bytes[0] & 0xff;
    Optional<Sx1262Command> command = Sx1262Command.of(opcode);
    int status = status();
    busyFor(COMMAND_MICROS);
    commandStatus = 0;
    if (command.isEmpty()) {
      reject(PROCESSING_ERROR, String.format("unknown command 0x%02X", opcode));
    } else if (!command.get().fits(bytes.length)) {
      reject(PROCESSING_ERROR, command.get() + " with " + bytes.length + " bytes");
    } else if (!command.get().belongsTo(mode)) {
      reject(EXECUTION_FAILURE, command.get() + " in " + mode);
    } else {
      execute(command.get(), bytes, status);
      return;
    }
    Arrays.fill(bytes, (byte) status);
  }

  /** Selecting the chip does it; the command itself is lost. */
  private void wakeUp() {
    if (mode == Sx1262Mode.SLEEP) {
      powerOn();
      busyFor(BOOT_MICROS);
    }
  }

  private int status() {
    return mode.code() << 4 | commandStatus << 1;
  }

  private void reject(int why, String what) {
    commandStatus = why;
    violations.add(what);
  }

  private int irqMask() {
    return modem.memory().parameter(Sx1262Command.SET_DIO_IRQ_PARAMS, 0) << 8
        | modem.memory().parameter(Sx1262Command.SET_DIO_IRQ_PARAMS, 1);
  }

  private void execute(Sx1262Command command, byte[] bytes, int status) {
    int[] parameters = new int[bytes.length - 1];
    for (int index = 0; index < parameters.length; index++) {
      parameters[index] = bytes[1 + index] & 0xff;
    }
    Arrays.fill(bytes, (byte) status);
    switch (command) {
      case GET_STATUS -> {
        // The status is all of it.
      }
      case GET_IRQ_STATUS -> answer(bytes, 2, irqStatus >> 8, irqStatus & 0xff);
      case GET_DEVICE_ERRORS -> answer(bytes, 2, deviceErrors >> 8, deviceErrors & 0xff);
      case GET_PACKET_TYPE -> answer(bytes, 2, modem.memory().parameter(Sx1262Command.SET_PACKET_TYPE, 0));
      case GET_RSSI_INST -> answer(bytes, 2, modem.channelRssi());
      case GET_RX_BUFFER_STATUS -> answer(bytes, 2, modem.bufferStatus());
      case GET_PACKET_STATUS -> answer(bytes, 2, modem.packetStatus());
      case READ_REGISTER -> readRegisters(parameters[0] << 8 | parameters[1], bytes);
      case WRITE_REGISTER -> writeRegisters(parameters);
      case READ_BUFFER -> modem.readBuffer(parameters[0], bytes, 3);
      case WRITE_BUFFER -> modem.writeBuffer(parameters[0], toBytes(parameters), 1);
      case CLEAR_IRQ_STATUS -> {
        irqStatus &= ~(parameters[0] << 8 | parameters[1]);
        updateDio1();
      }
      case CLEAR_DEVICE_ERRORS -> deviceErrors = has(ChipFault.NO_LOCK) ? PLL_LOCK_ERROR : 0;
      case SET_STANDBY, SET_FS, SET_SLEEP, SET_RX, SET_TX, SET_CAD -> enter(command, parameters);
      case CALIBRATE -> calibrate();
      default -> configure(command, parameters);
    }
  }

  private static byte[] toBytes(int[] parameters) {
    byte[] bytes = new byte[parameters.length];
    for (int index = 0; index < bytes.length; index++) {
      bytes[index] = (byte) parameters[index];
    }
    return bytes;
  }

  private static void answer(byte[] bytes, int from, int... values) {
    for (int index = 0; index < values.length; index++) {
      bytes[from + index] = (byte) values[index];
    }
  }

  private void readRegisters(int address, byte[] bytes) {
    for (int index = 4; index < bytes.length; index++) {
      int at = address + index - 4;
      Optional<Integer> value = modem.memory().register(at);
      if (value.isEmpty()) {
        violations.add(String.format("reads register 0x%04X, which no driver needs", at));
      }
      bytes[index] = (byte) (int) value.orElse(0);
      if (has(ChipFault.OTHER_CHIP) && at == Sx1262Memory.SYNC_WORD) {
        bytes[index] = 0x5A;
      }
    }
  }

  private void writeRegisters(int[] parameters) {
    int address = parameters[0] << 8 | parameters[1];
    for (int index = 2; index < parameters.length; index++) {
      int at = address + index - 2;
      if (modem.memory().register(at).isEmpty() || at == Sx1262Memory.RX_HEADER_CRC) {
        violations.add(String.format("writes register 0x%04X, which no driver needs", at));
        continue;
      }
      boolean stuck = has(ChipFault.STUCK_BIT) && at == Sx1262Memory.RX_GAIN;
      modem.memory().put(at, stuck ? parameters[index] & ~2 : parameters[index]);
    }
  }

  private void configure(Sx1262Command command, int[] parameters) {
    boolean needsType = command == Sx1262Command.SET_MODULATION_PARAMS
        || command == Sx1262Command.SET_PACKET_PARAMS
        || command == Sx1262Command.SET_CAD_PARAMS;
    if (needsType && !modem.memory().hasSaid(Sx1262Command.SET_PACKET_TYPE)) {
      reject(EXECUTION_FAILURE, command + " before SET_PACKET_TYPE");
    } else if (command == Sx1262Command.SET_PACKET_TYPE && parameters[0] != 1) {
      reject(PROCESSING_ERROR, "this emulation knows LoRa only");
    } else if (command == Sx1262Command.SET_TX_PARAMS
        && !modem.memory().hasSaid(Sx1262Command.SET_PA_CONFIG)) {
      reject(EXECUTION_FAILURE, "SET_TX_PARAMS before SET_PA_CONFIG");
    } else if (command == Sx1262Command.CALIBRATE_IMAGE && !calibrated) {
      reject(EXECUTION_FAILURE, "CALIBRATE_IMAGE without a clock");
    } else {
      modem.memory().say(command, parameters);
      if (command == Sx1262Command.CALIBRATE_IMAGE) {
        busyFor(IMAGE_CALIBRATION_MICROS);
      }
      updateDio1();
    }
  }

  /** A crystal starts by itself, a TCXO when DIO3 feeds it right and for long enough. */
  private boolean clockStarts() {
    Sx1262Memory memory = modem.memory();
    boolean fed = wiring.tcxo()
        .map(clock -> memory.tcxoMillivolts() == clock.millivolts()
            && memory.tcxoDelayMicros() >= clock.startMicros())
        .orElse(memory.tcxoMillivolts() == 0);
    return fed && !has(ChipFault.NO_CLOCK);
  }

  private void calibrate() {
    busyFor(CALIBRATION_MICROS + modem.memory().tcxoDelayMicros());
    calibrated = clockStarts();
    deviceErrors |= calibrated ? 0 : XOSC_START_ERROR;
  }

  private void enter(Sx1262Command command, int[] parameters) {
    Sx1262Mode next = switch (command) {
      case SET_SLEEP -> Sx1262Mode.SLEEP;
      case SET_FS -> Sx1262Mode.FS;
      case SET_RX -> Sx1262Mode.RX;
      case SET_TX -> Sx1262Mode.TX;
      case SET_CAD -> Sx1262Mode.CAD;
      default -> parameters[0] == 0 ? Sx1262Mode.STANDBY_RC : Sx1262Mode.STANDBY_XOSC;
    };
    if (next.clocked() && !startClock()) {
      return;
    }
    long switchMicros = mode.switchMicros(next)
        + (next.clocked() && !mode.clocked() ? modem.memory().tcxoDelayMicros() : 0);
    busyFor(switchMicros);
    mode = next;
    if (has(ChipFault.HANG)) {
      return;
    }
    switch (next) {
      case RX -> receive(switchMicros, number(parameters));
      case TX -> transmit(switchMicros, number(parameters));
      case CAD -> sense(switchMicros);
      default -> modem.stop();
    }
  }

  private static int number(int[] parameters) {
    return parameters[0] << 16 | parameters[1] << 8 | parameters[2];
  }

  private boolean startClock() {
    if (calibrated && clockStarts()) {
      return true;
    }
    deviceErrors |= XOSC_START_ERROR;
    if (has(ChipFault.NO_CLOCK)) {
      commandStatus = EXECUTION_FAILURE;
    } else {
      reject(EXECUTION_FAILURE, "no 32 MHz clock: is the TCXO set, and calibrated after that?");
    }
    return false;
  }

  private boolean allowed(List<String> broken, int irqFlag) {
    broken.forEach(violations::add);
    boolean pending = (irqStatus & irqFlag) != 0;
    if (pending) {
      violations.add("an old interrupt is not cleared: its line would not rise again");
    }
    return broken.isEmpty() && !pending;
  }

  private void receive(long afterMicros, int timeout) {
    boolean allowed = allowed(Sx1262Rules.brokenByReceiving(modem.memory()), Sx1262Modem.RX_DONE);
    boolean connected = receiveEnabled || !wiring.receiveEnable();
    if (!connected) {
      violations.add("RXEN is low while receiving");
    }
    if (transmitEnabled) {
      violations.add("TXEN is high while receiving");
    }
    modem.receive(afterMicros, timeout, !allowed || !connected);
  }

  private void transmit(long afterMicros, int timeout) {
    boolean allowed = allowed(Sx1262Rules.brokenByTransmitting(modem.memory()), Sx1262Modem.TX_DONE);
    boolean switched = modem.memory().parameter(Sx1262Command.SET_DIO2_AS_RF_SWITCH_CTRL, 0) == 1;
    boolean connected = (switched || !wiring.dio2Switch()) && (transmitEnabled || !wiring.transmitEnable());
    if (!connected) {
      violations.add("the antenna is not switched to the transmitter");
    }
    if (receiveEnabled && wiring.transmitEnable()) {
      violations.add("RXEN is high while transmitting");
    }
    modem.stop();
    if (allowed && connected) {
      modem.transmit(afterMicros, timeout, modem.memory().powerDbm() + wiring.amplifierDb());
    }
  }

  private void sense(long afterMicros) {
    modem.stop();
    if (allowed(Sx1262Rules.brokenBySensing(modem.memory()), Sx1262Modem.CAD_DONE)) {
      modem.detect(afterMicros);
    }
  }

  private void updateDio1() {
    int mask = modem.memory().parameter(Sx1262Command.SET_DIO_IRQ_PARAMS, 2) << 8
        | modem.memory().parameter(Sx1262Command.SET_DIO_IRQ_PARAMS, 3);
    interrupt((irqStatus & mask) != 0);
  }
}
