package org.sheratan.core.wire;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.sheratan.core.json.Json;
import org.sheratan.core.mission.JobId;
import org.sheratan.core.mission.JobSpec;
import org.sheratan.core.mission.SpecNotes;
import org.sheratan.core.mission.TaskId;
import org.sheratan.kernel.ByteReader;
import org.sheratan.kernel.ByteWriter;
import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.MalformedException;
import org.sheratan.radio.frame.Priority;

/**
 * What a submitter asks for, as the journal keeps it.
 *
 * <pre>
 * version 1 = 4 (only when it stands alone), kind, params value, priority 1, timeout ms varint,
 * needs (count varint, texts), max price varint, max attempts varint, rerun unknown 1, idempotency key [text],
 * depends on (count varint, job ids with owner, ascending), task [id with owner], notes (see {@link SpecNotesCodec})
 * </pre>
 *
 * Version 1 ends before what it depends on, version 2 before the task, version 3 before the notes.
 */
public final class JobSpecCodec {
  static final int VERSION = 4;

  private JobSpecCodec() {}

  public static Bytes encode(JobSpec spec) {
    ByteWriter out = new ByteWriter().u8(VERSION);
    write(spec, out);
    return out.toBytes();
  }

  /** @throws MalformedException unless {@code encoded} is one spec of this version */
  public static JobSpec decode(Bytes encoded) {
    ByteReader in = new ByteReader(encoded);
    int version = Stored.version("spec version", VERSION, in);
    JobSpec spec = read(in, version);
    in.end("spec");
    return spec;
  }

  static void write(JobSpec spec, ByteWriter out) {
    KindCodec.write(spec.kind(), out);
    ValueCodec.writeObject(spec.params(), out);
    out.u8(spec.priority().code()).varint(spec.timeoutMs()).varint(spec.needs().size());
    spec.needs().forEach(out::text);
    out.varint(spec.maxPriceMicros()).varint(spec.maxAttempts()).u8(spec.rerunUnknown() ? 1 : 0);
    Stored.optional(spec.idempotencyKey(), out, out::text);
    out.varint(spec.dependsOn().size());
    spec.dependsOn().forEach(job -> JobIdCodec.write(job, true, out));
    Stored.optional(spec.task(), out, task -> JobIdCodec.write(task, out));
    SpecNotesCodec.write(spec.notes(), out);
  }

  static JobSpec read(ByteReader in, int version) {
    String kind = KindCodec.read(in);
    Json.Obj params = ValueCodec.readObject("params", in);
    Priority priority = Priority.of(Stored.flag("priority", 3, in));
    long timeoutMs = in.varint("timeout", Long.MAX_VALUE);
    List<String> needs = new ArrayList<>();
    for (int left = (int) in.varint("needs", WireLimits.MAX_NEEDS); left > 0; left--) {
      needs.add(in.text("needs", WireLimits.NAME_BYTES));
    }
    long maxPriceMicros = in.varint("max price", Long.MAX_VALUE);
    int maxAttempts = Stored.count("max attempts", in);
    boolean rerunUnknown = Stored.flag("rerun unknown", 1, in) == 1;
    Optional<String> key = Stored.optional("idempotency key", in,
        from -> from.text("idempotency key", WireLimits.KEY_BYTES));
    List<JobId> dependsOn = version == 1 ? List.of() : dependsOn(in);
    Optional<TaskId> task = version < 3
        ? Optional.empty()
        : Stored.optional("task", in, JobIdCodec::readTask);
    SpecNotes notes = version > 3 ? SpecNotesCodec.read(in) : SpecNotes.NONE;
    return new JobSpec(kind, params, priority, timeoutMs, needs, maxPriceMicros, maxAttempts, rerunUnknown,
        key, dependsOn, task, notes);
  }

  private static List<JobId> dependsOn(ByteReader in) {
    List<JobId> jobs = new ArrayList<>();
    for (int left = (int) in.varint("depends on", JobSpecRules.MAX_DEPENDS_ON); left > 0; left--) {
      int start = in.offset();
      JobId job = JobIdCodec.read(in);
      if (!jobs.isEmpty() && job.compareTo(jobs.getLast()) <= 0) {
        throw new MalformedException("depends on", start, "out of order");
      }
      jobs.add(job);
    }
    return jobs;
  }
}
