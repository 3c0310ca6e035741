package org.sheratan.core.health;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

import org.sheratan.kernel.ByteReader;
import org.sheratan.kernel.ByteWriter;
import org.sheratan.kernel.Bytes;

/** What was measured in five minutes; a metric without anything to measure is missing. */
record Sample(SortedMap<Metric, Float> values) {
  /** In the order of their bits on disk, which never changes: further ones go to the end. */
  private static final List<Metric> STORED = List.of(Metric.JOB_SUCCESS, Metric.JOB_LATENCY,
      Metric.TRANSITIONS,
      Metric.LLM_SUCCESS, Metric.WORKERS);

  Sample {
    values = Collections.unmodifiableSortedMap(new TreeMap<>(values));
  }

  /** Nobody worked and nothing happened. */
  boolean idle() {
    return values.entrySet().stream()
        .allMatch(each -> each.getKey() == Metric.TRANSITIONS && each.getValue() == 0);
  }

  /** One byte that says which metrics are there, bit 0 the first, then an IEEE 754 single for each. */
  static Bytes encode(Sample sample) {
    ByteWriter out = new ByteWriter();
    List<Metric> there = STORED.stream().filter(sample.values()::containsKey).toList();
    out.u8(there.stream().mapToInt(metric -> 1 << STORED.indexOf(metric)).sum());
    there.forEach(
        metric -> out.u32(Integer.toUnsignedLong(Float.floatToIntBits(sample.values().get(metric)))));
    return out.toBytes();
  }

  static Sample decode(ByteReader in) {
    int present = in.u8("metrics");
    SortedMap<Metric, Float> values = new TreeMap<>();
    for (Metric metric : STORED) {
      if ((present & 1 << STORED.indexOf(metric)) != 0) {
        values.put(metric, Float.intBitsToFloat((int) in.u32("value")));
      }
    }
    return new Sample(values);
  }
}
