package org.sheratan.radio.link.lora;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.Check;

/**
 * What the driver of any bare chip does: it refuses what its board cannot do, holds the chip in reset while it is off,
 * tells what happened, listens how loud the noise is, and turns a lost bus into a failure. The driver of one chip adds its
 * states, with the table in its class comment, and what each of them means for that chip.
 *
 * <pre>
 * state   begin                                       end  bus lost, fail
 * off     in reset; refused: off: Failed              off  off: Failed
 * others  in reset, by way of off; refused: as above  off  off: Failed
 * </pre>
 *
 * <p>Off means: held in reset, antenna let go. A bus lost before {@link #onReady} is told as ABSENT, later as LOST.
 *
 * @param <S> the driver's states, in the order in which it comes to them
 */
public abstract class ChipRadio<S extends Enum<S>> implements LoraRadio {
  /** Longest payload of one LoRa frame. */
  public static final int MAX_FRAME_BYTES = 255;
  /** The time of what is not due. */
  protected static final long NEVER = Long.MAX_VALUE;
  /** How long after its time something that did not end counts as hung. */
  private static final int OVERDUE_MS = 1_000;
  private static final int MICROS_PER_MS = 1_000;

  private final AntennaSwitch antenna;
  private final OutputLine reset;
  private final S off;
  private final S firstReady;
  private final List<RadioEvent> events = new ArrayList<>();
  private S state;
  private long dueMs = NEVER;
  private Transmitter transmitter;
  private NoiseFloor noise;
  private int sensedDbm;

  /**
   * @param reset low resets
   * @param firstReady the first of the states that follow {@link #onReady}
   */
  protected ChipRadio(AntennaSwitch antenna, OutputLine reset, S off, S firstReady) {
    this.antenna = antenna;
    this.reset = reset;
    this.off = off;
    this.firstReady = firstReady;
    state = off;
  }

  /** Why the board cannot do what is asked, found without asking the chip. */
  protected abstract Optional<RadioEvent.Failed> refusal(RadioSettings settings);

  /**
   * The chip is being held in reset: forgets what was before, and {@link #become}s what waits for the end of that.
   *
   * @param settings which are not refused
   * @return as what it will transmit
   */
  protected abstract Transmitter prepare(RadioSettings settings, long nowMs);

  /** It accepts. What has been received is to be taken first: leaving the receiver would lose it. */
  protected abstract void startTransmitting(Bytes frame, long nowMs);

  /** It accepts; the rest as for {@link #startTransmitting}. Ends in {@link #onSensed}. */
  protected abstract void startSensing(long nowMs);

  /** Takes what the chip signals, and does what is due. */
  protected abstract void turn(long nowMs);

  @Override
  public final void begin(RadioSettings settings, long nowMs) {
    Optional<RadioEvent.Failed> refusal = refusal(settings);
    if (refusal.isPresent()) {
      fail(refusal.get());
      return;
    }
    noise = new NoiseFloor();
    transmitter = prepare(settings, nowMs);
    guarded(this::hold);
  }

  @Override
  public final void transmit(Bytes frame, long nowMs) {
    Check.that(accepts(), "transmit while " + state);
    Check.that(frame.length() > 0 && frame.length() <= MAX_FRAME_BYTES, "a frame has 1 to 255 bytes");
    guarded(() -> startTransmitting(frame, nowMs));
  }

  @Override
  public final void sense(long nowMs) {
    Check.that(accepts(), "sense while " + state);
    guarded(() -> startSensing(nowMs));
  }

  @Override
  public final void poll(long nowMs) {
    guarded(() -> turn(nowMs));
  }

  @Override
  public long nextPollMs() {
    return state == off ? NEVER : dueMs;
  }

  @Override
  public final List<RadioEvent> drainEvents() {
    List<RadioEvent> drained = List.copyOf(events);
    events.clear();
    return drained;
  }

  @Override
  public final void end(long nowMs) {
    silence();
  }

  private void guarded(Runnable work) {
    try {
      work.run();
    } catch (BusLostException lost) {
      fail(gone(), lost.getMessage());
    }
  }

  protected final S state() {
    return state;
  }

  protected final boolean ready() {
    return state.compareTo(firstReady) >= 0;
  }

  /** @param untilMs when something is due there; {@link #NEVER} when nothing is */
  protected final void become(S next, long untilMs) {
    state = next;
    dueMs = untilMs;
  }

  protected final boolean due(long nowMs) {
    return nowMs >= dueMs;
  }

  protected final Transmitter transmitter() {
    return transmitter;
  }

  protected final void tell(RadioEvent event) {
    events.add(event);
  }

  /** It is set up as asked. */
  protected final void onReady() {
    tell(new RadioEvent.Ready(transmitter));
  }

  /** How loud the channel was when listening whether it is taken began. */
  protected final void sensing(int dbm) {
    sensedDbm = dbm;
  }

  protected final void onSensed(boolean taken) {
    tell(new RadioEvent.Sensed(taken, sensedDbm));
    if (!taken) {
      sampled(sensedDbm);
    }
  }

  /** The modem sees no signal, and the channel is so loud. */
  protected final void sampled(int dbm) {
    noise.add(dbm).ifPresent(floorDbm -> tell(new RadioEvent.Noise(floorDbm)));
  }

  /** When the noise is to be listened to after {@code nowMs}. */
  protected final long nextSampleMs(long nowMs) {
    return nowMs + noise.nextSampleInMs();
  }

  /** When what begins at {@code nowMs} and takes {@code micros} counts as hung. */
  protected final long hungMs(long nowMs, long micros) {
    return nowMs + micros / MICROS_PER_MS + OVERDUE_MS;
  }

  /** What it means now that the chip does not answer. */
  protected final RadioFault gone() {
    return ready() ? RadioFault.LOST : RadioFault.ABSENT;
  }

  protected final void fail(RadioFault fault, String why) {
    fail(new RadioEvent.Failed(fault, why));
  }

  protected final void fail(RadioEvent.Failed failed) {
    silence();
    tell(failed);
  }

  /** Held in reset the chip neither sends nor listens, nor disturbs the bus. What was still to be said to it is forgotten. */
  protected void silence() {
    become(off, NEVER);
    try {
      hold();
    } catch (BusLostException _) {
      // Without its pins there is nothing to silence it with; who called knows, or wants to know no more.
    }
  }

  private void hold() {
    antenna.off();
    reset.set(false);
  }
}
