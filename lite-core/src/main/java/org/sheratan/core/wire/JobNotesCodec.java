package org.sheratan.core.wire;

import java.util.Arrays;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

import org.sheratan.core.json.Json;
import org.sheratan.core.mission.Audit;
import org.sheratan.core.mission.Custody;
import org.sheratan.core.mission.FailureClass;
import org.sheratan.core.mission.Interim;
import org.sheratan.core.mission.JobId;
import org.sheratan.core.mission.JobNotes;
import org.sheratan.core.mission.Origin;
import org.sheratan.core.mission.Passage;
import org.sheratan.core.mission.Retry;
import org.sheratan.core.mission.Underway;
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
 * 4 underway since varint, age ms varint when it was handed in, word text, partial [value], checkpoint length and bytes
 * 8 audit    see {@link AuditCodec}
 * 16 custody see {@link CustodyCodec}
 * </pre>
 *
 * What stands at its default is left out.
 */
final class JobNotesCodec {
  private static final int ORIGIN = 1;
  private static final int PASSAGE = 2;
  private static final int RETRY = 3;
  private static final int UNDERWAY = 4;
  private static final int AUDIT = 8;
  private static final int CUSTODY = 16;

  private JobNotesCodec() {}

  static void write(JobNotes notes, ByteWriter out) {
    SortedMap<Integer, Bytes> options = new TreeMap<>();
    if (!notes.origin().equals(Origin.UNKNOWN)) {
      options.put(ORIGIN, OriginCodec.write(notes.origin(), new ByteWriter()).toBytes());
    }
    if (!notes.passage().equals(Passage.NONE)) {
      options.put(PASSAGE, PassageCodec.write(notes.passage(), new ByteWriter()).toBytes());
    }
    if (!notes.retry().equals(Retry.NONE)) {
      options.put(RETRY, retry(notes.retry()));
    }
    if (!notes.underway().equals(Underway.NONE)) {
      options.put(UNDERWAY, underway(notes.underway()));
    }
    notes.audit().ifPresent(audit -> options.put(AUDIT, AuditCodec.write(audit, new ByteWriter()).toBytes()));
    if (!notes.custody().equals(Custody.NONE)) {
      options.put(CUSTODY, CustodyCodec.write(notes.custody(), new ByteWriter()).toBytes());
    }
    Stored.options(options, out);
  }

  /** @throws MalformedException naming the field and where in the option it stands */
  static JobNotes read(ByteReader in) {
    Origin origin = Origin.UNKNOWN;
    Passage passage = Passage.NONE;
    Retry retry = Retry.NONE;
    Underway underway = Underway.NONE;
    Optional<Audit> audit = Optional.empty();
    Custody custody = Custody.NONE;
    for (var option : Stored.options("notes", in).entrySet()) {
      ByteReader value = new ByteReader(option.getValue());
      switch (option.getKey()) {
        case ORIGIN -> origin = OriginCodec.read(value);
        case PASSAGE -> passage = PassageCodec.read(value);
        case RETRY -> retry = retry(value);
        case UNDERWAY -> underway = underway(value);
        case AUDIT -> audit = Optional.of(AuditCodec.read(value));
        case CUSTODY -> custody = CustodyCodec.read(value);
        default -> throw new MalformedException("notes", MalformedException.NO_OFFSET,
            "unknown option " + option.getKey());
      }
      value.end("option " + option.getKey());
    }
    return new JobNotes(origin, passage, retry, underway, audit, custody);
  }

  private static Bytes retry(Retry retry) {
    ByteWriter out = new ByteWriter().u8(retry.failure().map(FailureClass::code).orElse(0))
        .varint(retry.atAgeMs());
    Stored.optional(retry.of(), out, job -> id(job, out));
    return Stored.optional(retry.as(), out, job -> id(job, out)).toBytes();
  }

  private static Bytes underway(Underway underway) {
    Interim latest = underway.latest();
    ByteWriter out = new ByteWriter().varint(underway.since()).varint(underway.atAgeMs()).text(latest.word());
    Stored.optional(latest.partial(), out, partial -> {
      ValueCodec.writeObject(partial, out);
      return out;
    });
    return out.lengthPrefixed(latest.checkpoint()).toBytes();
  }

  private static Underway underway(ByteReader in) {
    int since = Stored.count("underway since", in);
    long atAgeMs = in.varint("underway age", Long.MAX_VALUE);
    String word = in.text("underway word", Interim.MAX_WORD_BYTES);
    Optional<Json.Obj> partial = Stored.optional("underway partial", in,
        from -> ValueCodec.readObject("underway partial", from));
    Bytes checkpoint = in.lengthPrefixed("checkpoint", Interim.MAX_CHECKPOINT_BYTES);
    return new Underway(since, atAgeMs, new Interim(word, partial, checkpoint));
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
