package org.sheratan.core.health;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

import org.sheratan.kernel.ByteReader;
import org.sheratan.kernel.ByteWriter;
import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.Durable;
import org.sheratan.kernel.MalformedException;

/**
 * What was measured in the last week of uptime, and what is usual by that. Twelve samples make an hour; each hour is one
 * record, {@code health/hours/NNN}, of which there are 168. An hour in which nothing happened is not written, so that an idle
 * node writes nothing; a restart forgets it.
 *
 * <pre>
 * u8 1 version | varint hour | sample ...
 * sample: u8 metrics (bit = {@link Metric} in its order) | u32 IEEE 754 single for each
 * </pre>
 *
 * <p>Earlier versions wrote {@code health/hour/NNN}, without a version. Those are written anew at the start.
 */
final class Baselines {
  static final int SAMPLE_SECONDS = 300;
  static final String PREFIX = "health/hours/";
  static final String WITHOUT_VERSION = "health/hour/";
  private static final int VERSION = 1;
  private static final int HOUR_SAMPLES = 12;
  private static final int HOURS = 168;

  private final Durable durable;
  private final SortedMap<Long, List<Sample>> hours = new TreeMap<>();

  Baselines(Durable durable) {
    this.durable = durable;
    durable.under(PREFIX).values().forEach(this::load);
    durable.under(WITHOUT_VERSION).forEach(this::lift);
  }

  private void lift(String name, Bytes record) {
    durable.remove(name);
    Bytes lifted = new ByteWriter().u8(VERSION).bytes(record).toBytes();
    durable.put(PREFIX + name.substring(WITHOUT_VERSION.length()), lifted);
    load(lifted);
  }

  void add(Sample sample) {
    long hour = hours.isEmpty() ? 0 : hours.lastKey();
    if (!hours.isEmpty() && hours.get(hour).size() == HOUR_SAMPLES) {
      hour++;
    }
    List<Sample> samples = hours.computeIfAbsent(hour, fresh -> new ArrayList<>());
    samples.add(sample);
    hours.headMap(hour - HOURS + 1).clear();
    if (samples.stream().anyMatch(each -> !each.idle())) {
      durable.put(PREFIX + "%03d".formatted(hour % HOURS), encode(hour, samples));
    }
  }

  Baseline of(Metric metric, Window window) {
    double[] values = new double[window.samples()];
    int count = 0;
    int left = window.samples();
    for (List<Sample> hour : hours.sequencedValues().reversed()) {
      for (Sample sample : hour.reversed()) {
        if (left-- > 0 && sample.values().containsKey(metric)) {
          values[count++] = sample.values().get(metric);
        }
      }
    }
    return Baseline.of(Arrays.copyOf(values, count));
  }

  private void load(Bytes record) {
    try {
      ByteReader in = new ByteReader(record);
      if (in.u8("version") != VERSION) {
        throw new MalformedException("version", 0, "unknown");
      }
      long hour = in.varint("hour", Long.MAX_VALUE);
      List<Sample> samples = new ArrayList<>();
      while (in.remaining() > 0 && samples.size() < HOUR_SAMPLES) {
        samples.add(Sample.decode(in));
      }
      hours.put(hour, samples);
    } catch (MalformedException ofAnotherVersion) {
      // What is usual is learned again.
    }
  }

  private static Bytes encode(long hour, List<Sample> samples) {
    ByteWriter out = new ByteWriter().u8(VERSION).varint(hour);
    samples.forEach(sample -> out.bytes(Sample.encode(sample)));
    return out.toBytes();
  }
}
