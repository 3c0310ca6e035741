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

/** Bytes on the air that frames add, counted on what real meshes send; and the two candidates for sealing frames. */
final class FrameBench implements Benchmark {
  private static final long SEED = 1;
  private static final int FAR = 3;

  @Override
  public String name() {
    return "frame";
  }

  @Override
  public String setting() {
    return "SIMULATION in virtual time, seed " + SEED + "; sealing is real";
  }

  @Override
  public List<Figure> run() throws Exception {
    List<Figure> figures = new ArrayList<>(sizes());
    figures.addAll(SealingBench.measure());
    return figures;
  }

  static List<Figure> sizes() {
    AirExchange near = new AirExchange(SEED, 1);
    List<Figure> figures = new ArrayList<>();
    figures.add(Figure.alone("overhead.one-hop", nearOverhead(near), "bytes"));
    figures.add(Figure.alone("overhead.multi-hop", farOverhead(), "bytes"));
    figures.add(Figure.atMost("announce", near.announceBytes(), "bytes", "Reticulum announce",
        ReticulumBytes.ANNOUNCE_BYTES));
    figures.addAll(JobRows.figures(near));
    return figures;
  }

  private static int nearOverhead(AirExchange near) {
    Bytes job = JobRows.job(near);
    return near.frames(List.of(job, result(near))).getFirst().length() - job.length();
  }

  /** Of the frames that carry the job over several hops, the longest beside what it carries. */
  private static int farOverhead() {
    AirExchange far = new AirExchange(SEED, FAR);
    Bytes job = JobRows.job(far);
    List<Bytes> relayed = far.frames(List.of(job, result(far))).stream()
        .filter(frame -> FrameHead.peek(frame).type() == FrameType.RELAY).toList();
    Check.that(relayed.size() >= 2 * FAR, "the job did not travel by relays");
    return relayed.stream().mapToInt(Bytes::length).max().orElseThrow() - job.length();
  }

  private static Bytes result(AirExchange exchange) {
    NodeId owner = exchange.first().id();
    return WireCodec.encode(FortyByteJob.result(owner), exchange.last().id(), owner);
  }
}
