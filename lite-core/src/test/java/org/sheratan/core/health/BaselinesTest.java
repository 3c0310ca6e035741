package org.sheratan.core.health;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

import org.junit.jupiter.api.Test;

import org.sheratan.kernel.ByteWriter;
import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.Durable;

class BaselinesTest {
  private static final Sample SAMPLE = new Sample(new TreeMap<>(Map.of(Metric.JOB_SUCCESS, 0.5f)));
  private final SortedMap<String, Bytes> disk = new TreeMap<>();
  private final Durable durable = new Durable() {
    @Override
    public void put(String name, Bytes value) {
      disk.put(name, value);
    }

    @Override
    public void remove(String name) {
      disk.remove(name);
    }

    @Override
    public SortedMap<String, Bytes> under(String prefix) {
      SortedMap<String, Bytes> found = new TreeMap<>(disk.tailMap(prefix));
      found.keySet().removeIf(name -> !name.startsWith(prefix));
      return found;
    }
  };

  @Test
  void shouldKeepItsHoursOverARestart() {
    new Baselines(durable).add(SAMPLE);
    assertEquals("0100013f000000", disk.get("health/hours/000").toHex());
    assertEquals(1, new Baselines(durable).of(Metric.JOB_SUCCESS, Window.DAY).count());
  }

  /** Hours had no version. */
  @Test
  void shouldWriteHoursOfBeforeAnew() {
    disk.put("health/hour/007", new ByteWriter().varint(7).bytes(Sample.encode(SAMPLE)).toBytes());
    Baselines lifted = new Baselines(durable);
    assertEquals(1, lifted.of(Metric.JOB_SUCCESS, Window.DAY).count());
    assertEquals(java.util.Set.of("health/hours/007"), disk.keySet());
    lifted.add(SAMPLE);
    assertEquals(2, new Baselines(durable).of(Metric.JOB_SUCCESS, Window.DAY).count());
  }

  @Test
  void shouldLearnAnewWhatItCannotRead() {
    disk.put("health/hours/001", Bytes.hex("09"));
    disk.put("health/hour/002", Bytes.hex("ff"));
    assertTrue(new Baselines(durable).of(Metric.JOB_SUCCESS, Window.DAY).count() == 0);
  }
}
