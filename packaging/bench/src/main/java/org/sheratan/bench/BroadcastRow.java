package org.sheratan.bench;

import java.util.List;
import java.util.Optional;

import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.Check;
import org.sheratan.radio.air.LoraModulation;
import org.sheratan.radio.ether.AirFaults;
import org.sheratan.radio.ether.AirFrame;
import org.sheratan.radio.ether.AirTap;
import org.sheratan.radio.ether.PathLoss;
import org.sheratan.radio.ether.Position;
import org.sheratan.radio.frame.Batch;
import org.sheratan.radio.frame.FrameHead;
import org.sheratan.radio.frame.FrameType;
import org.sheratan.radio.frame.GroupId;
import org.sheratan.radio.mesh.Groups;

/** One large message to a group of neighbors, each of whom loses frames of its own: what it costs until all have it. */
final class BroadcastRow {
  private static final LoraModulation SF8 = new LoraModulation(8, 125_000, 5, 8);
  private static final long HOUR_MS = 3_600_000;
  private static final long JOINING_MS = HOUR_MS;
  /** Group frame 20, kind and hint 3, head of a fragment 6. */
  private static final int FRAME_BYTES = 29;
  /** Length 3, serial of the key 1, signature 64. */
  private static final int WHOLE_BYTES = 68;
  private static final double NEGLIGIBLE = 1e-9;

  /**
   * @param pieces k: the frames that carry the content without loss
   * @param sent frames of the sender
   * @param complete how many receivers got it whole
   * @param airtimeRatio all group frames on the air, reports included (their share of batches), to the ideal: frames as long as ours,
   *     of which any k are enough, sent until the last receiver has k, by a sender who knows at once
   * @param reports frames that were sent by receivers
   */
  record Outcome(int pieces, int sent, int complete, double airtimeRatio, int reports, double seconds,
      AirMesh mesh) {}

  private BroadcastRow() {}

  static Outcome run(long seed, int receivers, int bytes, double loss) {
    AirMesh mesh = row(seed, receivers);
    AirNode from = mesh.nodes().getFirst();
    GroupId group = group(mesh, from);
    mesh.run(2 * HOUR_MS);
    mesh.air.faults(AirFaults.losing(loss));
    Ledger ledger = new Ledger(from.name());
    mesh.air.tap(ledger);
    long startMs = mesh.nowMs();
    Bytes content = mesh.random(bytes);
    Optional<Groups.Refused> refused = from.broadcast(group, content, mesh.now());
    Check.that(refused.isEmpty(), "the group takes it");
    mesh.runUntil(HOUR_MS, () -> complete(mesh, content) == receivers);
    double seconds = (mesh.nowMs() - startMs) / 1e3;
    // Whatever else it costs after the last has it.
    mesh.run(HOUR_MS);
    int pieces = Math.ceilDiv(bytes + WHOLE_BYTES, ledger.longestBytes - FRAME_BYTES);
    double idealMicros = slowest(pieces, loss, receivers) * SF8.airtimeMicros(ledger.longestBytes);
    return new Outcome(pieces, ledger.sent, complete(mesh, content), ledger.micros / idealMicros,
        ledger.reports, seconds,
        mesh);
  }

  static AirMesh row(long seed, int receivers) {
    AirMesh mesh = new AirMesh(seed, SF8, PathLoss.COUNTRY);
    for (int index = 0; index <= receivers; index++) {
      mesh.add("n" + index, new Position(40.0 * index, 0));
    }
    return mesh;
  }

  /** Lets all others into a group of the first node's; an hour is enough though they all come at once. */
  static GroupId group(AirMesh mesh, AirNode admin) {
    Check.that(mesh.runUntil(JOINING_MS, mesh::everyoneKnowsEveryone), "neighbors know each other");
    GroupId group = admin.createGroup("team", mesh.now());
    List<AirNode> others = mesh.nodes().subList(1, mesh.nodes().size());
    for (AirNode newcomer : others) {
      newcomer.join(admin.invite(group, JOINING_MS, mesh.now()), JOINING_MS, mesh.now());
    }
    Check.that(
        mesh.runUntil(JOINING_MS,
            () -> mesh.nodes().stream().allMatch(node -> node.hears(group, others.size()))),
        "all are in the group");
    return group;
  }

  private static int complete(AirMesh mesh, Bytes content) {
    return (int) mesh.nodes().stream()
        .filter(node -> node.heard.stream().anyMatch(words -> words.message().equals(content))).count();
  }

  /**
   * Expected transmissions until each of {@code receivers} has {@code pieces}: the largest of so many negative binomial
   * variables, by the sum over n of P(not all have enough after n).
   */
  static double slowest(int pieces, double loss, int receivers) {
    double expected = pieces;
    double[] got = new double[pieces + 1];
    got[0] = 1;
    for (int sent = 1;; sent++) {
      got[pieces] += got[pieces - 1] * (1 - loss);
      for (int have = pieces - 1; have > 0; have--) {
        got[have] = got[have] * loss + got[have - 1] * (1 - loss);
      }
      got[0] *= loss;
      if (sent >= pieces) {
        double open = 1 - Math.pow(got[pieces], receivers);
        if (open < NEGLIGIBLE) {
          return expected;
        }
        expected += open;
      }
    }
  }

  /** What is said to the group from now on: pieces and reports. */
  private static final class Ledger implements AirTap {
    private final String sender;
    private double micros;
    private int sent;
    private int reports;
    private int longestBytes;

    private Ledger(String sender) {
      this.sender = sender;
    }

    @Override
    public void onEnd(AirFrame frame, long endMicros) {
      FrameHead head = FrameHead.peek(frame.frame());
      List<Bytes> all = head.type() == FrameType.BATCH
          ? Batch.decode(frame.frame()).frames()
          : List.of(frame.frame());
      int allBytes = all.stream().mapToInt(Bytes::length).sum();
      int groupBytes = all.stream().filter(Ledger::ofGroup).mapToInt(Bytes::length).sum();
      if (groupBytes > 0) {
        add(frame.station(), (endMicros - frame.startMicros()) * (double) groupBytes / allBytes, groupBytes);
      }
    }

    private static boolean ofGroup(Bytes frame) {
      FrameHead head = FrameHead.peek(frame);
      return head.type() == FrameType.DATA && head.hopLimit() > 0;
    }

    private void add(String station, double airMicros, int lengthBytes) {
      micros += airMicros;
      if (!station.equals(sender)) {
        reports++;
        return;
      }
      sent++;
      longestBytes = Math.max(longestBytes, lengthBytes);
    }
  }
}
