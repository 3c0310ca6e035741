package org.sheratan.radio.link.lora.sx127x;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.Check;
import org.sheratan.radio.link.lora.BusLostException;
import org.sheratan.radio.link.lora.LoraRadio;
import org.sheratan.radio.link.lora.NoiseFloor;
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
public final class Sx127x implements LoraRadio {
  /** Datasheet 7.2.2 asks for 0.1 ms low, then 5 ms. */
  private static final int RESET_MS = 10;
  private static final int BOOT_MS = 10;
  /** Crystals need 0.25 ms (TS_OSC, table 7), usual TCXOs 2 ms. */
  private static final int CRYSTAL_START_MS = 1;
  private static final int TCXO_START_MS = 5;
  private static final int CALIBRATION_LOOK_MS = 5;
  private static final int CALIBRATION_LIMIT_MS = 100;
  private static final int WAKE_MS = 1;
  /** How long after its time something that did not end counts as hung. */
  private static final int OVERDUE_MS = 1_000;
  /** Channel activity detection takes about two symbols (datasheet 4.1.6); its end is awaited longer. */
  private static final int SENSE_SYMBOLS = 4;
  private static final int MICROS_PER_MS = 1_000;

  private enum State {
    OFF, IN_RESET, BOOTING, WARMING_UP, CALIBRATING, WAKING, LISTENING, SENSING, TRANSMITTING;

    boolean ready() {
      return compareTo(LISTENING) >= 0;
    }
  }

  private final Sx127xBoard board;
  private final List<RadioEvent> events = new ArrayList<>();
  private State state = State.OFF;
  private long dueMs = Long.MAX_VALUE;
  private long calibrationEndsMs;
  private Transmitter transmitter;
  private Modem modem;
  private NoiseFloor noise;
  private int sensedDbm;

  public Sx127x(Sx127xBoard board) {
    this.board = board;
  }

  @Override
  public void begin(RadioSettings settings, long nowMs) {
    Optional<RadioEvent.Failed> refusal = Setup.refusal(board, settings);
    if (refusal.isPresent()) {
      state = fail(refusal.get().fault(), refusal.get().why());
      return;
    }
    Setup setup = new Setup(board, settings);
    transmitter = setup.transmitter();
    modem = new Modem(board, setup);
    noise = new NoiseFloor();
    state = State.IN_RESET;
    step(() -> {
      board.antenna().off();
      board.reset().set(false);
      return wait(State.IN_RESET, nowMs + RESET_MS);
    });
  }

  @Override
  public boolean accepts() {
    return state == State.LISTENING;
  }

  @Override
  public void transmit(Bytes frame, long nowMs) {
    Check.that(accepts(), "transmit while " + state);
    Check.that(frame.length() > 0 && frame.length() <= Setup.MAX_FRAME_BYTES, "a frame has 1 to 255 bytes");
    step(() -> afterReceiving(nowMs, () -> {
      modem.startTransmitting(frame);
      return wait(State.TRANSMITTING,
          nowMs + transmitter.airtimeMicros(frame.length()) / MICROS_PER_MS + OVERDUE_MS);
    }));
  }

  @Override
  public void sense(long nowMs) {
    Check.that(accepts(), "sense while " + state);
    step(() -> afterReceiving(nowMs, () -> startSensing(nowMs)));
  }

  @Override
  public void poll(long nowMs) {
    step(() -> {
      State next = state.ready() && board.dio0().high() ? onDio0(nowMs) : state;
      return next == state && nowMs >= dueMs ? onDue(nowMs) : next;
    });
  }

  @Override
  public long nextPollMs() {
    return state == State.OFF ? Long.MAX_VALUE : dueMs;
  }

  @Override
  public List<RadioEvent> drainEvents() {
    List<RadioEvent> drained = List.copyOf(events);
    events.clear();
    return drained;
  }

  @Override
  public void end(long nowMs) {
    state = State.OFF;
    silence();
  }

  private void step(Supplier<State> next) {
    try {
      state = next.get();
    } catch (BusLostException lost) {
      state = fail(state.ready() ? RadioFault.LOST : RadioFault.ABSENT, lost.getMessage());
    }
  }

  private State wait(State next, long untilMs) {
    dueMs = untilMs;
    return next;
  }

  private State onDue(long nowMs) {
    return switch (state) {
      case OFF -> State.OFF;
      case IN_RESET -> {
        board.reset().set(true);
        yield wait(State.BOOTING, nowMs + BOOT_MS);
      }
      case BOOTING -> boot(nowMs);
      case WARMING_UP -> {
        modem.startCalibration();
        calibrationEndsMs = nowMs + CALIBRATION_LIMIT_MS;
        yield wait(State.CALIBRATING, nowMs + CALIBRATION_LOOK_MS);
      }
      case CALIBRATING -> modem.calibrating() ? awaitCalibration(nowMs) : configure(nowMs);
      case WAKING -> wake(nowMs);
      case LISTENING -> lookAround(nowMs);
      case SENSING -> overdue(Register.CAD_DONE, Register.MODE_CAD);
      case TRANSMITTING -> overdue(Register.TX_DONE, Register.MODE_TX);
    };
  }

  private State boot(long nowMs) {
    Optional<String> strange = modem.strangeVersion();
    if (strange.isPresent()) {
      return fail(RadioFault.ABSENT, strange.get());
    }
    modem.startClock();
    return wait(State.WARMING_UP, nowMs + (board.tcxo() ? TCXO_START_MS : CRYSTAL_START_MS));
  }

  private State awaitCalibration(long nowMs) {
    return nowMs < calibrationEndsMs
        ? wait(State.CALIBRATING, nowMs + CALIBRATION_LOOK_MS)
        : fail(RadioFault.ABSENT, "calibration does not end: check wiring, power and clock");
  }

  private State configure(long nowMs) {
    Optional<String> different = modem.configure();
    if (different.isPresent()) {
      return fail(RadioFault.SETTINGS_REFUSED, different.get());
    }
    modem.standBy();
    return wait(State.WAKING, nowMs + WAKE_MS);
  }

  private State wake(long nowMs) {
    Modem.Look look = modem.look();
    if (!modem.inMode(look, Register.MODE_STANDBY)) {
      return fail(RadioFault.ABSENT, "does not wake up: " + look);
    }
    events.add(new RadioEvent.Ready(transmitter));
    return listen(nowMs);
  }

  private State listen(long nowMs) {
    modem.startReceiving();
    return wait(State.LISTENING, nowMs + noise.nextSampleInMs());
  }

  private State startSensing(long nowMs) {
    sensedDbm = modem.channelDbm();
    if (modem.locked()) {
      events.add(new RadioEvent.Sensed(true, sensedDbm));
      return State.LISTENING;
    }
    modem.startSensing();
    long senseMs = SENSE_SYMBOLS * transmitter.modulation().symbolMicros() / MICROS_PER_MS;
    return wait(State.SENSING, nowMs + senseMs + OVERDUE_MS);
  }

  /**
   * What has been received is taken first: leaving the mode would lose it. And nothing is begun on a chip that was
   * reset meanwhile: it would take TX as an FSK transmission at 434 MHz.
   */
  private State afterReceiving(long nowMs, Supplier<State> next) {
    State now = board.dio0().high() ? onDio0(nowMs) : state;
    if (now != State.LISTENING) {
      return now;
    }
    Modem.Look look = modem.look();
    return modem.inMode(look, Register.MODE_RX_CONTINUOUS) ? next.get() : gone(look);
  }

  private State onDio0(long nowMs) {
    return switch (state) {
      case LISTENING -> done(Register.RX_DONE, Register.MODE_RX_CONTINUOUS, look -> {
        events.add(modem.received(look));
        return State.LISTENING;
      });
      case SENSING -> done(Register.CAD_DONE, Register.MODE_CAD, look -> {
        onSensed(look.has(Register.CAD_DETECTED));
        return listen(nowMs);
      });
      case TRANSMITTING -> done(Register.TX_DONE, Register.MODE_TX, look -> {
        events.add(new RadioEvent.Transmitted());
        return listen(nowMs);
      });
      default -> state;
    };
  }

  private State done(int irqFlag, int mode, Function<Modem.Look, State> next) {
    Modem.Look look = modem.look();
    if (look.has(irqFlag)) {
      modem.clear(look);
      return next.apply(look);
    }
    return modem.inMode(look, mode) ? state : gone(look);
  }

  private void onSensed(boolean taken) {
    events.add(new RadioEvent.Sensed(taken, sensedDbm));
    if (!taken) {
      sampled(sensedDbm);
    }
  }

  /** The slow look while nothing happens: is it still there, can it still tell, how loud is the noise? */
  private State lookAround(long nowMs) {
    Modem.Look look = modem.look();
    if (!modem.inMode(look, Register.MODE_RX_CONTINUOUS)) {
      return gone(look);
    }
    if (look.has(Register.RX_DONE)) {
      return board.dio0().high() ? onDio0(nowMs) : silentLine(look);
    }
    if (!modem.locked()) {
      sampled(modem.channelDbm());
    }
    return wait(State.LISTENING, nowMs + noise.nextSampleInMs());
  }

  private void sampled(int dbm) {
    noise.add(dbm).ifPresent(floorDbm -> events.add(new RadioEvent.Noise(floorDbm)));
  }

  private State overdue(int irqFlag, int mode) {
    Modem.Look look = modem.look();
    if (look.has(irqFlag)) {
      return silentLine(look);
    }
    return modem.inMode(look, mode) ? fail(RadioFault.LOST, "hangs: " + look) : gone(look);
  }

  private State gone(Modem.Look look) {
    return fail(RadioFault.LOST, "was reset or unplugged: " + look);
  }

  private State silentLine(Modem.Look look) {
    return fail(RadioFault.LOST, "DIO0 does not rise, check its wire: " + look);
  }

  private State fail(RadioFault fault, String why) {
    silence();
    events.add(new RadioEvent.Failed(fault, why));
    return State.OFF;
  }

  /** Held in reset the chip neither sends nor listens, nor disturbs the bus. */
  private void silence() {
    dueMs = Long.MAX_VALUE;
    try {
      board.antenna().off();
      board.reset().set(false);
    } catch (BusLostException _) {
      // Without its pins there is nothing to silence it with; who called knows, or wants to know no more.
    }
  }
}
