package org.sheratan.bench;

import org.sheratan.core.json.Json;

/**
 * One measured number, beside a peer's where there is one.
 *
 * @param peer what {@code peerValue} was measured with; null when there is no peer
 * @param ratio ours to the peer's, put so that 1.0 or more is what we want; null without a peer
 */
public record Figure(String name, double value, String unit, String peer, Double peerValue, Double ratio) {
  public static Figure alone(String name, double value, String unit) {
    return new Figure(name, value, unit, null, null, null);
  }

  /** More is better. */
  public static Figure atLeast(String name, double value, String unit, String peer, double peerValue) {
    return new Figure(name, value, unit, peer, peerValue, value / peerValue);
  }

  /** Less is better. */
  public static Figure atMost(String name, double value, String unit, String peer, double peerValue) {
    return new Figure(name, value, unit, peer, peerValue, peerValue / value);
  }

  Json json() {
    return Json.Obj.EMPTY.with("name", name).with("value", number(value)).with("unit", unit)
        .with("peer", peer == null ? new Json.Null() : new Json.Text(peer))
        .with("peerValue", number(peerValue))
        .with("ratio", number(ratio));
  }

  String text() {
    String own = String.format("%-36s %12.2f %s", name, value, unit);
    return peer == null ? own : own + String.format("   %s: %.2f   ratio %.2f", peer, peerValue, ratio);
  }

  private static Json number(Double value) {
    if (value == null) {
      return new Json.Null();
    }
    return value == Math.rint(value) && Math.abs(value) < 1e15
        ? Json.Int.of(value.longValue())
        : new Json.Real(Math.rint(value * 1000) / 1000);
  }
}
