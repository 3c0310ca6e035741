package org.sheratan.radio.air;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import org.sheratan.kernel.ByteReader;
import org.sheratan.kernel.ByteWriter;
import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.Crc32c;
import org.sheratan.kernel.MalformedException;

/**
 * What a transmitter may have sent within the last hour, as it is kept on disk (docs/storage-format.md).
 *
 * @param wallMs verified wall time when it was saved; {@link #NO_WALL} without
 */
record MeterRecord(String transmitterId, long wallMs, List<Spent> spent) {
  static final long NO_WALL = 0;
  static final int MAX_SUB_BANDS = 16;
  static final int MAX_AGED = 62;
  static final int MAX_ID_BYTES = 128;
  private static final Bytes MAGIC = Bytes.utf8("SAIR");
  private static final int VERSION = 1;
  private static final int CHECKSUM_BYTES = 4;
  private static final long MAX_U32 = 0xffff_ffffL;

  /**
   * Of one sub-band.
   *
   * @param openMicros reserved, or inside the radio, when it was saved: may have been sent since
   * @param aged sent, oldest first
   */
  record Spent(long fromHz, long toHz, long openMicros, List<Aged> aged) {}

  /** @param ageMs since it ended, when the record was saved */
  record Aged(long ageMs, long airtimeMicros) {}

  Bytes encode() {
    ByteWriter writer = new ByteWriter().bytes(MAGIC).u8(VERSION).text(transmitterId).u64(wallMs)
        .u8(spent.size());
    for (Spent one : spent) {
      writer.u32(one.fromHz).u32(one.toHz).u32(Math.min(MAX_U32, one.openMicros)).u8(one.aged.size());
      one.aged.forEach(aged -> writer.u32(aged.ageMs).u32(Math.min(MAX_U32, aged.airtimeMicros)));
    }
    return writer.u32(Crc32c.of(writer.toBytes())).toBytes();
  }

  /** @throws MalformedException when it is damaged or not of {@code transmitterId} */
  static MeterRecord decode(Bytes record, String transmitterId) {
    int contentBytes = record.length() - CHECKSUM_BYTES;
    if (contentBytes < 0) {
      throw new MalformedException("checksum", 0, "cut short");
    }
    if (new ByteReader(record.slice(contentBytes))
        .u32("checksum") != Crc32c.of(record.slice(0, contentBytes))) {
      throw new MalformedException("checksum", contentBytes, "does not match");
    }
    ByteReader reader = new ByteReader(record.slice(0, contentBytes));
    if (!reader.bytes("magic", MAGIC.length()).equals(MAGIC) || reader.u8("version") != VERSION) {
      throw new MalformedException("magic", 0, "not a meter record of version " + VERSION);
    }
    int idAt = reader.offset();
    if (!reader.text("transmitter", MAX_ID_BYTES).equals(transmitterId)) {
      throw new MalformedException("transmitter", idAt, "another one's");
    }
    long wallMs = wall(reader);
    int count = bounded(reader, "sub-bands", MAX_SUB_BANDS);
    List<Spent> spent = new ArrayList<>();
    for (int index = 0; index < count; index++) {
      spent.add(decodeSpent(reader));
    }
    reader.end("meter record");
    return new MeterRecord(transmitterId, wallMs, List.copyOf(spent));
  }

  static boolean fits(String transmitterId) {
    return transmitterId.getBytes(StandardCharsets.UTF_8).length <= MAX_ID_BYTES;
  }

  private static Spent decodeSpent(ByteReader reader) {
    int at = reader.offset();
    long fromHz = reader.u32("from");
    long toHz = reader.u32("to");
    if (fromHz >= toHz) {
      throw new MalformedException("to", at, "not above from");
    }
    long openMicros = reader.u32("open airtime");
    int count = bounded(reader, "aged", MAX_AGED);
    List<Aged> aged = new ArrayList<>();
    for (int index = 0; index < count; index++) {
      int ageAt = reader.offset();
      Aged next = new Aged(reader.u32("age"), reader.u32("airtime"));
      if (index > 0 && next.ageMs >= aged.get(index - 1).ageMs) {
        throw new MalformedException("age", ageAt, "not younger than the one before");
      }
      aged.add(next);
    }
    return new Spent(fromHz, toHz, openMicros, List.copyOf(aged));
  }

  private static long wall(ByteReader reader) {
    int at = reader.offset();
    long wallMs = reader.u64("wall time");
    if (wallMs < 0) {
      throw new MalformedException("wall time", at, "above 63 bits");
    }
    return wallMs;
  }

  private static int bounded(ByteReader reader, String field, int max) {
    int at = reader.offset();
    int count = reader.u8(field);
    if (count > max) {
      throw new MalformedException(field, at, count + " exceeds " + max);
    }
    return count;
  }
}
