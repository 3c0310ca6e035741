package org.sheratan.core.wire;

import java.util.SortedMap;
import java.util.TreeMap;

import org.sheratan.core.mission.JobNotes;
import org.sheratan.core.mission.Origin;
import org.sheratan.core.mission.Origin.Zone;
import org.sheratan.kernel.ByteReader;
import org.sheratan.kernel.ByteWriter;
import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.MalformedException;

/**
 * The end of a stored job: {@link Stored#options}, each with its own number, so that a later one needs no new version.
 *
 * <pre>
 * 1 origin   zone 1, name text
 * </pre>
 *
 * What stands at its default is left out.
 */
final class JobNotesCodec {
  private static final int ORIGIN = 1;

  private JobNotesCodec() {}

  static void write(JobNotes notes, ByteWriter out) {
    SortedMap<Integer, Bytes> options = new TreeMap<>();
    if (!notes.origin().equals(Origin.UNKNOWN)) {
      options.put(ORIGIN, new ByteWriter().u8(notes.origin().zone().code()).text(notes.origin().name())
          .toBytes());
    }
    Stored.options(options, out);
  }

  /** @throws MalformedException naming the field and where in the option it stands */
  static JobNotes read(ByteReader in) {
    Origin origin = Origin.UNKNOWN;
    for (var option : Stored.options("notes", in).entrySet()) {
      ByteReader value = new ByteReader(option.getValue());
      switch (option.getKey()) {
        case ORIGIN -> origin = origin(value);
        default -> throw new MalformedException("notes", MalformedException.NO_OFFSET,
            "unknown option " + option.getKey());
      }
      value.end("option " + option.getKey());
    }
    return new JobNotes(origin);
  }

  private static Origin origin(ByteReader in) {
    int start = in.offset();
    int code = in.u8("origin zone");
    for (Zone zone : Zone.values()) {
      if (zone.code() == code) {
        String name = in.text("origin name", WireLimits.NAME_BYTES);
        if (name.length() > Origin.MAX_NAME_CHARS) {
          throw new MalformedException("origin name", start, "too long");
        }
        return new Origin(zone, name);
      }
    }
    throw new MalformedException("origin zone", start, "unknown code " + code);
  }
}
