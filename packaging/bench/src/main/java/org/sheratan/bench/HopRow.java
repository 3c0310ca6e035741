package org.sheratan.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

import org.sheratan.kernel.Check;
import org.sheratan.radio.air.LoraModulation;
import org.sheratan.radio.ether.AirFaults;
import org.sheratan.radio.ether.PathLoss;
import org.sheratan.radio.ether.Position;
import org.sheratan.radio.ether.Topology;
import org.sheratan.radio.frame.Limits;

/** Messages over a row of hops that lose frames: what arrives in time, and what it costs on the air. */
final class HopRow {
  private static final LoraModulation SF8 = new LoraModulation(8, 125_000, 5, 8);
  private static final long HOUR_MS = 3_600_000;
  private static final int DEADLINE_FACTOR = 20;

  /**
   * @param delivered share of the messages acknowledged before their deadline
   * @param expired share of the others that their sender was told of
   * @param airtimeRatio everything on the air, to each hop's frames repeated as often as loss asks for with free and
   *     perfect feedback
   */
  record Outcome(double delivered, double expired, double airtimeRatio, double meanMs, AirMesh mesh) {}

  private final int hops;
  private final double loss;
  private final int messageBytes;
  private final int inFlight;

  HopRow(int hops, double loss, int messageBytes, int inFlight) {
    this.hops = hops;
    this.loss = loss;
    this.messageBytes = messageBytes;
    this.inFlight = inFlight;
  }

  /** @param seed also names the row: the same gives the same */
  Outcome run(long seed, int messages) {
    Outcome lossFree = new HopRow(hops, 0, messageBytes, inFlight).run(seed, Math.min(messages, 40),
        HOUR_MS);
    return run(seed, messages, Math.round(DEADLINE_FACTOR * lossFree.meanMs));
  }

  /** The same with a deadline of its own. */
  Outcome run(long seed, int messages, long deadlineMs) {
    AirMesh mesh = new AirMesh(seed, SF8, PathLoss.COUNTRY);
    List<String> names = IntStream.rangeClosed(0, hops).mapToObj(index -> "n" + index).toList();
    mesh.air.topology(Topology.line(names));
    for (int index = 0; index <= hops; index++) {
      mesh.add(names.get(index), new Position(100.0 * index, 0));
    }
    Check.that(mesh.runUntil(HOUR_MS, mesh::everyoneKnowsEveryone), "the row knows itself");
    AirNode from = mesh.nodes().getFirst();
    AirNode to = mesh.nodes().getLast();
    mesh.run(HOUR_MS / 2);
    exchange(mesh, from, to, 1, HOUR_MS);
    mesh.air.faults(AirFaults.losing(loss));
    mesh.run(HOUR_MS / 2);
    long beforeMicros = mesh.air.counters().airtimeMicros();
    List<Long> tookMs = new ArrayList<>();
    int lost = exchange(mesh, from, to, messages, deadlineMs, tookMs);
    double onAirMicros = mesh.air.counters().airtimeMicros() - beforeMicros;
    double idealMicros = (double) messages * hops
        * SF8.airtimeMicros(messageBytes + Limits.RELAY_OVERHEAD_BYTES) / (1 - loss);
    return new Outcome((double) tookMs.size() / messages, lost == 0 ? 1 : (double) told(from) / lost,
        onAirMicros / idealMicros, tookMs.stream().mapToLong(ms -> ms).average().orElse(0), mesh);
  }

  private static long told(AirNode from) {
    return from.undelivered.size();
  }

  private void exchange(AirMesh mesh, AirNode from, AirNode to, int messages, long deadlineMs) {
    int lost = exchange(mesh, from, to, messages, deadlineMs, new ArrayList<>());
    Check.that(lost == 0, "nothing is lost without loss");
  }

  /** @return how many did not arrive in time */
  private int exchange(AirMesh mesh, AirNode from, AirNode to, int messages, long deadlineMs,
      List<Long> tookMs) {
    record Sent(long ticket, long atMs) {}
    List<Sent> open = new ArrayList<>();
    int sent = 0;
    int lost = 0;
    while (sent < messages || !open.isEmpty()) {
      while (sent < messages && open.size() < inFlight) {
        open.add(new Sent(mesh.send(from, to, mesh.random(messageBytes), deadlineMs), mesh.nowMs()));
        sent++;
      }
      mesh.runUntil(deadlineMs + 1, () -> open.stream().anyMatch(
          one -> from.deliveredMs.containsKey(one.ticket) || from.undelivered.containsKey(one.ticket)));
      for (Sent one : List.copyOf(open)) {
        Long deliveredMs = from.deliveredMs.get(one.ticket);
        if (deliveredMs != null) {
          tookMs.add(deliveredMs - one.atMs);
          open.remove(one);
        } else if (from.undelivered.containsKey(one.ticket)) {
          lost++;
          open.remove(one);
        }
      }
    }
    return lost;
  }
}
