package org.sheratan.core.dispatch;

import org.sheratan.kernel.ByteReader;
import org.sheratan.kernel.ByteWriter;
import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.Durable;

/**
 * Time this node was up, over all its starts: what job deadlines are counted in, so that power-off time counts 0.
 * Kept in {@code dispatch/uptime}, a varint, written now and then; a crash gives back what was not.
 */
final class UptimeMeter {
  static final long SAVE_EVERY_MS = 30_000;
  private static final String NAME = "dispatch/uptime";

  private final Durable durable;
  private final long beforeMs;
  private final long startMs;
  private long savedAtMs;

  UptimeMeter(Durable durable, long nowMs) {
    this.durable = durable;
    Bytes saved = durable.under(NAME).get(NAME);
    this.beforeMs = saved == null ? 0 : new ByteReader(saved).varint("uptime", Long.MAX_VALUE);
    this.startMs = nowMs;
    this.savedAtMs = nowMs;
  }

  long totalMs(long nowMs) {
    return beforeMs + nowMs - startMs;
  }

  /** When {@link #save} is due next. */
  long nextSaveMs() {
    return savedAtMs + SAVE_EVERY_MS;
  }

  void save(long nowMs) {
    savedAtMs = nowMs;
    durable.put(NAME, new ByteWriter().varint(totalMs(nowMs)).toBytes());
  }
}
