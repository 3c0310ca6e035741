package org.sheratan.radio.link.lora.sx127x;

import java.util.Optional;

import org.sheratan.kernel.Bytes;
import org.sheratan.radio.link.lora.ChipRadio;
import org.sheratan.radio.link.lora.RadioEvent;
import org.sheratan.radio.link.lora.RadioFault;
import org.sheratan.radio.link.lora.RadioSettings;
import org.sheratan.radio.link.lora.Transmitter;

/**
 * SX1276, 77, 78, 79 (datasheet, revision 4). DIO0 tells when something is done; a slow look at the chip finds out
 * when it could not tell.
 *
 * <pre>
 * state        due                     DIO0 high               sense          transmit
 * OFF          –                       –                       –              –
 * IN_RESET     BOOTING                 –                       –              –
 * BOOTING      WARMING_UP (a)          –                       –              –
 * WARMING_UP   CALIBRATING             –                       –              –
 * CALIBRATING  CALIBRATING, WAKING (b) –                       –              –
 * WAKING       LISTENING: Ready (c)    –                       –              –
 * LISTENING    LISTENING: Noise (d)    LISTENING: Received,    SENSING (d),   TRANSMITTING (d)
 *                                      Garbled (d)             LISTENING:
 *                                                              Sensed (d, e)
 * SENSING      OFF: LOST (f)           LISTENING: Sensed (d)   –              –
 * TRANSMITTING OFF: LOST (f)           LISTENING: Transmitted (d)  –          –
 *
 * begin: IN_RESET from everywhere, or OFF: WRONG_BAND, SETTINGS_REFUSED when the board cannot do it
 * end:   OFF from everywhere
 * The bus is lost: OFF: ABSENT before Ready, LOST afterwards.
 * – is ignored (DIO0, due) or our bug (sense, transmit).
 * (a) the version is right; else OFF: ABSENT
 * (b) calibrated, all registers written and read back as written; else OFF: SETTINGS_REFUSED; never calibrated:
 *     OFF: ABSENT
 * (c) standing by as asked; else OFF: ABSENT
 * (d) the chip is in the mode it should be in; else OFF: LOST
 * (e) the modem is locked to a frame: going on to receive it tells the same as detecting it
 * (f) it should have been done long ago
 * OFF by a fault, by begin or by end means: held in reset, antenna let go.
 * </pre>
 */
public final class Sx127x extends ChipRadio<Sx127x.State> {
  /** Datasheet 7.2.2 asks for 0.1 ms low, then 5 ms. */
  private static final int RESET_MS = 10;
  private static final int BOOT_MS = 10;
  /** Crystals need 0.25 ms (TS_OSC, table 7), usual TCXOs 2 ms. */
  private static final int CRYSTAL_START_MS = 1;
  private static final int TCXO_START_MS = 5;
  private static final int CALIBRATION_LOOK_MS = 5;
  private static final int CALIBRATION_LIMIT_MS = 100;
  private static final int WAKE_MS = 1;
  /** Channel activity detection takes about two symbols (datasheet 4.1.6); its end is awaited longer. */
  private static final int SENSE_SYMBOLS = 4;

  enum State {
    OFF, IN_RESET, BOOTING, WARMING_UP, CALIBRATING, WAKING, LISTENING, SENSING, TRANSMITTING
  }

  private final Sx127xBoard board;
  private long calibrationEndsMs;
  private Modem modem;

  public Sx127x(Sx127xBoard board) {
    super(board.antenna(), board.reset(), State.OFF, State.LISTENING);
    this.board = board;
  }

  @Override
  protected Optional<RadioEvent.Failed> refusal(RadioSettings settings) {
    return Setup.refusal(board, settings);
  }

  @Override
  protected Transmitter prepare(RadioSettings settings, long nowMs) {
    Setup setup = new Setup(board, settings);
    modem = new Modem(board, setup);
    become(State.IN_RESET, nowMs + RESET_MS);
    return setup.transmitter();
  }

  @Override
  public boolean accepts() {
    return state() == State.LISTENING;
  }

  @Override
  protected void startTransmitting(Bytes frame, long nowMs) {
    if (receivesStill(nowMs)) {
      modem.startTransmitting(frame);
      become(State.TRANSMITTING, hungMs(nowMs, transmitter().airtimeMicros(frame.length())));
    }
  }

  @Override
  protected void startSensing(long nowMs) {
    if (!receivesStill(nowMs)) {
      return;
    }
    sensing(modem.channelDbm());
    if (modem.locked()) {
      onSensed(true);
    } else {
      modem.startSensing();
      become(State.SENSING, hungMs(nowMs, SENSE_SYMBOLS * transmitter().modulation().symbolMicros()));
    }
  }

  @Override
  protected void turn(long nowMs) {
    State before = state();
    if (ready() && board.dio0().high()) {
      onDio0(nowMs);
    }
    if (state() == before && due(nowMs)) {
      onDue(nowMs);
    }
  }

  private void onDue(long nowMs) {
    switch (state()) {
      case OFF -> {
        // Nothing is due.
      }
      case IN_RESET -> {
        board.reset().set(true);
        become(State.BOOTING, nowMs + BOOT_MS);
      }
      case BOOTING -> boot(nowMs);
      case WARMING_UP -> {
        modem.startCalibration();
        calibrationEndsMs = nowMs + CALIBRATION_LIMIT_MS;
        become(State.CALIBRATING, nowMs + CALIBRATION_LOOK_MS);
      }
      case CALIBRATING -> calibrate(nowMs);
      case WAKING -> wake(nowMs);
      case LISTENING -> lookAround(nowMs);
      case SENSING -> overdue(Register.CAD_DONE, Register.MODE_CAD);
      case TRANSMITTING -> overdue(Register.TX_DONE, Register.MODE_TX);
    }
  }

  private void boot(long nowMs) {
    Optional<String> strange = modem.strangeVersion();
    if (strange.isPresent()) {
      fail(RadioFault.ABSENT, strange.get());
      return;
    }
    modem.startClock();
    become(State.WARMING_UP, nowMs + (board.tcxo() ? TCXO_START_MS : CRYSTAL_START_MS));
  }

  private void calibrate(long nowMs) {
    if (!modem.calibrating()) {
      configure(nowMs);
    } else if (nowMs < calibrationEndsMs) {
      become(State.CALIBRATING, nowMs + CALIBRATION_LOOK_MS);
    } else {
      fail(RadioFault.ABSENT, "calibration does not end: check wiring, power and clock");
    }
  }

  private void configure(long nowMs) {
    Optional<String> different = modem.configure();
    if (different.isPresent()) {
      fail(RadioFault.SETTINGS_REFUSED, different.get());
      return;
    }
    modem.standBy();
    become(State.WAKING, nowMs + WAKE_MS);
  }

  private void wake(long nowMs) {
    Modem.Look look = modem.look();
    if (!modem.inMode(look, Register.MODE_STANDBY)) {
      fail(RadioFault.ABSENT, "does not wake up: " + look);
      return;
    }
    onReady();
    listen(nowMs);
  }

  private void listen(long nowMs) {
    modem.startReceiving();
    become(State.LISTENING, nextSampleMs(nowMs));
  }

  /**
   * What has been received is taken first: leaving the mode would lose it. And nothing is begun on a chip that was
   * reset meanwhile: it would take TX as an FSK transmission at 434 MHz.
   */
  private boolean receivesStill(long nowMs) {
    if (board.dio0().high()) {
      onDio0(nowMs);
    }
    return state() == State.LISTENING && isIn(Register.MODE_RX_CONTINUOUS, modem.look());
  }

  private void onDio0(long nowMs) {
    Modem.Look look = modem.look();
    switch (state()) {
      case LISTENING -> {
        if (done(look, Register.RX_DONE, Register.MODE_RX_CONTINUOUS)) {
          tell(modem.received(look));
        }
      }
      case SENSING -> {
        if (done(look, Register.CAD_DONE, Register.MODE_CAD)) {
          onSensed(look.has(Register.CAD_DETECTED));
          listen(nowMs);
        }
      }
      case TRANSMITTING -> {
        if (done(look, Register.TX_DONE, Register.MODE_TX)) {
          tell(new RadioEvent.Transmitted());
          listen(nowMs);
        }
      }
      default -> throw new IllegalStateException("DIO0 while " + state());
    }
  }

  /** Whether it is, told to the chip as taken; where it is not, the chip must still be at it. */
  private boolean done(Modem.Look look, int irqFlag, int mode) {
    if (look.has(irqFlag)) {
      modem.clear(look);
      return true;
    }
    isIn(mode, look);
    return false;
  }

  /** Fails otherwise. */
  private boolean isIn(int mode, Modem.Look look) {
    boolean isIn = modem.inMode(look, mode);
    if (!isIn) {
      fail(RadioFault.LOST, "was reset or unplugged: " + look);
    }
    return isIn;
  }

  /** The slow look while nothing happens: is it still there, can it still tell, how loud is the noise? */
  private void lookAround(long nowMs) {
    Modem.Look look = modem.look();
    if (!isIn(Register.MODE_RX_CONTINUOUS, look)) {
      return;
    }
    if (look.has(Register.RX_DONE)) {
      if (board.dio0().high()) {
        onDio0(nowMs);
      } else {
        silentLine(look);
      }
      return;
    }
    if (!modem.locked()) {
      sampled(modem.channelDbm());
    }
    become(State.LISTENING, nextSampleMs(nowMs));
  }

  private void overdue(int irqFlag, int mode) {
    Modem.Look look = modem.look();
    if (look.has(irqFlag)) {
      silentLine(look);
    } else if (isIn(mode, look)) {
      fail(RadioFault.LOST, "hangs: " + look);
    }
  }

  private void silentLine(Modem.Look look) {
    fail(RadioFault.LOST, "DIO0 does not rise, check its wire: " + look);
  }
}
