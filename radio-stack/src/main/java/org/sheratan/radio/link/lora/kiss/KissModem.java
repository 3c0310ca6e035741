package org.sheratan.radio.link.lora.kiss;

import java.util.ArrayDeque;
import java.util.List;
import java.util.OptionalInt;
import java.util.Queue;

import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.Check;
import org.sheratan.radio.link.lora.BusLostException;
import org.sheratan.radio.link.lora.LoraRadio;
import org.sheratan.radio.link.lora.RadioEvent;
import org.sheratan.radio.link.lora.RadioFault;
import org.sheratan.radio.link.lora.Transmitter;

/**
 * What the drivers of both kinds of modem share: a serial line, what happened on it, and that it may be lost, for good
 * or because the board restarts. Each has its phases, with the table in its class comment; of these two are known here.
 *
 * <pre>
 * phase      port opens     port refused              port lost                    fail, end
 * closed     onOpened       closed: ABSENT            –                            closed
 * reopening  onOpened       reopening (a), or closed  –                            closed
 * others     –              –                         reopening (b), or closed:    closed
 *                                                     LOST
 *
 * (a) while the board may still be away (b) and where the phase expects it: {@link #mayBeAway}
 * </pre>
 *
 * @param <P> the driver's phases
 */
abstract class KissModem<P extends Enum<P>> implements LoraRadio {
  /** So long the own USB of a restarting board may be away, bootloader included. */
  private static final long AWAY_MS = 10_000;
  private static final long OPEN_AGAIN_MS = 250;

  final ModemLine line;
  final Queue<RadioEvent> events = new ArrayDeque<>();
  private final int maxFrameBytes;
  private final P closed;
  private final P reopening;
  private P phase;
  private long phaseEndsMs;
  /** Until then the port may be away, because the board restarts. */
  private long backByMs;
  private OptionalInt noiseDbm = OptionalInt.empty();

  long polledMs;

  KissModem(ModemLine line, int maxFrameBytes, P closed, P reopening) {
    this.line = line;
    this.maxFrameBytes = maxFrameBytes;
    this.closed = closed;
    this.reopening = reopening;
    phase = closed;
  }

  /** The port is open, nothing is known of what is behind it. */
  abstract void onOpened(long nowMs);

  abstract void onFrame(KissFrame frame, long nowMs);

  /** Everything that came is taken: does what is due. */
  abstract void advance(long nowMs);

  /** It accepts. */
  abstract void handOver(Bytes frame, long nowMs);

  /** In this phase the board may have been told to restart, and its port be gone for that time. */
  abstract boolean mayBeAway();

  /**
   * Says its last words, whatever the phase, and closes the line.
   *
   * @return whether they restart the board
   */
  abstract boolean leave();

  @Override
  public final void transmit(Bytes frame, long nowMs) {
    Check.that(accepts(), "the modem takes no frame now");
    Check.that(frame.length() >= 1 && frame.length() <= maxFrameBytes,
        "a frame has 1 to " + maxFrameBytes + " bytes");
    guarded(() -> handOver(frame, nowMs));
  }

  @Override
  public final void poll(long nowMs) {
    polledMs = nowMs;
    guarded(() -> {
      if (line.isOpen()) {
        for (KissFrame frame : line.read()) {
          if (phase != closed) {
            onFrame(frame, nowMs);
          }
        }
      }
      if (phase == reopening && over(nowMs)) {
        opened(line.openAgain(), nowMs);
      } else if (phase != reopening && phase != closed) {
        advance(nowMs);
      }
    });
  }

  @Override
  public final List<RadioEvent> drainEvents() {
    List<RadioEvent> drained = List.copyOf(events);
    events.clear();
    return drained;
  }

  @Override
  public final void end(long nowMs) {
    polledMs = nowMs;
    letGo();
  }

  final P phase() {
    return phase;
  }

  final long phaseEndsMs() {
    return phaseEndsMs;
  }

  /** Whether the phase's time is over. */
  final boolean over(long nowMs) {
    return nowMs >= phaseEndsMs;
  }

  final void enter(P next, long endsMs) {
    phase = next;
    phaseEndsMs = endsMs;
  }

  /** Opens the port, whichever there is. */
  final void open(long nowMs) {
    opened(line.open(), nowMs);
  }

  /** @param refused why the port did not open; empty when it did */
  private void opened(String refused, long nowMs) {
    if (refused.isEmpty()) {
      onOpened(nowMs);
    } else if (nowMs < backByMs) {
      enter(reopening, nowMs + OPEN_AGAIN_MS);
    } else {
      phase = closed;
      events.add(new RadioEvent.Failed(RadioFault.ABSENT, refused));
    }
  }

  /** @param word that restarts the board */
  final void restart(P restarting, long endsMs, byte[] word, long nowMs) {
    enter(restarting, endsMs);
    backByMs = nowMs + AWAY_MS;
    line.write(word);
  }

  /** It is set up as asked. */
  final void onReady(Transmitter transmitter) {
    noiseDbm = OptionalInt.empty();
    events.add(new RadioEvent.Ready(transmitter));
  }

  /** What the modem says of the noise, as often as it likes: only news are told upward. */
  final void onNoise(int dbm) {
    OptionalInt told = OptionalInt.of(dbm);
    if (!told.equals(noiseDbm)) {
      noiseDbm = told;
      events.add(new RadioEvent.Noise(dbm));
    }
  }

  /** Does something with the line; losing it meanwhile is a failure, but for a board that restarts. */
  final void guarded(Runnable work) {
    try {
      work.run();
    } catch (BusLostException gone) {
      if (mayBeAway() && polledMs < backByMs) {
        line.close();
        enter(reopening, polledMs + OPEN_AGAIN_MS);
      } else {
        fail(RadioFault.LOST, gone.getMessage());
      }
    }
  }

  final void fail(RadioFault fault, String why) {
    fail(new RadioEvent.Failed(fault, why));
  }

  /** Tells it upward, lets go of the line, and does nothing more before the next begin. */
  final void fail(RadioEvent.Failed failed) {
    letGo();
    events.add(failed);
  }

  private void letGo() {
    if (leave()) {
      backByMs = polledMs + AWAY_MS;
    }
    phase = closed;
  }
}
