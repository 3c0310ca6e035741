package org.sheratan.core.health;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

import org.sheratan.kernel.ByteReader;
import org.sheratan.kernel.ByteWriter;
import org.sheratan.kernel.Bytes;

/** What was measured in five minutes; a metric without anything to measure is missing. */
record Sample(SortedMap<Metric, Float> values) {
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
    int present = 0;
    for (Metric metric : sample.values().keySet()) {
      present |= 1 << metric.ordinal();
    }
    out.u8(present);
    sample.values().values().forEach(value -> out.u32(Integer.toUnsignedLong(Float.floatToIntBits(value))));
    return out.toBytes();
  }

  static Sample decode(ByteReader in) {
    int present = in.u8("metrics");
    SortedMap<Metric, Float> values = new TreeMap<>();
    for (Metric metric : Metric.values()) {
      if ((present & 1 << metric.ordinal()) != 0) {
        values.put(metric, Float.intBitsToFloat((int) in.u32("value")));
      }
    }
    return new Sample(values);
  }
}
