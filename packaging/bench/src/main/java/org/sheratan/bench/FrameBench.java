package org.sheratan.bench;

import java.util.ArrayList;
import java.util.List;

import org.sheratan.core.wire.FortyByteJob;
import org.sheratan.core.wire.WireCodec;
import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.Check;
import org.sheratan.kernel.NodeId;
import org.sheratan.radio.frame.FrameHead;
import org.sheratan.radio.frame.FrameType;

/**
 * Bytes on the air, counted on frames that real meshes have sent to each other in virtual time, beside what other
 * stacks need; and the two candidates for sealing frames.
 */
final class FrameBench implements Benchmark {
  private static final int FAR = 3;

  @Override
  public String name() {
    return "frame";
  }

  @Override
  public List<Figure> run() throws Exception {
    List<Figure> figures = new ArrayList<>(sizes());
    figures.addAll(SealingBench.measure());
    return figures;
  }

  static List<Figure> sizes() {
    AirExchange near = new AirExchange(1);
    Bytes job = job(near);
    Bytes result = result(near);
    List<Bytes> plain = near.frames(List.of(job, result));
    List<Bytes> signed = near.frames(List.of(signed(near), result));
    List<Figure> figures = new ArrayList<>();
    figures.add(Figure.alone("overhead.one-hop", plain.getFirst().length() - job.length(), "bytes"));
    figures.add(Figure.alone("overhead.multi-hop", farOverhead(), "bytes"));
    figures.add(Figure.atMost("announce", near.announces().getFirst().length(), "bytes", "Reticulum announce",
        AirPeer.RETICULUM_ANNOUNCE_BYTES));
    figures.add(
        Figure.atMost("job.40+40", bytes(plain), "bytes", AirPeer.MESHCORE.name(), AirPeer.MESHCORE.bytes()));
    figures.add(Figure.atMost("job.40+40.frames", plain.size(), "frames", AirPeer.MESHCORE.name(),
        AirPeer.MESHCORE.packets()));
    figures.add(Figure.atMost("job.40+40.airtime", airtimeMs(plain), "ms", AirPeer.MESHCORE.name(),
        AirPeer.MESHCORE.airtimeMs()));
    figures.add(
        Figure.atMost("job.40+40.signed", bytes(signed), "bytes", AirPeer.LXMF.name(), AirPeer.LXMF.bytes()));
    figures.add(Figure.atMost("job.40+40.signed.airtime", airtimeMs(signed), "ms", AirPeer.LXMF.name(),
        AirPeer.LXMF.airtimeMs()));
    List<Bytes> full = near.frames(FullJob.messages(near.first().identity, near.last().identity));
    figures.add(Figure.alone("job.full", bytes(full), "bytes"));
    figures.add(Figure.alone("job.full.frames", full.size(), "frames"));
    figures.add(Figure.alone("job.full.airtime", airtimeMs(full), "ms"));
    for (AirPeer peer : AirPeer.ALL) {
      figures.add(
          Figure.atMost("job.40+40.beside-" + peer.slug(), bytes(plain), "bytes", peer.name(), peer.bytes()));
    }
    return figures;
  }

  private static Bytes job(AirExchange exchange) {
    NodeId owner = exchange.first().id();
    return WireCodec.encode(FortyByteJob.job(owner), owner, exchange.last().id());
  }

  private static Bytes result(AirExchange exchange) {
    NodeId owner = exchange.first().id();
    return WireCodec.encode(FortyByteJob.result(owner), exchange.last().id(), owner);
  }

  /** The submission with its submitter's Ed25519 signature behind it. */
  private static Bytes signed(AirExchange exchange) {
    NodeId owner = exchange.first().id();
    return WireCodec.encodeSigned(FortyByteJob.job(owner), exchange.first().identity, exchange.last().id());
  }

  /** Of the frames that carry the job over several hops, the longest beside what it carries. */
  private static int farOverhead() {
    AirExchange far = new AirExchange(FAR);
    Bytes job = job(far);
    List<Bytes> relayed = far.frames(List.of(job, result(far))).stream()
        .filter(frame -> FrameHead.peek(frame).type() == FrameType.RELAY).toList();
    Check.that(relayed.size() >= 2 * FAR, "the job did not travel by relays");
    return relayed.stream().mapToInt(Bytes::length).max().orElseThrow() - job.length();
  }

  private static int bytes(List<Bytes> frames) {
    return frames.stream().mapToInt(Bytes::length).sum();
  }

  private static double airtimeMs(List<Bytes> frames) {
    return frames.stream().mapToDouble(frame -> LoraAirtime.SF8.ms(frame.length())).sum();
  }
}
