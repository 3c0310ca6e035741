package org.sheratan.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;

import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.Check;
import org.sheratan.kernel.Now;
import org.sheratan.kernel.SeededEntropy;
import org.sheratan.radio.air.AntennaPath;
import org.sheratan.radio.air.DutyAudit;
import org.sheratan.radio.air.LoraModulation;
import org.sheratan.radio.air.Region;
import org.sheratan.radio.air.RegionTable;
import org.sheratan.radio.ether.AirFrame;
import org.sheratan.radio.ether.AirTap;
import org.sheratan.radio.ether.Airwaves;
import org.sheratan.radio.ether.PathLoss;
import org.sheratan.radio.ether.Position;
import org.sheratan.radio.frame.FrameHead;
import org.sheratan.radio.frame.FrameType;
import org.sheratan.radio.link.lora.LoraPlan;
import org.sheratan.radio.secure.NetworkKey;
import org.sheratan.radio.secure.Sessions;

/**
 * SIMULATION: real meshes on real LoRa stations over simulated air, in virtual time, in Europe's 10 % sub-band, with
 * an audit that hears every transmission.
 */
final class AirMesh {
  static final long FREQUENCY_HZ = 869_525_000;
  static final int POWER_DBM = 14;
  private static final long MICROS_PER_MS = 1_000;
  private static final long HOUR_MS = 3_600_000;
  private static final AntennaPath ANTENNA = new AntennaPath(2, 0);
  private static final Region REGION = RegionTable.builtIn().find("EU868").orElseThrow();

  final Airwaves air;
  final LoraModulation modulation;
  private final DutyAudit audit = new DutyAudit(REGION, ANTENNA);
  private final SeededEntropy entropy;
  private final NetworkKey network;
  private final List<AirNode> nodes = new ArrayList<>();
  private final Map<FrameType, Long> airtimeMicros = new LinkedHashMap<>();
  private final Map<FrameType, Long> transmissions = new LinkedHashMap<>();
  private long nowMs = 1;

  AirMesh(long seed, LoraModulation modulation, PathLoss ground) {
    this.entropy = new SeededEntropy(seed);
    this.modulation = modulation;
    this.air = new Airwaves(entropy.fork("air"), ground);
    SeededEntropy keys = entropy.fork("network");
    this.network = NetworkKey.generate(length -> AirNode.seeded(keys, length));
    air.tap(new AirTap() {
      @Override
      public void onEnd(AirFrame frame, long endMicros) {
        audit.add(new DutyAudit.Emission(frame.transmitter(), frame.tuning().frequencyHz(),
            frame.tuning().modulation().bandwidthHz(), frame.powerDbm(), frame.startMicros(), endMicros));
        FrameType type = FrameHead.peek(frame.frame()).type();
        airtimeMicros.merge(type, endMicros - frame.startMicros(), Long::sum);
        transmissions.merge(type, 1L, Long::sum);
      }
    });
  }

  AirNode add(String name, Position position) {
    LoraPlan plan = new LoraPlan("lora0", FREQUENCY_HZ, modulation, POWER_DBM, ANTENNA, true,
        Optional.of(REGION));
    AirNode node = new AirNode(name, network, entropy.fork("node " + name),
        air.attach(name, "board of " + name, position), plan, now());
    nodes.add(node);
    return node;
  }

  /** Two neighbors who know each other. */
  static AirMesh pair(long seed, LoraModulation modulation) {
    AirMesh mesh = new AirMesh(seed, modulation, PathLoss.COUNTRY);
    mesh.add("a", new Position(0, 0));
    mesh.add("b", new Position(100, 0));
    Check.that(mesh.runUntil(HOUR_MS, mesh::everyoneKnowsEveryone), "two know each other");
    return mesh;
  }

  /** The sessions of {@code node} as it would find them after a restart now. */
  Sessions sessions(AirNode node) {
    return new Sessions(node.identity, network, node.durable, this::random, now());
  }

  List<AirNode> nodes() {
    return nodes;
  }

  Now now() {
    return Now.monotonic(nowMs);
  }

  long nowMs() {
    return nowMs;
  }

  /** What was on the air so far, by the type of what was transmitted: batches by themselves. */
  Map<FrameType, Long> airtimeMicros() {
    return new LinkedHashMap<>(airtimeMicros);
  }

  Map<FrameType, Long> transmissions() {
    return new LinkedHashMap<>(transmissions);
  }

  /** Whatever broke the law. */
  List<DutyAudit.Finding> findings() {
    return audit.findings();
  }

  Bytes random(int length) {
    return AirNode.seeded(entropy, length);
  }

  long send(AirNode from, AirNode to, Bytes message, long lifetimeMs) {
    return from.send(to.id(), message, lifetimeMs, now());
  }

  void run(long forMs) {
    runUntil(forMs, () -> false);
  }

  /** @return whether {@code done} came true within {@code atMostMs} */
  boolean runUntil(long atMostMs, BooleanSupplier done) {
    long endMs = nowMs + atMostMs;
    while (!done.getAsBoolean()) {
      long nextMs = Math.max(nowMs, nextMs());
      if (nextMs > endMs) {
        nowMs = endMs;
        air.advance(nowMs * MICROS_PER_MS);
        return false;
      }
      nowMs = nextMs;
      air.advance(nowMs * MICROS_PER_MS);
      for (AirNode node : nodes) {
        if (node.nextMs() <= nowMs) {
          node.turn(now());
        }
      }
    }
    return true;
  }

  private long nextMs() {
    long nextMs = air.nextDueMicros() == Long.MAX_VALUE
        ? Long.MAX_VALUE
        : Math.ceilDiv(air.nextDueMicros(), MICROS_PER_MS);
    for (AirNode node : nodes) {
      nextMs = Math.min(nextMs, node.nextMs());
    }
    return nextMs;
  }

  boolean everyoneKnowsEveryone() {
    return nodes.stream().allMatch(node -> node.mesh.peers().size() == nodes.size() - 1);
  }
}
