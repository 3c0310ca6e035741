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
 * SIMULATION of managed flooding as Meshtastic does it, for comparison: a relay waits the longer the better it heard,
 * and gives up when it hears another do it; whoever wants an acknowledgement tries again; the next hop toward a node is learned from the way its
 * acknowledgement came, and the last try floods. It keeps the duty cycle by dropping.
 */
final class FloodNode implements Antenna.Listener {
  private static final int ACK_BYTES = MeshtasticBytes.ACK_BYTES;
  /** A node's description: names, hardware, public key. */
  private static final int INFO_BYTES = 100;
  private static final long INFO_MICROS = 3 * 3_600_000_000L;
  private static final int LARGEST_WINDOW = 8;
  private static final long PROCESSING_MICROS = 4_500_000;
  private static final long HOUR_MICROS = 3_600_000_000L;
  private static final long DUTY_MICROS = HOUR_MICROS / 10;
  private static final int SEEN = 2_000;
  private static final int ANYONE = 0xff;
  private static final double WORST_SNR_DB = -20;

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

  /** @param heardDb of what is relayed; NaN for our own */
  private record Ready(Packet packet, double heardDb) {}

  private record Sent(long endMicros, long lengthMicros) {}

  private final FloodRules rules;
  private final int self;
  private final Antenna antenna;
  private final double powerDbm;
  private final Tuning tuning;
  private final SeededEntropy entropy;
  private final Consumer<Packet> delivered;
  private final Map<Long, Boolean> seen = new LinkedHashMap<>();
  private final Map<Long, Packet> relaying = new LinkedHashMap<>();
  private final List<Ready> ready = new ArrayList<>();
  private final Map<Integer, Integer> unacknowledged = new LinkedHashMap<>();
  private final Map<Integer, Integer> nextHops = new LinkedHashMap<>();
  private final Deque<Sent> sent = new ArrayDeque<>();
  private boolean sending;
  private boolean receiving;
  private boolean waiting;
  private int serial;

  FloodNode(FloodRules rules, int self, Antenna antenna, double powerDbm, Tuning tuning,
      SeededEntropy entropy, Consumer<Packet> delivered) {
    this.rules = rules;
    this.self = self;
    this.antenna = antenna;
    this.powerDbm = powerDbm;
    this.tuning = tuning;
    this.entropy = entropy;
    this.delivered = delivered;
  }

  void start() {
    antenna.listen(this);
    antenna.receive(tuning);
    if (rules.describes()) {
      antenna.after(entropy.nextLong(INFO_MICROS), this::describe);
    }
  }

  /** Each try is flooded anew, even where the firmware would take it for a duplicate: that is in its favor. */
  void send(int to, int number) {
    unacknowledged.put(number, 0);
    attempt(to, number);
  }

  /** To everyone; to hear one relay it is the acknowledgement. */
  void broadcast(int number) {
    unacknowledged.put(number, 0);
    repeat(fresh(Packet.Kind.MESSAGE, ANYONE, number, ANYONE));
  }

  private void repeat(Packet packet) {
    if (!givenUp(packet.number)) {
      offerSoon(packet);
      antenna.after(retryMicros(), () -> repeat(packet));
    }
  }

  private void describe() {
    originate(Packet.Kind.INFO, ANYONE, 0, ANYONE);
    antenna.after(INFO_MICROS, this::describe);
  }

  private void attempt(int to, int number) {
    if (givenUp(number)) {
      return;
    }
    boolean last = unacknowledged.get(number) == rules.tries();
    originate(Packet.Kind.MESSAGE, to, number, last ? ANYONE : nextHops.getOrDefault(to, ANYONE));
    antenna.after(retryMicros(), () -> attempt(to, number));
  }

  /** Counts one more try, if there is to be one. */
  private boolean givenUp(int number) {
    Integer tries = unacknowledged.get(number);
    if (tries == null || tries == rules.tries()) {
      unacknowledged.remove(number);
      return true;
    }
    unacknowledged.put(number, tries + 1);
    return false;
  }

  private long retryMicros() {
    long slots = (1L << rules.leastWindow()) + headStartSlots()
        + (1L << (LARGEST_WINDOW + rules.leastWindow()) / 2);
    return 2 * tuning.modulation().airtimeMicros(rules.messageBytes()) + slots * slotMicros()
        + PROCESSING_MICROS;
  }

  private long headStartSlots() {
    return rules.headStart() ? 2 * LARGEST_WINDOW : 0;
  }

  private void originate(Packet.Kind kind, int to, int number, int nextHop) {
    offerSoon(fresh(kind, to, number, nextHop));
  }

  private Packet fresh(Packet.Kind kind, int to, int number, int nextHop) {
    Packet packet = new Packet(kind, self, to, number, ++serial, rules.hops(), nextHop, self);
    remember(packet);
    return packet;
  }

  private void offerSoon(Packet packet) {
    Ready own = new Ready(packet, Double.NaN);
    antenna.after(delayMicros(own), () -> offer(own));
  }

  private void offer(Ready next) {
    ready.add(next);
    talk();
  }

  private void talk() {
    if (ready.isEmpty() || sending || waiting) {
      return;
    }
    if (receiving || antenna.active(tuning) || entropy.chance(rules.busyShare())) {
      waiting = true;
      // RadioLibInterface::setTransmitDelay: drawn again, for what is relayed by its signal again.
      antenna.after(slotMicros() + delayMicros(ready.getFirst()), () -> {
        waiting = false;
        talk();
      });
      return;
    }
    Packet packet = ready.removeFirst().packet;
    Bytes frame = encode(packet);
    long lengthMicros = tuning.modulation().airtimeMicros(frame.length());
    if (!rules.dutyLimited() || usedMicros() + lengthMicros <= DUTY_MICROS) {
      sending = true;
      sent.add(new Sent(antenna.nowMicros() + lengthMicros, lengthMicros));
      antenna.transmit(tuning, powerDbm, frame);
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
      relaying.remove(packet.key());
      ready.removeIf(one -> one.packet.key() == packet.key() && one.packet.from != self);
      if (packet.from == self && packet.to == ANYONE) {
        unacknowledged.remove(packet.number);
      }
      return;
    }
    remember(packet);
    if (packet.kind == Packet.Kind.ACK) {
      nextHops.put(packet.from, packet.relay);
    }
    if (packet.to == self) {
      arrived(packet);
      return;
    }
    if (packet.to == ANYONE && packet.kind == Packet.Kind.MESSAGE) {
      delivered.accept(packet);
    }
    if (packet.hopsLeft > 0 && packet.from != self
        && (packet.nextHop == ANYONE || packet.nextHop == self)) {
      int next = packet.nextHop == ANYONE ? ANYONE : nextHops.getOrDefault(packet.to, ANYONE);
      Ready onward = new Ready(packet.by(self, next), snrDb);
      relaying.put(packet.key(), onward.packet);
      antenna.after(delayMicros(onward), () -> {
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

  /** Our own: up to 2^least slots. Relayed: the head start, then up to 2^window, which grows with the SNR. */
  private long delayMicros(Ready next) {
    if (Double.isNaN(next.heardDb)) {
      return entropy.nextLong(1L << rules.leastWindow()) * slotMicros();
    }
    double near = Math.clamp(
        (next.heardDb + rules.quietDb() - WORST_SNR_DB) / (rules.bestSnrDb() - WORST_SNR_DB),
        0, 1);
    int window = rules.leastWindow() + (int) (near * (LARGEST_WINDOW - rules.leastWindow()));
    return (headStartSlots() + entropy.nextLong(1L << window)) * slotMicros();
  }

  /** Channel activity detection, and 7.6 ms of turning around (RadioInterface::computeSlotTimeMsec). */
  private long slotMicros() {
    return tuning.modulation().symbolMicros() * rules.slotHalfSymbols() / 2 + 7_600;
  }

  private void remember(Packet packet) {
    seen.put(packet.key(), true);
    if (seen.size() > SEEN) {
      seen.remove(seen.keySet().iterator().next());
    }
  }

  private Bytes encode(Packet packet) {
    Bytes head = new ByteWriter(16).u8(packet.kind.ordinal()).u8(packet.from).u8(packet.to).u16(packet.number)
        .u16(packet.serial).u8(packet.hopsLeft).u8(packet.nextHop).u8(packet.relay).toBytes();
    int lengthBytes = switch (packet.kind) {
      case MESSAGE -> rules.messageBytes();
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
