package org.sheratan.core.market;

import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

import org.sheratan.core.json.Json;
import org.sheratan.core.mission.Job;
import org.sheratan.core.mission.JobId;
import org.sheratan.core.mission.JobNotes;
import org.sheratan.core.mission.JobSpec;
import org.sheratan.core.tool.Schema;
import org.sheratan.core.tool.ToolCatalog;
import org.sheratan.core.tool.ToolKind;
import org.sheratan.core.wire.WireMessage.Award;
import org.sheratan.core.wire.WireMessage.Bid;
import org.sheratan.core.wire.WireMessage.Call;
import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.MalformedException;
import org.sheratan.kernel.NodeId;
import org.sheratan.radio.frame.Priority;
import org.sheratan.radio.secure.Identity;

/** Nodes, jobs and messages of the market's tests. */
final class MarketFixtures {
  static final Identity OWNER = identity(1);
  static final Identity WORKER = identity(2);
  static final Identity OTHER = identity(3);
  static final JobId JOB = job(1);
  static final ToolCatalog TOOLS = new ToolCatalog(
      List.of(new ToolKind("hash", "Hashes.", true, "byte", Schema.ANYTHING, params -> {
        if (params.get("bad") != null) {
          throw new MalformedException("params.bad", MalformedException.NO_OFFSET, "not wanted");
        }
      })));

  private MarketFixtures() {}

  static Identity identity(int number) {
    byte[] seed = new byte[Identity.SEED_BYTES];
    seed[0] = (byte) number;
    return Identity.fromSeed(Bytes.copyOf(seed));
  }

  static JobId job(long sequence) {
    return new JobId(OWNER.id().shortName(), 1, sequence);
  }

  static Job jobOf(JobId id, long maxPriceMicros) {
    return Job.accepted(id,
        new JobSpec("hash", Json.Obj.EMPTY, Priority.NORMAL, 60_000, List.of(), maxPriceMicros, 5,
            false, Optional.empty()),
        JobNotes.NONE, 0);
  }

  static WorkerTerms terms(int places, int waiting) {
    return new WorkerTerms(List.of("hash"), List.of("gpu:8G"), places, waiting, new TreeMap<>(), 10);
  }

  static Call call(JobId job, int round) {
    return new Call(job, round, "hash", 100, List.of(), 60_000, Long.MAX_VALUE, 65_536, Priority.NORMAL);
  }

  static Bid bid(JobId job, int round, long priceMicros, long expectedMs) {
    return new Bid(job, round, priceMicros, 0, expectedMs, 3_000, Lease.MAX_MS);
  }

  static Award award(JobId job, int round, int attempt) {
    return award(job, round, attempt, Json.Obj.EMPTY, 10);
  }

  static Award award(JobId job, int round, int attempt, Json.Obj params, long priceMicros) {
    return new Award(job, round, attempt, "hash", params, 6_000, priceMicros, 65_536, Priority.NORMAL);
  }

  static NodeId id(Identity identity) {
    return identity.id();
  }
}
