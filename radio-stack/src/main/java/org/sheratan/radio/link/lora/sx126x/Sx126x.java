package org.sheratan.radio.link.lora.sx126x;

import java.util.Optional;

import org.sheratan.kernel.Bytes;
import org.sheratan.radio.link.lora.ChipRadio;
import org.sheratan.radio.link.lora.RadioEvent;
import org.sheratan.radio.link.lora.RadioFault;
import org.sheratan.radio.link.lora.RadioSettings;
import org.sheratan.radio.link.lora.Transmitter;

/**
 * SX1261, SX1262 and SX1268 (datasheet SX1261/2, revision 2.1). Everything said to the chip goes through a
 * {@link Dialogue}, which rests while BUSY is high; DIO1 tells when something is done; a slow look at the chip finds
 * out when it could not tell.
 *
 * <pre>
 * state        due                      all said           DIO1 high                  sense       transmit
 * OFF          –                        –                  –                          –           –
 * IN_RESET     BOOTING                  –                  –                          –           –
 * BOOTING      BOOTING, SETTING_UP (a)  –                  –                          –           –
 * SETTING_UP   –                        LISTENING: Ready   –                          –           –
 *                                       (b)
 * TURNING      –                        LISTENING          –                          –           –
 * LISTENING    LISTENING: Noise (c)     –                  LISTENING: Received,       SENSING (c) TRANSMITTING
 *                                                          Garbled                                (c)
 * SENSING      OFF: LOST (d)            LISTENING: Sensed  TURNING: Sensed            –           –
 *                                       (e), else –
 * TRANSMITTING OFF: LOST (d)            –                  TURNING: Transmitted;      –           –
 *                                                          OFF: TRANSMIT_FAILED (f)
 *
 * begin: IN_RESET from everywhere, or OFF: WRONG_BAND, SETTINGS_REFUSED when the board cannot do it
 * end:   OFF from everywhere
 * The bus is lost, or nobody answers: OFF: ABSENT before Ready, LOST afterwards.
 * BUSY stays high, a command is refused, device errors stand: OFF: LOST
 * – is ignored (due, DIO1) or our bug (sense, transmit).
 * (a) BUSY is low; OFF: ABSENT when it never is
 * (b) identified, clock running, registers read back as written; else OFF: ABSENT, SETTINGS_REFUSED, LOST
 * (c) receiving as it should, no interrupt overlooked; else OFF: LOST
 * (d) it should have been done long ago
 * (e) a frame is coming in: going on to receive it tells the same as detecting it
 * (f) the chip's own time limit for the transmission
 * OFF by a fault, by begin or by end means: held in reset, antenna let go.
 * </pre>
 */
public final class Sx126x extends ChipRadio<Sx126x.State> {
  /** Datasheet 8.1 asks for 0.1 ms low; then it boots for 3.5 ms (table 8-2) with BUSY high. */
  private static final int RESET_MS = 2;
  private static final int BOOT_MS = 5;
  private static final int BOOT_LIMIT_MS = 100;
  private static final int BUSY_LOOK_MS = 1;
  /** Interrupts taken in one turn: more cannot have come since the last one. */
  private static final int INTERRUPTS_PER_TURN = 4;
  private static final String WIRING = ": check wiring, chip select and power";

  enum State {
    OFF, IN_RESET, BOOTING, SETTING_UP, TURNING, LISTENING, SENSING, TRANSMITTING;

    boolean interrupted() {
      return compareTo(LISTENING) >= 0;
    }
  }

  private final Sx126xBoard board;
  private final Dialogue dialogue;
  private long bootEndsMs;
  private long polledMs;
  private Modem modem;
  private IncomingFrame incoming;

  public Sx126x(Sx126xBoard board) {
    super(board.antenna(), board.lines().reset(), State.OFF, State.TURNING);
    this.board = board;
    dialogue = new Dialogue(board.lines());
  }

  @Override
  protected Optional<RadioEvent.Failed> refusal(RadioSettings settings) {
    return Setup.refusal(board, settings);
  }

  @Override
  protected Transmitter prepare(RadioSettings settings, long nowMs) {
    Setup setup = new Setup(board, settings);
    dialogue.drop();
    modem = new Modem(board, setup, dialogue, this::fail);
    incoming = new IncomingFrame(setup.transmitter());
    polledMs = nowMs;
    become(State.IN_RESET, nowMs + RESET_MS);
    return setup.transmitter();
  }

  @Override
  public boolean accepts() {
    return state() == State.LISTENING && dialogue.over();
  }

  @Override
  protected void startTransmitting(Bytes frame, long nowMs) {
    become(State.TRANSMITTING, NEVER);
    modem.interrupts((irqFlags, lookedMs) -> {
      takeWhatCameIn(irqFlags, lookedMs);
      requireReceiving();
      // The chip's own limit for the transmission ends before.
      modem.startTransmitting(frame, (answer, sentMs) -> become(State.TRANSMITTING,
          hungMs(sentMs, transmitter().airtimeMicros(frame.length()))));
    });
    talk(nowMs);
  }

  @Override
  protected void startSensing(long nowMs) {
    become(State.SENSING, NEVER);
    modem.interrupts((irqFlags, lookedMs) -> {
      takeWhatCameIn(irqFlags, lookedMs);
      requireReceiving();
      modem.channelStrength(this::sensing);
      if ((irqFlags & Irq.ENDS) == 0 && incoming.seen(irqFlags, lookedMs)) {
        modem.look(status -> goOnReceiving());
      } else {
        modem.startSensing((answer, saidMs) -> become(State.SENSING,
            hungMs(saidMs, CadParameters.LONGEST_SYMBOLS * transmitter().modulation().symbolMicros())));
      }
    });
    talk(nowMs);
  }

  @Override
  protected void turn(long nowMs) {
    talk(nowMs);
    for (int interrupt = 0; interrupt < INTERRUPTS_PER_TURN && interrupted(); interrupt++) {
      modem.interrupts(this::onInterrupt);
      talk(nowMs);
    }
    if (dialogue.over() && due(nowMs)) {
      onDue();
    }
    talk(nowMs);
  }

  @Override
  public long nextPollMs() {
    return dialogue.over() ? super.nextPollMs() : polledMs + BUSY_LOOK_MS;
  }

  private void talk(long nowMs) {
    polledMs = nowMs;
    switch (dialogue.run(nowMs)) {
      case Dialogue.Progress.Over over -> {
        // What was to happen then was said with the last command.
      }
      case Dialogue.Progress.Resting resting -> {
        // Again at the next poll.
      }
      case Dialogue.Progress.Hung hung -> fail(RadioFault.LOST, hung.why());
      case Dialogue.Progress.Nobody nobody ->
        fail(gone(), "nothing answers on SPI" + WIRING + "; " + nobody.why());
      case Dialogue.Progress.Refused refused -> fail(
          ready() ? RadioFault.LOST : RadioFault.SETTINGS_REFUSED, refused.why());
    }
  }

  private boolean interrupted() {
    return state().interrupted() && dialogue.over() && board.lines().dio1().high();
  }

  private void onDue() {
    switch (state()) {
      case IN_RESET -> {
        board.lines().reset().set(true);
        bootEndsMs = polledMs + BOOT_LIMIT_MS;
        become(State.BOOTING, polledMs + BOOT_MS);
      }
      case BOOTING -> boot();
      case LISTENING -> lookAround();
      case SENSING, TRANSMITTING -> {
        modem.look(this::overdue);
      }
      case OFF, SETTING_UP, TURNING -> {
        // Nothing is due.
      }
    }
  }

  private void boot() {
    if (!board.lines().busy().high()) {
      become(State.SETTING_UP, NEVER);
      modem.identify();
      modem.startClock();
      modem.configure();
      modem.startReceiving((answer, nowMs) -> {
        onReady();
        listen(nowMs);
      });
    } else if (polledMs < bootEndsMs) {
      become(State.BOOTING, polledMs + BUSY_LOOK_MS);
    } else {
      fail(RadioFault.ABSENT, "BUSY stays high after reset: check the wires of BUSY and reset, and power");
    }
  }

  private void listen(long nowMs) {
    incoming.forget();
    become(State.LISTENING, nextSampleMs(nowMs));
  }

  private void turnBack() {
    become(State.TURNING, NEVER);
    modem.startReceiving((answer, nowMs) -> listen(nowMs));
  }

  /** Nothing is begun on a chip that was reset meanwhile: it would take SetTx as an FSK transmission somewhere. */
  private void requireReceiving() {
    modem.look(status -> {
      if (status.mode() != ChipStatus.RX) {
        fail(RadioFault.LOST, "was reset or unplugged: " + status);
      }
    });
  }

  private void goOnReceiving() {
    onSensed(true);
    become(State.LISTENING, nextSampleMs(polledMs));
  }

  private void onInterrupt(int irqFlags, long nowMs) {
    if (irqFlags == 0) {
      // Read again: it may have been a spike on the wire.
      if (board.lines().dio1().high()) {
        fail(RadioFault.LOST, "DIO1 is high without an interrupt, check its wire");
      }
      return;
    }
    switch (state()) {
      case LISTENING -> takeWhatCameIn(irqFlags, nowMs);
      case SENSING -> {
        modem.clearNow(irqFlags);
        if ((irqFlags & Irq.CAD_DONE) != 0) {
          onSensed((irqFlags & Irq.CAD_DETECTED) != 0);
          turnBack();
        }
      }
      case TRANSMITTING -> {
        modem.clearNow(irqFlags);
        if ((irqFlags & Irq.TX_DONE) != 0) {
          tell(new RadioEvent.Transmitted());
          turnBack();
        } else if ((irqFlags & Irq.TIMEOUT) != 0) {
          fail(RadioFault.TRANSMIT_FAILED, "the chip gave up a transmission that did not end");
        }
      }
      default -> throw new IllegalStateException("interrupt while " + state());
    }
  }

  /** Leaving the receiver would lose it. */
  private void takeWhatCameIn(int irqFlags, long nowMs) {
    if ((irqFlags & Irq.ENDS) == 0) {
      return;
    }
    incoming.forget();
    if ((irqFlags & (Irq.HEADER_ERROR | Irq.CRC_ERROR)) != 0) {
      tell(new RadioEvent.Garbled());
    }
    if ((irqFlags & Irq.RX_DONE) != 0 && (irqFlags & Irq.CRC_ERROR) == 0) {
      modem.takeFrameNow(frame -> tell(frame.event()));
    }
    modem.clearNow(irqFlags);
  }

  /** The slow look while nothing happens: is it still there, can it still tell, how loud is the noise? */
  private void lookAround() {
    requireReceiving();
    modem.lookForErrors();
    modem.interrupts((irqFlags, nowMs) -> {
      become(State.LISTENING, nextSampleMs(nowMs));
      if ((irqFlags & Irq.ENDS) != 0) {
        takeWhatCameIn(irqFlags, nowMs);
        requireLine();
      } else if (!incoming.seen(irqFlags, nowMs)) {
        modem.channelStrength(this::listened);
        if ((irqFlags & Irq.COMING_IN) != 0) {
          modem.clearNow(Irq.COMING_IN);
          incoming.forget();
        }
      }
    });
  }

  private void listened(int dbm) {
    sampled(dbm);
    become(State.LISTENING, nextSampleMs(polledMs));
  }

  private void overdue(ChipStatus status) {
    modem.interrupts((irqFlags, nowMs) -> {
      if ((irqFlags & Irq.ENDS) != 0) {
        requireLine();
      } else {
        boolean hangs = status.mode() == ChipStatus.TX
            || state() == State.SENSING && status.mode() == ChipStatus.RX;
        fail(RadioFault.LOST, (hangs ? "hangs: " : "was reset or unplugged: ") + status);
      }
    });
  }

  /** An interrupt stands: with its line high, it came just now. */
  private void requireLine() {
    if (!board.lines().dio1().high()) {
      fail(RadioFault.LOST, "DIO1 does not rise, check its wire");
    }
  }

  @Override
  protected void silence() {
    dialogue.drop();
    super.silence();
  }
}
