package org.sheratan.radio.ether;

import java.util.List;

/**
 * The receiving half of one station: one demodulator.
 *
 * <pre>
 * state      | tune         | deafen | 5 clear symbols of preamble        | header's end    | frame's end
 * -----------+--------------+--------+------------------------------------+-----------------+-------------------
 * deaf       | searching    | deaf   | -                                  | -               | -
 * searching  | searching    | deaf   | locked; onPreamble                 | -               | -
 * locked     | searching    | deaf   | of another: locked to it while the | damaged:        | searching;
 *            |              |        | first one's sync word has not come | searching;      | onReception
 *            |              |        | by, else that other one is missed  | onReception     |
 * </pre>
 *
 * A locked frame is damaged when anything disturbs it for any time. A stronger frame that comes after the sync word
 * ruins the first and is itself missed: the chips have one demodulator and do not look up from a frame they read.
 */
final class Receiver {
  /** What the airwaves decide for it. */
  interface Surroundings {
    Agenda agenda();

    /** Called when the receiver leaves a frame it has read to the end of, or to the end of its broken header. */
    Antenna.Reception receive(Signal signal, boolean headerIntact);

    Antenna.Listener listener();
  }

  private final Surroundings surroundings;
  private final Interference interference = new Interference();
  private Tuning tuning;
  private Signal locked;

  Receiver(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  void tune(Tuning next) {
    tuning = next;
    search();
  }

  void deafen() {
    tuning = null;
    locked = null;
  }

  void onBegin(Signal signal) {
    interference.signals().add(signal);
    review();
  }

  /** @return true when this is the frame it reads; the reception is to be told after all receivers know of the end */
  boolean onEnd(Signal signal) {
    interference.signals().remove(signal);
    if (locked == signal) {
      search();
      return true;
    }
    review();
    return false;
  }

  void onCut(Signal signal) {
    if (locked == signal) {
      signal.damage();
    }
    review();
  }

  void onNoise(Interference.Noise noise) {
    interference.noises().add(noise);
    review();
  }

  void onNoiseEnd(Interference.Noise noise) {
    interference.noises().remove(noise);
    review();
  }

  double rssiDbm(Tuning at) {
    return interference.rssiDbm(at);
  }

  boolean senses(Tuning at) {
    for (Signal signal : interference.signals()) {
      if (signal.milliwatts() > 0 && at.senses(signal.tuning()) && interference.overNoise(signal)) {
        return true;
      }
    }
    return false;
  }

  /** Begins anew: what it saw of preambles before does not count. */
  private void search() {
    locked = null;
    interference.signals().forEach(signal -> signal.clearSince(Signal.NEVER));
    review();
  }

  /** The air has changed: who is disturbed now, who no longer? Calls nobody. */
  private void review() {
    if (tuning == null) {
      return;
    }
    List<Signal> signals = interference.signals();
    for (int index = 0; index < signals.size(); index++) {
      Signal signal = signals.get(index);
      if (signal == locked) {
        if (!interference.clear(signal)) {
          signal.damage();
        }
      } else if (followable(signal)) {
        follow(signal);
      }
    }
  }

  private boolean followable(Signal signal) {
    return !signal.faded() && signal.milliwatts() > 0 && tuning.follows(signal.tuning())
        && now() < signal.transmission().preambleEndMicros();
  }

  private void follow(Signal signal) {
    if (!interference.clear(signal)) {
      signal.clearSince(Signal.NEVER);
    } else if (signal.clearSinceMicros() == Signal.NEVER) {
      long since = now();
      signal.clearSince(since);
      long lockMicros = since + signal.transmission().lockMicros();
      if (lockMicros <= signal.transmission().preambleEndMicros()) {
        surroundings.agenda().at(lockMicros, Agenda.Turn.LOCK, () -> lock(signal, since));
      }
    }
  }

  private void lock(Signal signal, long since) {
    boolean stillClear = tuning != null && signal != locked && signal.clearSinceMicros() == since
        && signal.milliwatts() > 0 && tuning.follows(signal.tuning());
    boolean busy = locked != null && now() >= locked.transmission().syncEndMicros();
    if (!stillClear || busy) {
      return;
    }
    locked = signal;
    signal.lock(interference.snrDb(signal));
    surroundings.agenda().at(signal.transmission().headerEndMicros(), Agenda.Turn.LOCK,
        () -> readHeader(signal));
    surroundings.listener().onPreamble();
  }

  private void readHeader(Signal signal) {
    if (locked == signal && signal.damaged()) {
      search();
      surroundings.listener().onReception(surroundings.receive(signal, false));
    }
  }

  private long now() {
    return surroundings.agenda().nowMicros();
  }
}
