package org.sheratan.core.wire;

import java.util.Arrays;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

import org.sheratan.core.mission.FailureClass;
import org.sheratan.core.mission.JobId;
import org.sheratan.core.mission.JobNotes;
import org.sheratan.core.mission.Origin;
import org.sheratan.core.mission.Origin.Zone;
import org.sheratan.core.mission.Passage;
import org.sheratan.core.mission.Retry;
import org.sheratan.kernel.ByteReader;
import org.sheratan.kernel.ByteWriter;
import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.MalformedException;

/**
 * The end of a stored job: {@link Stored#options}, each with its own number, so that a later one needs no new version.
 *
 * <pre>
 * 1 origin   zone 1, name text
 * 2 passage  see {@link PassageCodec}
 * 3 retry    failure class 1 (0 none), age ms at the end of the pause varint, requeue of [id with owner],
 *            requeued as [id with owner]
 * </pre>
 *
 * What stands at its default is left out.
 */
final class JobNotesCodec {
  private static final int ORIGIN = 1;
  private static final int PASSAGE = 2;
  private static final int RETRY = 3;

  private JobNotesCodec() {}

  static void write(JobNotes notes, ByteWriter out) {
    SortedMap<Integer, Bytes> options = new TreeMap<>();
    if (!notes.origin().equals(Origin.UNKNOWN)) {
      options.put(ORIGIN, write(notes.origin(), new ByteWriter()).toBytes());
    }
    if (!notes.passage().equals(Passage.NONE)) {
      options.put(PASSAGE, PassageCodec.write(notes.passage(), new ByteWriter()).toBytes());
    }
    if (!notes.retry().equals(Retry.NONE)) {
      options.put(RETRY, retry(notes.retry()));
    }
    Stored.options(options, out);
  }

  /** @throws MalformedException naming the field and where in the option it stands */
  static JobNotes read(ByteReader in) {
    Origin origin = Origin.UNKNOWN;
    Passage passage = Passage.NONE;
    Retry retry = Retry.NONE;
    for (var option : Stored.options("notes", in).entrySet()) {
      ByteReader value = new ByteReader(option.getValue());
      switch (option.getKey()) {
        case ORIGIN -> origin = origin(value);
        case PASSAGE -> passage = PassageCodec.read(value);
        case RETRY -> retry = retry(value);
        default -> throw new MalformedException("notes", MalformedException.NO_OFFSET,
            "unknown option " + option.getKey());
      }
      value.end("option " + option.getKey());
    }
    return new JobNotes(origin, passage, retry);
  }

  static ByteWriter write(Origin origin, ByteWriter out) {
    return out.u8(origin.zone().code()).text(origin.name());
  }

  static Origin origin(ByteReader in) {
    int start = in.offset();
    int code = in.u8("origin zone");
    for (Zone zone : Zone.values()) {
      if (zone.code() == code) {
        return new Origin(zone, in.text("origin name", Origin.MAX_NAME_BYTES));
      }
    }
    throw new MalformedException("origin zone", start, "unknown code " + code);
  }

  private static Bytes retry(Retry retry) {
    ByteWriter out = new ByteWriter().u8(retry.failure().map(FailureClass::code).orElse(0))
        .varint(retry.atAgeMs());
    Stored.optional(retry.of(), out, job -> id(job, out));
    return Stored.optional(retry.as(), out, job -> id(job, out)).toBytes();
  }

  private static ByteWriter id(JobId job, ByteWriter out) {
    JobIdCodec.write(job, true, out);
    return out;
  }

  private static Retry retry(ByteReader in) {
    return new Retry(failure(in), in.varint("retry at", Long.MAX_VALUE),
        Stored.optional("requeue of", in, JobIdCodec::read),
        Stored.optional("requeued as", in, JobIdCodec::read));
  }

  private static Optional<FailureClass> failure(ByteReader in) {
    int code = Stored.flag("failure class", FailureClass.DEPENDENCY.code(), in);
    return Arrays.stream(FailureClass.values()).filter(known -> known.code() == code).findFirst();
  }
}
