package org.sheratan.core.wire;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.sheratan.core.json.Json;
import org.sheratan.core.mission.Attempt;
import org.sheratan.core.mission.Job;
import org.sheratan.core.mission.JobId;
import org.sheratan.core.mission.JobNotes;
import org.sheratan.core.mission.JobSpec;
import org.sheratan.core.mission.JobState;
import org.sheratan.core.mission.Receipt;
import org.sheratan.kernel.ByteReader;
import org.sheratan.kernel.ByteWriter;
import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.MalformedException;
import org.sheratan.kernel.NodeId;

/**
 * A job as the journal keeps it.
 *
 * <pre>
 * job   version 1 = 5, job id with owner, spec, state 1, attempt varint, bids varint, reassigned varint,
 *       late results varint, price varint, accepted wall ms varint, age ms varint, reason text,
 *       worker [32], progress [8], result [value], receipt [length, stored receipt],
 *       history (count varint, each: number varint, worker 32, flags 1, end text), waited ms varint,
 *       notes (see {@link JobNotesCodec})
 * </pre>
 *
 * Flags: 1 fails everywhere by its worker's word, 2 a late result came. Version 1 ends before the history, version 2 before the
 * time waited and what the spec says of it, version 3 before the spec's task, version 4 before the notes and the spec's options.
 *
 * {@code [x]} is one byte, 1 when {@code x} follows. For the spec see {@link JobSpecCodec}.
 */
public final class JobCodec {
  /** A receipt is about 250 bytes. */
  private static final int MAX_RECEIPT_BYTES = 512;
  /** A reason is ours, but a spec refused far away may be quoted in it. */
  private static final int MAX_REASON_BYTES = 1024;

  private static final int VERSION = 5;
  private static final int FLAG_EVERYWHERE = 1;
  private static final int FLAG_LATE = 2;

  private JobCodec() {}

  public static Bytes encode(Job job) {
    ByteWriter out = new ByteWriter(256).u8(VERSION);
    JobIdCodec.write(job.id(), true, out);
    JobSpecCodec.write(job.spec(), out);
    out.u8(job.state().code()).varint(job.attempt()).varint(job.bids()).varint(job.reassigned());
    out.varint(job.lateResults()).varint(job.priceMicros()).varint(job.acceptedWallMs()).varint(job.ageMs());
    out.text(WireLimits.clip(job.reason(), MAX_REASON_BYTES));
    Stored.optional(job.worker(), out, worker -> out.bytes(worker.key()));
    Stored.optional(job.progress(), out, done -> out.u64(Double.doubleToLongBits(done)));
    Stored.optional(job.result(), out, result -> {
      ValueCodec.writeObject(result, out);
      return out;
    });
    Stored.optional(job.receipt(), out, receipt -> out.lengthPrefixed(ReceiptCodec.encode(receipt)));
    out.varint(job.history().size());
    job.history().forEach(attempt -> write(attempt, out));
    out.varint(job.waitedMs());
    JobNotesCodec.write(job.notes(), out);
    return out.toBytes();
  }

  /** @throws MalformedException unless {@code encoded} is one job of this version */
  public static Job decode(Bytes encoded) {
    ByteReader in = new ByteReader(encoded);
    int version = Stored.version("job version", VERSION, in);
    JobId id = JobIdCodec.read(in);
    JobSpec spec = JobSpecCodec.read(in, Math.max(1, version - 1));
    JobState state = state(in);
    int attempt = Stored.count("attempt", in);
    int bids = Stored.count("bids", in);
    int reassigned = Stored.count("reassigned", in);
    int lateResults = Stored.count("late results", in);
    long priceMicros = in.varint("price", Long.MAX_VALUE);
    long acceptedWallMs = in.varint("accepted", Long.MAX_VALUE);
    long ageMs = in.varint("age", Long.MAX_VALUE);
    String reason = in.text("reason", MAX_REASON_BYTES);
    Optional<NodeId> worker = Stored.optional("worker", in,
        from -> new NodeId(from.bytes("worker", NodeId.LENGTH)));
    Optional<Double> progress = Stored.optional("progress", in, JobCodec::progress);
    Optional<Json.Obj> result = Stored.optional("result", in, from -> ValueCodec.readObject("result", from));
    Optional<Receipt> receipt = Stored.optional("receipt", in,
        from -> ReceiptCodec.decode(from.lengthPrefixed("receipt", MAX_RECEIPT_BYTES)));
    List<Attempt> history = version == 1 ? List.of() : history(in);
    long waitedMs = version < 3 ? 0 : in.varint("waited", Long.MAX_VALUE);
    JobNotes notes = version < 5 ? JobNotes.NONE : JobNotesCodec.read(in);
    in.end("job");
    return new Job(id, spec, state, attempt, bids, reassigned, worker, priceMicros, progress, reason, result,
        receipt, lateResults, acceptedWallMs, ageMs, waitedMs, history, notes);
  }

  private static void write(Attempt attempt, ByteWriter out) {
    int flags = (attempt.everywhere() ? FLAG_EVERYWHERE : 0) | (attempt.late() ? FLAG_LATE : 0);
    out.varint(attempt.number()).bytes(attempt.worker().key()).u8(flags);
    out.text(WireLimits.clip(attempt.end(), WireLimits.NAME_BYTES));
  }

  private static List<Attempt> history(ByteReader in) {
    List<Attempt> history = new ArrayList<>();
    for (int left = (int) in.varint("history", JobSpecRules.MAX_ATTEMPTS); left > 0; left--) {
      int number = Stored.count("attempt number", in);
      NodeId worker = new NodeId(in.bytes("attempt worker", NodeId.LENGTH));
      int flags = Stored.flag("attempt flags", FLAG_EVERYWHERE | FLAG_LATE, in);
      String end = in.text("attempt end", WireLimits.NAME_BYTES);
      history.add(new Attempt(number, worker, end, (flags & FLAG_EVERYWHERE) != 0, (flags & FLAG_LATE) != 0));
    }
    return history;
  }

  private static JobState state(ByteReader in) {
    int start = in.offset();
    int code = in.u8("state");
    for (JobState state : JobState.values()) {
      if (state.code() == code) {
        return state;
      }
    }
    throw new MalformedException("state", start, "unknown code " + code);
  }

  private static double progress(ByteReader in) {
    int start = in.offset();
    double done = Double.longBitsToDouble(in.u64("progress"));
    if (!(done >= 0 && done <= 1)) {
      throw new MalformedException("progress", start, "expected 0 to 1");
    }
    return done;
  }
}
