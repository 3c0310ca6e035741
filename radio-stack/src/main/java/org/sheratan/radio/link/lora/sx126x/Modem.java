package org.sheratan.radio.link.lora.sx126x;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.IntConsumer;

import org.sheratan.kernel.Bytes;
import org.sheratan.radio.link.lora.ChipRadio;
import org.sheratan.radio.link.lora.RadioEvent.Failed;
import org.sheratan.radio.link.lora.RadioFault;

/** The chip with one setup: what each step of the driver means in commands. It decides nothing. */
final class Modem {
  private static final int STANDBY_RC = 0x00;
  private static final int STANDBY_XOSC = 0x01;
  /** After a frame the clock goes on running: a TCXO would take milliseconds to start again. */
  private static final int FALLBACK_STANDBY_XOSC = 0x30;
  private static final int CALIBRATE_ALL = 0x7F;
  private static final int LDO = 0x00;
  private static final int DC_DC = 0x01;
  private static final int PACKET_TYPE_LORA = 0x01;
  private static final int[] CONTINUOUS = {0xff, 0xff, 0xff};

  private final Sx126xBoard board;
  private final Setup setup;
  private final Dialogue dialogue;
  private final Consumer<Failed> failure;
  private boolean failed;

  /** @param failure told once, of what came first */
  Modem(Sx126xBoard board, Setup setup, Dialogue dialogue, Consumer<Failed> failure) {
    this.board = board;
    this.setup = setup;
    this.dialogue = dialogue;
    this.failure = failure;
  }

  /** After reset: is it there, and is it such a chip? */
  void identify() {
    dialogue.append(List.of(
        Exchange.status((answer, nowMs) -> {
          ChipStatus status = new ChipStatus(answer.at(0));
          require(status.mode() == ChipStatus.STANDBY_RC, RadioFault.ABSENT,
              "another chip, or disturbed wires: " + status + " after reset");
        }),
        Exchange.read(Register.SYNC_WORD, 2, (answer, nowMs) -> {
          int read = answer.at(0) << 8 | answer.at(1);
          require(read == Register.SYNC_WORD_AFTER_RESET, RadioFault.ABSENT, String.format(
              "another chip, or disturbed wires: %s reads 0x%04X after reset", Register.SYNC_WORD, read));
        })));
  }

  /**
   * A TCXO is fed by DIO3 only from now on: what was calibrated at reset failed for want of a clock (datasheet 13.3.6),
   * and is calibrated anew.
   */
  void startClock() {
    dialogue.append(List.of(Exchange.command(Opcode.SET_STANDBY, STANDBY_RC)));
    board.tcxo().ifPresent(tcxo -> dialogue
        .append(List.of(Exchange.command(Opcode.SET_DIO3_AS_TCXO_CTRL, tcxo.parameters()))));
    dialogue.append(List.of(
        Exchange.command(Opcode.CLEAR_DEVICE_ERRORS, 0, 0),
        Exchange.command(Opcode.CALIBRATE, CALIBRATE_ALL),
        errors(this::requireClock)));
  }

  private void requireClock(DeviceErrors errors) {
    require(!errors.noClock(), RadioFault.ABSENT, "the chip's clock does not start: "
        + (board.tcxo().isPresent()
            ? "does this board have a TCXO?"
            : "does this board have a TCXO, not a crystal?")
        + " (" + errors + ")");
    require(errors.none(), RadioFault.LOST, "calibration failed: " + errors);
  }

  /** From standby with the RC oscillator, where regulator and image are to be set up, to standby with the clock. */
  void configure() {
    PowerAmplifier amplifier = setup.amplifier();
    dialogue.append(List.of(
        Exchange.command(Opcode.SET_REGULATOR_MODE, board.dcDc() ? DC_DC : LDO),
        Exchange.command(Opcode.SET_DIO2_AS_RF_SWITCH_CTRL, board.dio2Switch() ? 1 : 0),
        Exchange.command(Opcode.SET_RX_TX_FALLBACK_MODE, FALLBACK_STANDBY_XOSC),
        Exchange.command(Opcode.CALIBRATE_IMAGE, setup.imageBand()),
        Exchange.command(Opcode.SET_PACKET_TYPE, PACKET_TYPE_LORA),
        Exchange.command(Opcode.SET_RF_FREQUENCY, setup.frequency()),
        Exchange.command(Opcode.SET_PA_CONFIG, amplifier.config()),
        Exchange.command(Opcode.SET_TX_PARAMS, amplifier.txParams()),
        Exchange.command(Opcode.SET_MODULATION_PARAMS, setup.modulationParams()),
        Exchange.command(Opcode.SET_BUFFER_BASE_ADDRESS, 0, 0),
        Exchange.command(Opcode.SET_CAD_PARAMS, setup.cadParams()),
        Exchange.command(Opcode.SET_DIO_IRQ_PARAMS, Irq.USED >> 8, Irq.USED & 0xff, Irq.ENDS >> 8,
            Irq.ENDS & 0xff, 0, 0, 0, 0)));
    put(Register.SYNC_WORD, setup.syncWord());
    put(Register.OCP, amplifier.overcurrentProtection());
    put(Register.RX_GAIN, Register.RX_GAIN_BOOSTED);
    if (board.matching().chip() != Sx126xChip.SX1261) {
      dialogue.append(List.of(amend(Register.TX_CLAMP, Register.TX_CLAMP_BITS, true)));
    }
    dialogue.append(List.of(
        amend(Register.TX_MODULATION, Register.BELOW_500_KHZ, setup.isBelow500Khz()),
        Exchange.query(Opcode.GET_PACKET_TYPE, 1, (answer, nowMs) -> require(answer.at(0) == PACKET_TYPE_LORA,
            RadioFault.SETTINGS_REFUSED, "packet type 1 set, the chip says " + answer.at(0))),
        Exchange.command(Opcode.SET_STANDBY, STANDBY_XOSC),
        Exchange.status((answer, nowMs) -> {
          ChipStatus status = new ChipStatus(answer.at(0));
          require(status.mode() == ChipStatus.STANDBY_XOSC, RadioFault.LOST, "does not stand by: " + status);
        }),
        errors(errors -> require(errors.none(), RadioFault.LOST, "setup failed: " + errors))));
  }

  /** @param then when it receives */
  void startReceiving(Exchange.Reply then) {
    dialogue.append(List.of(
        Exchange.command(Opcode.SET_PACKET_PARAMS, setup.packetParams(ChipRadio.MAX_FRAME_BYTES)),
        amend(Register.IQ_POLARITY, Register.STANDARD_IQ, true),
        clear(Irq.ALL).then((answer, nowMs) -> board.antenna().receive()),
        Exchange.command(Opcode.SET_RX, CONTINUOUS).then(then)));
  }

  /** @param then when it transmits */
  void startTransmitting(Bytes frame, Exchange.Reply then) {
    dialogue.append(List.of(
        Exchange.command(Opcode.SET_STANDBY, STANDBY_XOSC)
            .then((answer, nowMs) -> board.antenna().transmit()),
        clear(Irq.ALL),
        Exchange.writeBuffer(frame),
        Exchange.command(Opcode.SET_PACKET_PARAMS, setup.packetParams(frame.length())),
        amend(Register.IQ_POLARITY, Register.STANDARD_IQ, true),
        Exchange.command(Opcode.SET_TX, setup.transmitTimeout(frame.length())).then(then)));
  }

  /** Channel activity detection. */
  void startSensing(Exchange.Reply then) {
    dialogue.append(List.of(
        Exchange.command(Opcode.SET_STANDBY, STANDBY_XOSC),
        clear(Irq.ALL),
        Exchange.command(Opcode.SET_CAD).then(then)));
  }

  void look(Consumer<ChipStatus> mode) {
    dialogue.append(List.of(Exchange.status((answer, nowMs) -> mode.accept(new ChipStatus(answer.at(0))))));
  }

  void lookForErrors() {
    dialogue.append(List.of(errors(errors -> require(errors.none(), RadioFault.LOST, errors.toString()))));
  }

  /** @param then gets the flags that stand */
  void interrupts(Interrupts then) {
    dialogue.append(List.of(Exchange.query(Opcode.GET_IRQ_STATUS, 2,
        (answer, nowMs) -> then.on(answer.at(0) << 8 | answer.at(1), nowMs))));
  }

  /** @see #interrupts */
  @FunctionalInterface
  interface Interrupts {
    void on(int irqFlags, long nowMs);
  }

  /** While receiving. @param dbm on the channel (datasheet 13.5.4) */
  void channelStrength(IntConsumer dbm) {
    dialogue.append(List.of(Exchange.query(Opcode.GET_RSSI_INST, 1,
        (answer, nowMs) -> dbm.accept(ReceivedFrame.dbm(answer.at(0))))));
  }

  /** Before anything else that was to be said. */
  void clearNow(int irqFlags) {
    dialogue.prepend(List.of(clear(irqFlags)));
  }

  /** Before anything else that was to be said: another frame may come in and overwrite it. */
  void takeFrameNow(Consumer<ReceivedFrame> then) {
    dialogue.prepend(List.of(ReceivedFrame.ask(then, dialogue)));
  }

  private static Exchange clear(int irqFlags) {
    return Exchange.command(Opcode.CLEAR_IRQ_STATUS, irqFlags >> 8, irqFlags & 0xff);
  }

  private static Exchange errors(Consumer<DeviceErrors> then) {
    return Exchange.query(Opcode.GET_DEVICE_ERRORS, 2,
        (answer, nowMs) -> then.accept(new DeviceErrors(answer.at(0) << 8 | answer.at(1))));
  }

  /** Writes and reads back. */
  private void put(Register register, int... values) {
    dialogue.append(List.of(Exchange.write(register, values), check(register, values)));
  }

  /** Sets or clears bits, keeps the others, and reads back. */
  private Exchange amend(Register register, int bits, boolean set) {
    return Exchange.read(register, 1, (answer, nowMs) -> {
      int value = set ? answer.at(0) | bits : answer.at(0) & ~bits;
      dialogue.prepend(List.of(Exchange.write(register, value), check(register, value)));
    });
  }

  private Exchange check(Register register, int... values) {
    return Exchange.read(register, values.length, (answer, nowMs) -> {
      for (int index = 0; index < values.length; index++) {
        require(answer.at(index) == values[index], RadioFault.SETTINGS_REFUSED,
            String.format("0x%02X written, %s reads 0x%02X", values[index], register, answer.at(index)));
      }
    });
  }

  private void require(boolean holds, RadioFault otherwise, String why) {
    if (!holds && !failed) {
      failed = true;
      failure.accept(new Failed(otherwise, why));
    }
  }
}
