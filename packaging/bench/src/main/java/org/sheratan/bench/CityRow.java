package org.sheratan.bench;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.SeededEntropy;
import org.sheratan.radio.ether.Airwaves;
import org.sheratan.radio.ether.Tuning;
import org.sheratan.radio.link.lora.RadioSettings;

/** 40-byte messages between the nodes of a {@link City}: what arrives, and what each one that did cost on the air. */
final class CityRow {
  private static final long MICROS_PER_MS = 1_000;
  static final long HOUR_MS = 3_600_000;
  static final int MESSAGE_BYTES = 40;
  /** As long as a message is worth anything. */
  static final long LIFETIME_MS = 600_000;

  /** @param airtimeMs of everything on the air while there was traffic and until the last message expired */
  record Outcome(int sent, int delivered, double airtimeMs, int findings) {
    double share() {
      return (double) delivered / sent;
    }

    double msPerDelivered() {
      return airtimeMs / delivered;
    }
  }

  private CityRow() {}

  /** Our meshes: announces for {@code settleMs}, then traffic. */
  static Outcome meshes(long seed, City city, double perHour, long settleMs, long trafficMs) {
    AirMesh mesh = new AirMesh(seed, City.SF8, City.GROUND);
    return meshes(mesh, city, perHour, settleMs, trafficMs);
  }

  static Outcome meshes(AirMesh mesh, City city, double perHour, long settleMs, long trafficMs) {
    for (int node = 0; node < city.nodes(); node++) {
      mesh.add("n" + node, city.position(node));
    }
    mesh.run(settleMs);
    double beforeMicros = mesh.air.counters().airtimeMicros();
    long startMs = mesh.nowMs();
    List<City.Message> traffic = city.traffic(perHour, trafficMs);
    for (int number = 0; number < traffic.size(); number++) {
      City.Message message = traffic.get(number);
      mesh.run(Math.max(0, startMs + message.atMs() - mesh.nowMs()));
      mesh.send(mesh.nodes().get(message.from()), mesh.nodes().get(message.to()), numbered(number),
          LIFETIME_MS);
    }
    mesh.run(startMs + trafficMs + LIFETIME_MS - mesh.nowMs());
    Set<Bytes> arrived = new HashSet<>();
    mesh.nodes().forEach(node -> node.arrived.forEach(message -> arrived.add(message.message())));
    return new Outcome(traffic.size(), arrived.size(),
        (mesh.air.counters().airtimeMicros() - beforeMicros) / MICROS_PER_MS, mesh.findings().size());
  }

  /** The same with managed flooding. */
  static Outcome floods(long seed, City city, double perHour, long settleMs, long trafficMs) {
    SeededEntropy entropy = new SeededEntropy(seed);
    Airwaves air = new Airwaves(entropy.fork("air"), City.GROUND);
    Tuning tuning = new Tuning(AirMesh.FREQUENCY_HZ, City.SF8, RadioSettings.SYNC_WORD, false);
    Set<Integer> arrived = new HashSet<>();
    List<FloodNode> nodes = new ArrayList<>();
    for (int number = 0; number < city.nodes(); number++) {
      FloodNode node = new FloodNode(FloodRules.FIRMWARE_2_6, number,
          air.attach("n" + number, "board " + number, city.position(number)),
          AirMesh.POWER_DBM, tuning, entropy.fork("node " + number), packet -> arrived.add(packet.number()));
      nodes.add(node);
      node.start();
    }
    air.advance(settleMs * MICROS_PER_MS);
    double beforeMicros = air.counters().airtimeMicros();
    List<City.Message> traffic = city.traffic(perHour, trafficMs);
    for (int number = 0; number < traffic.size(); number++) {
      City.Message message = traffic.get(number);
      air.advance((settleMs + message.atMs()) * MICROS_PER_MS);
      nodes.get(message.from()).send(message.to(), number);
    }
    air.advance((settleMs + trafficMs + LIFETIME_MS) * MICROS_PER_MS);
    return new Outcome(traffic.size(), arrived.size(),
        (air.counters().airtimeMicros() - beforeMicros) / MICROS_PER_MS, 0);
  }

  /** 40 bytes that no other message has. */
  private static Bytes numbered(int number) {
    byte[] bytes = new byte[MESSAGE_BYTES];
    for (int index = 0; index < Integer.BYTES; index++) {
      bytes[index] = (byte) (number >>> 8 * index);
    }
    return Bytes.copyOf(bytes);
  }
}
