package org.sheratan.core.mission;

import org.sheratan.kernel.ByteReader;
import org.sheratan.kernel.ByteWriter;
import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.Durable;

/**
 * Time this node was up, over all its starts: what deadlines and lifetimes are counted in, so that power-off time
 * counts 0. Kept as a varint, written now and then; a crash gives back what was not.
 */
public final class UptimeMeter {
  public static final long SAVE_EVERY_MS = 30_000;

  private final Durable durable;
  private final String name;
  private final long beforeMs;
  private final long startMs;
  private long savedAtMs;

  /** @param name of the record it is kept in */
  public UptimeMeter(Durable durable, String name, long nowMs) {
    this.durable = durable;
    this.name = name;
    Bytes saved = durable.under(name).get(name);
    this.beforeMs = saved == null ? 0 : new ByteReader(saved).varint("uptime", Long.MAX_VALUE);
    this.startMs = nowMs;
    this.savedAtMs = nowMs;
  }

  public long totalMs(long nowMs) {
    return beforeMs + nowMs - startMs;
  }

  /** When {@link #save} is due next. */
  public long nextSaveMs() {
    return savedAtMs + SAVE_EVERY_MS;
  }

  public void save(long nowMs) {
    savedAtMs = nowMs;
    durable.put(name, new ByteWriter().varint(totalMs(nowMs)).toBytes());
  }
}
