package org.sheratan.radio.air;

import java.util.Map;
import java.util.TreeMap;

import org.sheratan.kernel.Bytes;

/** Records in memory; can be told to fail. */
public final class MemoryMeterStore implements MeterStore {
  final Map<String, Bytes> records = new TreeMap<>();
  boolean failing;
  int saves;

  @Override
  public Loaded load(String transmitterId) {
    Bytes record = records.get(transmitterId);
    return record == null ? new Loaded.Nothing() : new Loaded.Saved(record);
  }

  @Override
  public boolean save(String transmitterId, Bytes record) {
    if (failing) {
      return false;
    }
    saves++;
    records.put(transmitterId, record);
    return true;
  }
}
