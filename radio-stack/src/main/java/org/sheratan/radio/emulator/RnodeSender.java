package org.sheratan.radio.emulator;

import java.util.ArrayDeque;
import java.util.Deque;

import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.Entropy;
import org.sheratan.radio.ether.Antenna;
import org.sheratan.radio.ether.Tuning;

/**
 * Waits for a free channel and transmits (RNode_Firmware.ino, {@code tx_queue_handler}, {@code transmit}): a pause
 * (DIFS), then a random number of slots that is kept while others talk. Packets of more than 254 bytes become two
 * frames. At slow rates everything queued leaves in one go.
 */
final class RnodeSender {
  private static final int MAX_PACKET_BYTES = 508;
  private static final int FRAME_BYTES = 254;
  /** How often the firmware looks at the channel. */
  private static final long LOOK_MICROS = 3_000;
  private static final int SLOTS_PER_BAND = 15;
  private static final int BANDS = 4;
  private static final int FIRST_BAND_PERCENT = 7;
  private static final int LAST_BAND_PERCENT = 85;
  private static final long NOT_YET = -1;

  /** What the modem knows and the sender needs. */
  interface Modem {
    RnodePhy phy();

    Tuning tuning();

    int powerDbm();

    boolean mediumFree();

    boolean airtimeLocked();

    float shortTermAirtime();

    void onSent(int written);

    /** The modem reads its serial port again. */
    void onIdle();
  }

  private final Antenna antenna;
  private final Entropy entropy;
  private final Modem modem;
  private final RnodeQueue queue;
  private final Deque<Bytes> frames = new ArrayDeque<>();
  private boolean looking;
  private boolean transmitting;
  private boolean stopped = true;
  private long difsFrom = NOT_YET;
  private long slotsFrom = NOT_YET;
  private long waited;
  private long toWait = NOT_YET;

  RnodeSender(Antenna antenna, Entropy entropy, Modem modem, RnodeQueue queue) {
    this.antenna = antenna;
    this.entropy = entropy;
    this.modem = modem;
    this.queue = queue;
  }

  /** The radio is on: what waits may go. */
  void start() {
    stopped = false;
    wake();
  }

  /** The radio is off; packets stay queued. */
  void stop() {
    stopped = true;
    frames.clear();
    transmitting = false;
  }

  boolean transmitting() {
    return transmitting;
  }

  /** Something was queued. */
  void wake() {
    if (!looking && !transmitting && !stopped && !queue.isEmpty()) {
      looking = true;
      antenna.after(LOOK_MICROS, this::look);
    }
  }

  private void look() {
    looking = false;
    if (stopped || transmitting || queue.isEmpty()) {
      return;
    }
    if (!modem.airtimeLocked() && turnHasCome()) {
      waited = 0;
      toWait = NOT_YET;
      difsFrom = NOT_YET;
      begin();
    } else {
      wake();
    }
  }

  private boolean turnHasCome() {
    long nowMs = antenna.nowMicros() / 1_000;
    if (toWait == NOT_YET) {
      int band = band();
      int from = (band - 1) * SLOTS_PER_BAND;
      toWait = (from + entropy.nextLong(SLOTS_PER_BAND - 1L)) * modem.phy().slotMs();
    }
    if (!modem.mediumFree()) {
      difsFrom = NOT_YET;
      slotsFrom = NOT_YET;
      return false;
    }
    if (difsFrom == NOT_YET) {
      difsFrom = nowMs;
      return false;
    }
    if (nowMs < difsFrom + modem.phy().difsMs()) {
      return false;
    }
    if (slotsFrom == NOT_YET) {
      slotsFrom = nowMs;
      return false;
    }
    waited += nowMs - slotsFrom;
    slotsFrom = nowMs;
    return waited >= toWait;
  }

  /** The more airtime of our own, the longer the wait (update_csma_parameters). */
  private int band() {
    int percent = (int) (modem.shortTermAirtime() * 100);
    if (percent <= FIRST_BAND_PERCENT) {
      return 1;
    }
    return Math.min(BANDS, 2 + percent * (BANDS - 2) / (LAST_BAND_PERCENT - FIRST_BAND_PERCENT));
  }

  private void begin() {
    transmitting = true;
    slotsFrom = NOT_YET;
    boolean all = modem.phy().leavesTogether();
    do {
      cut(queue.take());
    } while (all && !queue.isEmpty());
    if (all) {
      queue.settle();
    }
    next();
  }

  private void cut(Bytes packet) {
    if (packet.length() == 0 || packet.length() > MAX_PACKET_BYTES) {
      return;
    }
    boolean split = packet.length() > FRAME_BYTES;
    int header = entropy.nextInt(256) & 0xF0 | (split ? RnodeReceiver.SPLIT : 0);
    Bytes first = Bytes.copyOf(new byte[]{(byte) header});
    frames.add(first.concat(packet.slice(0, Math.min(FRAME_BYTES, packet.length()))));
    if (split) {
      frames.add(first.concat(packet.slice(FRAME_BYTES)));
    }
  }

  private void next() {
    if (frames.isEmpty()) {
      transmitting = false;
      modem.onIdle();
      wake();
    } else {
      antenna.transmit(modem.tuning(), modem.powerDbm(), frames.getFirst());
    }
  }

  void onTransmitted() {
    if (transmitting) {
      modem.onSent(frames.removeFirst().length());
      next();
    }
  }
}
