package org.sheratan.radio.link.lora.sx127x;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.sheratan.kernel.Bytes;
import org.sheratan.radio.link.lora.RadioEvent;

/** The chip with one setup: what each step of the driver means in registers. It decides nothing. */
final class Modem {
  private final Sx127xBoard board;
  private final Setup setup;
  private final RegisterBus registers;

  Modem(Sx127xBoard board, Setup setup) {
    this.board = board;
    this.setup = setup;
    registers = new RegisterBus(board.spi());
  }

  /** What the chip says about something that was begun: RegOpMode and RegIrqFlags. */
  record Look(int opMode, int irqFlags) {
    /** An SPI bus without a chip reads all ones. */
    boolean has(int irqFlag) {
      return irqFlags != Register.ALL_IRQS && (irqFlags & irqFlag) != 0;
    }

    @Override
    public String toString() {
      return reads(Register.OP_MODE, opMode) + ", " + reads(Register.IRQ_FLAGS, irqFlags);
    }
  }

  /** Absent when the right chip answers. */
  Optional<String> strangeVersion() {
    int version = registers.read(Register.VERSION);
    String what = switch (version) {
      case Register.VERSION_SX1276 -> "";
      case 0x00, 0xFF -> "nothing answers on SPI: check wiring, chip select and power";
      case Register.VERSION_SX1272 -> "an SX1272 answers, which this driver does not know";
      default -> "expected 0x12: another chip, or disturbed wires";
    };
    return what.isEmpty() ? Optional.empty() : Optional.of(what + "; " + reads(Register.VERSION, version));
  }

  /** After reset the chip stands by in FSK mode; its clock input is chosen asleep. */
  void startClock() {
    registers.write(Register.OP_MODE, setup.fskMode(Register.MODE_SLEEP));
    registers.write(Register.TCXO, clockInput());
    registers.write(Register.OP_MODE, setup.fskMode(Register.MODE_STANDBY));
  }

  private int clockInput() {
    return board.tcxo() ? Register.TCXO_INPUT_ON : Register.CRYSTAL_INPUT;
  }

  /** Image and RSSI calibration at the channel, in FSK standby (datasheet 4.2.3.8): after reset it was made for 434 MHz. */
  void startCalibration() {
    registers.write(Register.PA_CONFIG, Register.PA_RFO_LOWEST);
    setup.transmitChannel().registers().forEach(registers::write);
    registers.write(Register.IMAGE_CAL, Register.IMAGE_CAL_START);
  }

  boolean calibrating() {
    return (registers.read(Register.IMAGE_CAL) & Register.IMAGE_CAL_RUNNING) != 0;
  }

  /**
   * Writes every register and reads each back. The modem can be chosen in sleep only (datasheet 4.1.3), so first
   * sleep, then LoRa sleep.
   *
   * @return what reads otherwise than written, both values named
   */
  Optional<String> configure() {
    registers.write(Register.OP_MODE, setup.fskMode(Register.MODE_SLEEP));
    registers.write(Register.OP_MODE, setup.opMode(Register.MODE_SLEEP));
    setup.registers().forEach(registers::write);
    List<RegisterValue> expected = new ArrayList<>(setup.registers());
    expected.add(new RegisterValue(Register.OP_MODE, setup.opMode(Register.MODE_SLEEP)));
    expected.add(new RegisterValue(Register.TCXO, clockInput()));
    for (RegisterValue value : expected) {
      int read = registers.read(value.register());
      if (read != value.value()) {
        return Optional.of(String.format("0x%02X written, %s", value.value(), reads(value.register(), read)));
      }
    }
    return Optional.empty();
  }

  void standBy() {
    registers.write(Register.OP_MODE, setup.opMode(Register.MODE_STANDBY));
  }

  /** From standby. */
  void startReceiving() {
    board.antenna().receive();
    tune(setup.receiveChannel());
    arm(Register.DIO0_RX_DONE);
    registers.write(Register.OP_MODE, setup.opMode(Register.MODE_RX_CONTINUOUS));
  }

  void startTransmitting(Bytes frame) {
    standBy();
    board.antenna().transmit();
    tune(setup.transmitChannel());
    arm(Register.DIO0_TX_DONE);
    registers.write(Register.FIFO_ADDR_PTR, 0);
    registers.writeFifo(frame);
    registers.write(Register.PAYLOAD_LENGTH, frame.length());
    registers.write(Register.OP_MODE, setup.opMode(Register.MODE_TX));
  }

  /** Channel activity detection. */
  void startSensing() {
    standBy();
    arm(Register.DIO0_CAD_DONE);
    registers.write(Register.OP_MODE, setup.opMode(Register.MODE_CAD));
  }

  private void tune(Frequency frequency) {
    if (!setup.receiveChannel().equals(setup.transmitChannel())) {
      frequency.registers().forEach(registers::write);
    }
  }

  private void arm(int dio0) {
    registers.write(Register.IRQ_FLAGS, Register.ALL_IRQS);
    registers.write(Register.DIO_MAPPING_1, dio0);
  }

  /** The mode is read before the flags: it may end between the two, but then its flag stands. */
  Look look() {
    int opMode = registers.read(Register.OP_MODE);
    return new Look(opMode, registers.read(Register.IRQ_FLAGS));
  }

  boolean inMode(Look look, int mode) {
    return look.opMode() == setup.opMode(mode);
  }

  void clear(Look look) {
    registers.write(Register.IRQ_FLAGS, look.irqFlags());
  }

  /** True while the modem follows a frame on the channel. */
  boolean locked() {
    int locked = Register.SIGNAL_SYNCHRONIZED | Register.HEADER_INFO_VALID;
    return (registers.read(Register.MODEM_STAT) & locked) != 0;
  }

  /** In receive mode only. */
  int channelDbm() {
    return setup.strength().channelDbm(registers.read(Register.RSSI_VALUE));
  }

  /**
   * What RxDone announced. A frame whose header names no CRC was checked by nobody. One whose header is broken leaves
   * no trace in this chip.
   */
  RadioEvent received(Look look) {
    boolean checked = (registers.read(Register.HOP_CHANNEL) & Register.CRC_ON_PAYLOAD) != 0;
    if (!checked || look.has(Register.PAYLOAD_CRC_ERROR)) {
      return new RadioEvent.Garbled();
    }
    int length = registers.read(Register.RX_NB_BYTES);
    registers.write(Register.FIFO_ADDR_PTR, registers.read(Register.FIFO_RX_CURRENT_ADDR));
    Bytes frame = registers.readFifo(length);
    double snrDb = SignalStrength.snrDb(registers.read(Register.PKT_SNR_VALUE));
    int rssiDbm = setup.strength().frameDbm(registers.read(Register.PKT_RSSI_VALUE), snrDb);
    return new RadioEvent.Received(frame, rssiDbm, snrDb);
  }

  private static String reads(Register register, int value) {
    return String.format("%s reads 0x%02X", register, value);
  }
}
