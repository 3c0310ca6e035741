package org.sheratan.core.schedule;

import java.util.Optional;

import org.sheratan.core.mission.JobId;
import org.sheratan.core.mission.Origin;
import org.sheratan.core.wire.OriginCodec;
import org.sheratan.core.wire.WireLimits;
import org.sheratan.kernel.ByteReader;
import org.sheratan.kernel.ByteWriter;
import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.MalformedException;

/**
 * A schedule as the journal keeps it; the plan is read again from its words.
 *
 * <pre>
 * version 1 = 1 or 2, number varint, with version 2 who made it, words text, created varint, due by wall varint, due by uptime varint, runs varint,
 * missed varint, met varint, watched 1, latest job text (empty: none), note text
 * </pre>
 */
final class ScheduleCodec {
  static final int MAX_NOTE_BYTES = 256;
  private static final int VERSION = 1;
  private static final int WITH_MAKER = 2;
  private static final int MAX_TEXT_BYTES = 4 * PlanWords.MAX_CHARS;
  private static final int MAX_ID_BYTES = 64;

  private ScheduleCodec() {}

  static Bytes encode(Schedule schedule) {
    boolean made = !schedule.maker().equals(Origin.UNKNOWN);
    ByteWriter out = new ByteWriter().u8(made ? WITH_MAKER : VERSION).varint(schedule.number());
    return (made ? OriginCodec.write(schedule.maker(), out) : out).text(schedule.text())
        .varint(schedule.createdWallMs()).varint(schedule.due().wallMs()).varint(schedule.due().uptimeMs())
        .varint(schedule.runs()).varint(schedule.missed()).varint(schedule.met())
        .u8(schedule.watched() ? 1 : 0).text(schedule.latest().map(JobId::toString).orElse(""))
        .text(WireLimits.clip(schedule.note(), MAX_NOTE_BYTES)).toBytes();
  }

  /** @throws MalformedException unless {@code encoded} is one schedule */
  static Schedule decode(Bytes encoded) {
    ByteReader in = new ByteReader(encoded);
    int version = in.u8("schedule version");
    if (version != VERSION && version != WITH_MAKER) {
      throw new MalformedException("schedule version", 0, "expected " + VERSION + " or " + WITH_MAKER);
    }
    long number = in.varint("schedule number", Long.MAX_VALUE);
    Origin maker = version == WITH_MAKER ? OriginCodec.read(in) : Origin.UNKNOWN;
    String text = in.text("schedule", MAX_TEXT_BYTES);
    long createdWallMs = in.varint("created", Long.MAX_VALUE);
    Due due = new Due(in.varint("due by wall", Long.MAX_VALUE), in.varint("due by uptime", Long.MAX_VALUE));
    long runs = in.varint("runs", Long.MAX_VALUE);
    long missed = in.varint("missed", Long.MAX_VALUE);
    long met = in.varint("met", Long.MAX_VALUE);
    int flagAt = in.offset();
    int watched = in.u8("watched");
    if (watched > 1) {
      throw new MalformedException("watched", flagAt, "expected 0 or 1");
    }
    String latest = in.text("latest job", MAX_ID_BYTES);
    String note = in.text("note", MAX_NOTE_BYTES);
    in.end("schedule");
    return new Schedule(number, maker, text, PlanParser.parse(text), createdWallMs, due, runs, missed, met,
        latest.isEmpty() ? Optional.empty() : Optional.of(JobId.parse(latest)), watched == 1, note);
  }
}
