package org.sheratan.core.mission;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

import org.sheratan.kernel.ByteReader;
import org.sheratan.kernel.ByteWriter;
import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.Durable;
import org.sheratan.kernel.MalformedException;

/**
 * Time this node was up, over all its starts: what deadlines and lifetimes are counted in, so that power-off time
 * counts 0. One record for all rooms, written now and then while one of them counts; a crash gives back what was not.
 *
 * <pre>
 * uptime   u8 1 version, total ms varint, count u8, then for each, ascending: room text, ms varint that it is behind
 * </pre>
 *
 * <p>Earlier versions had a record for each room, which counted only while that room had something to count for. What a
 * room has kept since is still told in its own count: it stays as far behind as it was when the records became one.
 */
public final class UptimeMeter {
  public static final String NAME = "uptime";
  public static final long SAVE_EVERY_MS = 30_000;
  /** Records of earlier versions, which are the names of rooms that may be behind. */
  static final List<String> BEFORE = List.of("dispatch/uptime", "lcp/uptime", "message/uptime",
      "schedules/uptime");
  private static final int VERSION = 1;
  private static final int MAX_NAME_BYTES = 32;

  private final Durable durable;
  private final SortedMap<String, Long> behindMs = new TreeMap<>();
  private final long beforeMs;
  private final long startMs;
  private long savedAtMs;

  /** Takes up what an earlier start left. */
  public UptimeMeter(Durable durable, long nowMs) {
    this.durable = durable;
    Bytes saved = durable.under(NAME).get(NAME);
    SortedMap<String, Long> rooms = new TreeMap<>();
    BEFORE.forEach(room -> durable.under(room).entrySet().stream().filter(each -> each.getKey().equals(room))
        .forEach(each -> rooms.put(room, new ByteReader(each.getValue()).varint("uptime", Long.MAX_VALUE))));
    long total = saved == null ? 0 : read(new ByteReader(saved));
    this.beforeMs = rooms.values().stream().mapToLong(Long::longValue).reduce(total, Math::max);
    this.startMs = nowMs;
    this.savedAtMs = nowMs;
    rooms.forEach((room, ms) -> behindMs.put(room, beforeMs - ms));
    if (!rooms.isEmpty()) {
      rooms.keySet().forEach(durable::remove);
      save(nowMs);
    }
  }

  private long read(ByteReader in) {
    if (in.u8("uptime version") != VERSION) {
      throw new MalformedException("uptime version", 0, "expected " + VERSION);
    }
    long total = in.varint("uptime", Long.MAX_VALUE);
    for (int left = in.u8("rooms"); left > 0; left--) {
      behindMs.put(in.text("room", MAX_NAME_BYTES), in.varint("behind", total));
    }
    in.end("uptime");
    return total;
  }

  /** As one room counts it. */
  public final class Room {
    private final long roomBehindMs;

    private Room(String name) {
      this.roomBehindMs = behindMs.getOrDefault(name, 0L);
    }

    public long totalMs(long nowMs) {
      return beforeMs - roomBehindMs + nowMs - startMs;
    }

    /** When {@link #save} is due next, if anything is counted. */
    public long nextSaveMs() {
      return savedAtMs + SAVE_EVERY_MS;
    }

    /** For all rooms. */
    public void save(long nowMs) {
      UptimeMeter.this.save(nowMs);
    }
  }

  /** @param name as its record was called before there was one for all */
  public Room room(String name) {
    return new Room(name);
  }

  private void save(long nowMs) {
    savedAtMs = nowMs;
    ByteWriter out = new ByteWriter().u8(VERSION).varint(beforeMs + nowMs - startMs).u8(behindMs.size());
    for (Map.Entry<String, Long> room : behindMs.entrySet()) {
      out.text(room.getKey()).varint(room.getValue());
    }
    durable.put(NAME, out.toBytes());
  }
}
