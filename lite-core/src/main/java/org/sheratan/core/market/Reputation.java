package org.sheratan.core.market;

import java.util.Map;
import java.util.TreeMap;

import org.sheratan.kernel.ByteReader;
import org.sheratan.kernel.ByteWriter;
import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.Durable;
import org.sheratan.kernel.NodeId;

/**
 * How well each worker kept its awards: an exponential mean (α = 0.2) of 1 for a result and 0 for anything else.
 * Kept in {@code market/success/<node>}, two bytes: the mean in 1/10,000.
 */
public final class Reputation {
  static final double UNKNOWN = 0.5;
  static final int MAX_NODES = 1024;
  private static final double ALPHA = 0.2;
  private static final String PREFIX = "market/success/";
  private static final int SCALE = 10_000;

  private final Durable durable;
  private final Map<NodeId, Double> means = new TreeMap<>();

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
    if (means.size() >= MAX_NODES && !means.containsKey(worker)) {
      return; // A thousand workers known: a newcomer stays at the mean everybody starts with.
    }
    double mean = success(worker) + ALPHA * (outcome - success(worker));
    means.put(worker, mean);
    Bytes value = new ByteWriter().u16((int) Math.round(mean * SCALE)).toBytes();
    durable.put(PREFIX + worker.toHex(), value);
  }
}
