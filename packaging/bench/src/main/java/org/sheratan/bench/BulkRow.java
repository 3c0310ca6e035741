package org.sheratan.bench;

import java.util.List;

import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.Check;
import org.sheratan.radio.air.LoraModulation;
import org.sheratan.radio.ether.AirFaults;
import org.sheratan.radio.ether.AirFrame;
import org.sheratan.radio.ether.AirTap;

/** One large message between neighbors at SF7: how much of the channel's rate it gets, and how often it sends. */
final class BulkRow {
  private static final LoraModulation SF7 = new LoraModulation(7, 125_000, 5, 8);
  private static final int LONGEST_FRAME_BYTES = 255;
  private static final long HOUR_MS = 3_600_000;

  /**
   * @param rateShare content an airtime second of the sender, to what frames of 255 bytes carry
   * @param elapsedShare content a second of time, to the same without any pause
   * @param transmissionRatio the sender's frames, to as many full ones as the content needs
   */
  record Outcome(double rateShare, double elapsedShare, double transmissionRatio, double seconds,
      AirMesh mesh) {}

  private BulkRow() {}

  static Outcome run(long seed, int bytes, double loss) {
    AirMesh mesh = AirMesh.pair(seed, SF7);
    AirNode from = mesh.nodes().getFirst();
    AirNode to = mesh.nodes().getLast();
    long hello = mesh.send(from, to, Bytes.utf8("hello"), HOUR_MS);
    Check.that(mesh.runUntil(HOUR_MS, () -> from.deliveredMs.containsKey(hello)), "there is a session");
    mesh.run(2 * HOUR_MS);
    mesh.air.faults(AirFaults.losing(loss));
    long[] sender = new long[2];
    mesh.air.tap(new AirTap() {
      @Override
      public void onEnd(AirFrame frame, long endMicros) {
        if (frame.station().equals("a")) {
          sender[0] += endMicros - frame.startMicros();
          sender[1]++;
        }
      }
    });
    long startMs = mesh.nowMs();
    Bytes content = mesh.random(bytes);
    long ticket = mesh.send(from, to, content, 4 * HOUR_MS);
    Check.that(mesh.runUntil(4 * HOUR_MS, () -> from.deliveredMs.containsKey(ticket)), "it arrives");
    Check.that(List.of(content).contains(to.arrived.getLast().message()), "it arrives whole");
    double bytesPerMicro = LONGEST_FRAME_BYTES / (double) SF7.airtimeMicros(LONGEST_FRAME_BYTES);
    double elapsedMicros = 1_000.0 * (mesh.nowMs() - startMs);
    double leastFrames = Math.ceil(bytes / (LONGEST_FRAME_BYTES - 21.0));
    return new Outcome(bytes / (double) sender[0] / bytesPerMicro, bytes / elapsedMicros / bytesPerMicro,
        sender[1] / leastFrames, elapsedMicros / 1e6, mesh);
  }
}
