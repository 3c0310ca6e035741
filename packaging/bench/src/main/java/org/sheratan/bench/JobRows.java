package org.sheratan.bench;

import java.util.ArrayList;
import java.util.List;

import org.sheratan.core.wire.FortyByteJob;
import org.sheratan.core.wire.WireCodec;
import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.NodeId;

/**
 * A 40-byte job and its 40-byte result, counted on frames that two real meshes have sent over simulated LoRa, beside
 * what other stacks need, at their own preamble and at ours.
 */
final class JobRows {
  static final List<AirPeer> PEERS = List.of(MeshCoreBytes.REQUEST, InternetBytes.OSCORE,
      MeshtasticBytes.DIRECT, MeshtasticBytes.SIGNED, InternetBytes.COSE, InternetBytes.BUNDLES,
      ReticulumBytes.PACKETS, ReticulumBytes.LXMF);

  private final List<Integer> plain;
  private final List<Integer> signed;
  private final List<Integer> full;

  private JobRows(AirExchange near) {
    NodeId owner = near.first().id();
    Bytes result = WireCodec.encode(FortyByteJob.result(owner), near.last().id(), owner);
    Bytes signedJob = WireCodec.encodeSigned(FortyByteJob.job(owner), near.first().identity,
        near.last().id());
    this.plain = lengths(near.frames(List.of(job(near), result)));
    this.signed = lengths(near.frames(List.of(signedJob, result)));
    this.full = lengths(near.frames(FullJob.messages(near.first().identity, near.last().identity)));
  }

  /** The job that the first of the two gives to the last. */
  static Bytes job(AirExchange exchange) {
    NodeId owner = exchange.first().id();
    return WireCodec.encode(FortyByteJob.job(owner), owner, exchange.last().id());
  }

  static List<Figure> figures(AirExchange near) {
    JobRows rows = new JobRows(near);
    List<Figure> figures = new ArrayList<>();
    figures.addAll(spi("job.40+40", rows.plain));
    figures.addAll(spi("job.40+40.signed", rows.signed));
    figures.addAll(spi("job.full", rows.full));
    figures.addAll(rnode("job.40+40.rnode", rows.plain));
    figures.addAll(rnode("job.40+40.signed.rnode", rows.signed));
    figures.addAll(rnode("job.full.rnode", rows.full));
    PEERS.forEach(peer -> figures.addAll(beside(peer, peer.signed() ? rows.signed : rows.plain)));
    return figures;
  }

  /** A board on the header: the frames as they are. */
  private static List<Figure> spi(String name, List<Integer> frames) {
    return onAir(name, frames, AirExchange.SF8.preambleSymbols());
  }

  /** A modem on a serial port adds its byte and has a longer preamble. */
  private static List<Figure> rnode(String name, List<Integer> frames) {
    return onAir(name, frames.stream().map(length -> length + ReticulumBytes.RNODE_HEADER_BYTES).toList(),
        ReticulumBytes.RNODE_PREAMBLE_SYMBOLS);
  }

  private static List<Figure> onAir(String name, List<Integer> frames, int preambleSymbols) {
    return List.of(Figure.alone(name, sum(frames), "bytes"),
        Figure.alone(name + ".frames", frames.size(), "frames"),
        Figure.alone(name + ".airtime", AirPeer.airtimeMs(frames, preambleSymbols), "ms"));
  }

  private static List<Figure> beside(AirPeer peer, List<Integer> ours) {
    String name = "job." + (peer.signed() ? "signed." : "") + "beside." + peer.slug();
    int preambleSymbols = AirExchange.SF8.preambleSymbols();
    double airtimeMs = AirPeer.airtimeMs(ours, preambleSymbols);
    return List.of(
        Figure.atMost(name, sum(ours), "bytes", peer.name() + " (" + peer.without() + ")", peer.bytes()),
        Figure.atMost(name + ".frames", ours.size(), "frames", peer.name(), peer.frameBytes().size()),
        Figure.atMost(name + ".airtime", airtimeMs, "ms",
            peer.name() + ", its " + peer.preambleSymbols() + " symbols of preamble", peer.ownAirtimeMs()),
        Figure.atMost(name + ".airtime.same", airtimeMs, "ms",
            peer.name() + ", our " + preambleSymbols + " symbols of preamble",
            peer.airtimeMs(preambleSymbols)));
  }

  private static List<Integer> lengths(List<Bytes> frames) {
    return frames.stream().map(Bytes::length).toList();
  }

  private static int sum(List<Integer> frames) {
    return frames.stream().mapToInt(length -> length).sum();
  }
}
