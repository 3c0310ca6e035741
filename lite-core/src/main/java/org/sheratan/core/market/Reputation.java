package org.sheratan.core.market;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;

import org.sheratan.kernel.ByteReader;
import org.sheratan.kernel.ByteWriter;
import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.Durable;
import org.sheratan.kernel.NodeId;

/**
 * How well each worker kept its awards: an exponential mean (α = 0.2) of 1 for a result and 0 for anything else.
 * Kept in {@code market/success/<node>}, two bytes: the mean in 1/10,000.
 *
 * <p>Bounded. Of the half whose last award lies furthest back, the node that stands nearest to where everybody starts
 * makes room for a newcomer: least is forgotten with it. After a start that order is the one of node ids.
 */
public final class Reputation {
  static final double UNKNOWN = 0.5;
  static final int MAX_NODES = 1024;
  private static final double ALPHA = 0.2;
  private static final String PREFIX = "market/success/";
  private static final int SCALE = 10_000;

  private final Durable durable;
  /** The node whose last award lies furthest back comes first. */
  private final Map<NodeId, Double> means = new LinkedHashMap<>();

  public Reputation(Durable durable) {
    this.durable = durable;
    durable.under(PREFIX).forEach((name, value) -> means.put(NodeId.parse(name.substring(PREFIX.length())),
        new ByteReader(value).u16("success") / (double) SCALE));
  }

  /** 0..1. */
  public double success(NodeId worker) {
    return means.getOrDefault(worker, UNKNOWN);
  }

  public void kept(NodeId worker) {
    record(worker, 1);
  }

  public void broke(NodeId worker) {
    record(worker, 0);
  }

  private void record(NodeId worker, double outcome) {
    double mean = success(worker) + ALPHA * (outcome - success(worker));
    means.remove(worker);
    if (means.size() >= MAX_NODES) {
      forgetOne();
    }
    means.put(worker, mean);
    Bytes value = new ByteWriter().u16((int) Math.round(mean * SCALE)).toBytes();
    durable.put(PREFIX + worker.toHex(), value);
  }

  private void forgetOne() {
    NodeId least = means.entrySet().stream().limit(MAX_NODES / 2)
        .min(Comparator.comparingDouble(known -> Math.abs(known.getValue() - UNKNOWN))).orElseThrow()
        .getKey();
    means.remove(least);
    durable.remove(PREFIX + least.toHex());
  }
}
