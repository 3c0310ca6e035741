package org.sheratan.bench;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

import org.sheratan.kernel.ByteReader;
import org.sheratan.kernel.ByteWriter;
import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.SeededEntropy;
import org.sheratan.radio.ether.Antenna;
import org.sheratan.radio.ether.Tuning;

/**
 * SIMULATION of managed flooding as Meshtastic does it (firmware 2.6, router and radio interface sources), for
 * comparison: a relay waits the longer the better it heard, and gives up when it hears another do it; seven hops;
 * whoever wants an acknowledgement tries three times; the next hop toward a node is learned from the way its
 * acknowledgement came, and the last try floods. It keeps the duty cycle by dropping.
 */
final class FloodNode implements Antenna.Listener {
  private static final int MESSAGE_BYTES = MeshtasticBytes.DIRECT_BYTES;
  private static final int ACK_BYTES = MeshtasticBytes.ACK_BYTES;
  /** A node's description: names, hardware, public key. */
  private static final int INFO_BYTES = 100;
  private static final long INFO_MICROS = 3 * 3_600_000_000L;
  private static final int TRIES = 3;
  private static final int HOPS = 7;
  private static final int LEAST_WINDOW = 3;
  private static final int LARGEST_WINDOW = 8;
  private static final long PROCESSING_MICROS = 4_500_000;
  private static final long HOUR_MICROS = 3_600_000_000L;
  private static final long DUTY_MICROS = HOUR_MICROS / 10;
  private static final int SEEN = 2_000;
  private static final int ANYONE = 0xff;

  /** What travels; {@code number} is the message's, for acknowledgements the acknowledged one's. */
  record Packet(Kind kind, int from, int to, int number, int serial, int hopsLeft, int nextHop, int relay) {
    enum Kind {
      MESSAGE, ACK, INFO
    }

    private Packet by(int newRelay, int newNextHop) {
      return new Packet(kind, from, to, number, serial, hopsLeft - 1, newNextHop, newRelay);
    }

    private long key() {
      return (long) kind.ordinal() << 56 | (long) from << 40 | (long) serial << 8;
    }
  }

  private record Sent(long endMicros, long lengthMicros) {}

  private final int self;
  private final Antenna antenna;
  private final Tuning tuning;
  private final SeededEntropy entropy;
  private final Consumer<Packet> delivered;
  private final Map<Long, Boolean> seen = new LinkedHashMap<>();
  private final Map<Long, Packet> relaying = new LinkedHashMap<>();
  private final List<Packet> ready = new ArrayList<>();
  private final Map<Integer, Integer> unacknowledged = new LinkedHashMap<>();
  private final Map<Integer, Integer> nextHops = new LinkedHashMap<>();
  private final Deque<Sent> sent = new ArrayDeque<>();
  private boolean sending;
  private boolean receiving;
  private boolean waiting;
  private int serial;

  FloodNode(int self, Antenna antenna, Tuning tuning, SeededEntropy entropy, Consumer<Packet> delivered) {
    this.self = self;
    this.antenna = antenna;
    this.tuning = tuning;
    this.entropy = entropy;
    this.delivered = delivered;
  }

  void start() {
    antenna.listen(this);
    antenna.receive(tuning);
    antenna.after(entropy.nextLong(INFO_MICROS), this::describe);
  }

  void send(int to, int number) {
    unacknowledged.put(number, 0);
    attempt(to, number);
  }

  private void describe() {
    originate(Packet.Kind.INFO, ANYONE, 0, ANYONE);
    antenna.after(INFO_MICROS, this::describe);
  }

  private void attempt(int to, int number) {
    Integer tries = unacknowledged.get(number);
    if (tries == null || tries == TRIES) {
      unacknowledged.remove(number);
      return;
    }
    unacknowledged.put(number, tries + 1);
    boolean last = tries + 1 == TRIES;
    originate(Packet.Kind.MESSAGE, to, number, last ? ANYONE : nextHops.getOrDefault(to, ANYONE));
    long airtime = tuning.modulation().airtimeMicros(MESSAGE_BYTES);
    long slots = (1L << LEAST_WINDOW) + 2 * LARGEST_WINDOW + (1L << (LARGEST_WINDOW + LEAST_WINDOW) / 2);
    antenna.after(2 * airtime + slots * slotMicros() + PROCESSING_MICROS, () -> attempt(to, number));
  }

  private void originate(Packet.Kind kind, int to, int number, int nextHop) {
    Packet packet = new Packet(kind, self, to, number, ++serial, HOPS, nextHop, self);
    remember(packet);
    antenna.after(entropy.nextLong(1L << LEAST_WINDOW) * slotMicros(), () -> offer(packet));
  }

  private void offer(Packet packet) {
    ready.add(packet);
    talk();
  }

  private void talk() {
    if (ready.isEmpty() || sending || waiting) {
      return;
    }
    if (receiving || antenna.active(tuning)) {
      waiting = true;
      antenna.after((1 + entropy.nextLong(1L << LEAST_WINDOW + 1)) * slotMicros(), () -> {
        waiting = false;
        talk();
      });
      return;
    }
    Packet packet = ready.removeFirst();
    Bytes frame = encode(packet);
    long lengthMicros = tuning.modulation().airtimeMicros(frame.length());
    if (usedMicros() + lengthMicros <= DUTY_MICROS) {
      sending = true;
      sent.add(new Sent(antenna.nowMicros() + lengthMicros, lengthMicros));
      antenna.transmit(tuning, AirMesh.POWER_DBM, frame);
    } else {
      talk();
    }
  }

  private long usedMicros() {
    while (!sent.isEmpty() && sent.peekFirst().endMicros <= antenna.nowMicros() - HOUR_MICROS) {
      sent.removeFirst();
    }
    return sent.stream().mapToLong(Sent::lengthMicros).sum();
  }

  @Override
  public void onPreamble() {
    receiving = true;
  }

  @Override
  public void onTransmitted() {
    sending = false;
    receiving = false;
    antenna.receive(tuning);
    talk();
  }

  @Override
  public void onReception(Antenna.Reception reception) {
    receiving = false;
    if (reception.intact()) {
      onPacket(decode(reception.frame()), reception.snrDb());
    }
    talk();
  }

  private void onPacket(Packet packet, double snrDb) {
    if (seen.containsKey(packet.key())) {
      // Somebody else does it.
      Packet pending = relaying.remove(packet.key());
      ready.remove(pending);
      return;
    }
    remember(packet);
    if (packet.kind == Packet.Kind.ACK) {
      nextHops.put(packet.from, packet.relay);
    }
    if (packet.to == self) {
      arrived(packet);
    } else if (packet.hopsLeft > 0 && packet.from != self
        && (packet.nextHop == ANYONE || packet.nextHop == self)) {
      int next = packet.nextHop == ANYONE ? ANYONE : nextHops.getOrDefault(packet.to, ANYONE);
      Packet onward = packet.by(self, next);
      relaying.put(packet.key(), onward);
      antenna.after(relayDelayMicros(snrDb), () -> {
        if (relaying.remove(packet.key()) != null) {
          offer(onward);
        }
      });
    }
  }

  private void arrived(Packet packet) {
    if (packet.kind == Packet.Kind.ACK) {
      unacknowledged.remove(packet.number);
      return;
    }
    delivered.accept(packet);
    originate(Packet.Kind.ACK, packet.from, packet.number, nextHops.getOrDefault(packet.from, ANYONE));
  }

  /** Twice the largest window of slots, then up to 2^window, which grows with the SNR from -20 to 10 dB. */
  private long relayDelayMicros(double snrDb) {
    double near = Math.clamp((snrDb + 20) / 30, 0, 1);
    int window = LEAST_WINDOW + (int) Math.round(near * (LARGEST_WINDOW - LEAST_WINDOW));
    return (2 * LARGEST_WINDOW + entropy.nextLong(1L << window)) * slotMicros();
  }

  /** 2.5 symbols and 7.6 ms of turning around (RadioInterface::computeSlotTimeMsec). */
  private long slotMicros() {
    return tuning.modulation().symbolMicros() * 5 / 2 + 7_600;
  }

  private void remember(Packet packet) {
    seen.put(packet.key(), true);
    if (seen.size() > SEEN) {
      seen.remove(seen.keySet().iterator().next());
    }
  }

  private static Bytes encode(Packet packet) {
    Bytes head = new ByteWriter(16).u8(packet.kind.ordinal()).u8(packet.from).u8(packet.to).u16(packet.number)
        .u16(packet.serial).u8(packet.hopsLeft).u8(packet.nextHop).u8(packet.relay).toBytes();
    int lengthBytes = switch (packet.kind) {
      case MESSAGE -> MESSAGE_BYTES;
      case ACK -> ACK_BYTES;
      case INFO -> INFO_BYTES;
    };
    return head.concat(Bytes.copyOf(new byte[lengthBytes - head.length()]));
  }

  private static Packet decode(Bytes frame) {
    ByteReader reader = new ByteReader(frame);
    return new Packet(Packet.Kind.values()[reader.u8("kind")], reader.u8("from"), reader.u8("to"),
        reader.u16("number"), reader.u16("serial"), reader.u8("hops"), reader.u8("next"), reader.u8("relay"));
  }
}
